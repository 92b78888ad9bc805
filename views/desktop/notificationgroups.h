// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/desktop/notificationservice.h"

#include <QHash>
#include <QList>

namespace pollux {

/// Groups events into one notification of each kind. Has no clock: events wait until take(). Events that take()
/// returned are included in later notifications until forget(), so that these can replace one that is still visible.
/// Memory is bounded for any number of events.
class NotificationGroups final {
public:
    static constexpr qsizetype maxNames = 1000;    ///< resource names kept for each kind: the latest ones
    static constexpr qsizetype maxLines = 3;       ///< number of files that the body names
    static constexpr qsizetype maxNameLength = 80; ///< characters; a longer shown name is elided in the middle

    struct Event {
        NotificationKind kind = NotificationKind::UploadDone;
        QString resourceName; ///< events of a kind with the same name count once; each event without a name counts
        QString shownName;    ///< the name on the server or the disk; empty for the resource name
        QString reason;       ///< shown after the name; may be a text of a server; empty for none
    };

    /// Ignores FileActive for a file whose UploadDone is still waiting.
    void add(const Event &event);
    /// One notification for each kind that has waiting events, in the order of the kinds.
    [[nodiscard]] QList<Notification> take();
    /// The resource names of the last notification of this kind.
    [[nodiscard]] QStringList names(NotificationKind kind) const { return m_taken.value(kind).names(); }
    /// Call it when the last notification of this kind is closed; waiting events stay.
    void forget(NotificationKind kind) { m_taken.remove(kind); }
    /// Does the same as forget(), and removes the waiting events.
    void drop(NotificationKind kind);

private:
    struct Entry {
        QString name;
        QString line;
    };
    struct Tally {
        QList<Entry> entries; ///< oldest first
        qsizetype beyond = 0; ///< number of older events, which are not in entries

        void add(const Entry &entry);
        [[nodiscard]] bool contains(const QString &name) const;
        [[nodiscard]] qsizetype count() const { return entries.size() + beyond; }
        [[nodiscard]] QStringList names() const;
        [[nodiscard]] QString body() const;
    };

    QHash<NotificationKind, Tally> m_waiting;
    QHash<NotificationKind, Tally> m_taken;
};

} // namespace pollux
