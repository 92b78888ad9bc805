// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"
#include "models/api/types/remotefile.h"

#include <QMetaType>

namespace pollux {

/// The badge of a cell: an icon and a tone beside its text, so that colour is never the only sign.
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
        Warning,
        Cancel
    };
    enum class Tone { Neutral, Positive, Busy, Warning, Critical };

    Icon icon = Icon::None;
    Tone tone = Tone::Neutral;
    QString text;

    bool operator==(const Badge &) const = default;
};

/// The translated state; for one that Pollux does not know, the text of the service.
QString stateText(const RemoteFile &file);
/// The translated source; for one that Pollux does not know, the text of the service; empty if the service sent
/// none.
QString sourceText(const RemoteFile &file);

Badge stateBadge(const RemoteFile &file);
Badge documentBadge(const Document &document, const QDateTime &now = {});

/// The time until the file expires, negative afterwards; nothing for a file that does not expire.
std::optional<std::chrono::milliseconds> remainingTime(const RemoteFile &file, const QDateTime &now);
/// "in 46 h" with the tone Warning under 6 h and Critical under 1 h; "expired" afterwards; empty for a file that does
/// not expire.
Badge expiryBadge(const RemoteFile &file, const QDateTime &now);

} // namespace pollux

Q_DECLARE_METATYPE(pollux::Badge)
