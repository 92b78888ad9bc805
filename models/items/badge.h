// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"
#include "models/api/types/remotefile.h"

#include <QMetaType>

namespace pollux {

/// How a cell is marked: an icon and a tone beside its text, never colour alone.
struct Badge {
    enum class Icon {
        None,
        Processing,
        Active,
        Failed,
        Unknown,
        Clock,
        Upload,
        Find,
        Finish,
        Verify,
        Pause,
        Interrupted,
        Offline,
        Retry,
        Key,
        Storage,
        Server,
        Program,
        Warning,
        Cancel
    };
    enum class Tone { Neutral, Positive, Busy, Warning, Critical };

    Icon icon = Icon::None;
    Tone tone = Tone::Neutral;
    QString text;

    bool operator==(const Badge &) const = default;
};

/// The word for a state; the wire's own word for one that Pollux does not know.
QString stateText(const RemoteFile &file);
/// As above; empty where the service did not say.
QString sourceText(const RemoteFile &file);

Badge stateBadge(const RemoteFile &file);

/// The word for a document's state; the wire's own word for one that Pollux does not know.
QString stateText(const Document &document);
Badge documentBadge(const Document &document);

/// How long the file will stay, negative after its end; nothing for a file that stays.
std::optional<std::chrono::milliseconds> remainingTime(const RemoteFile &file, const QDateTime &now);
/// "in 46 h" with the tone Warning under 6 h and Critical under 1 h; "expired" afterwards; empty for a file that stays.
Badge expiryBadge(const RemoteFile &file, const QDateTime &now);

} // namespace pollux

Q_DECLARE_METATYPE(pollux::Badge)
