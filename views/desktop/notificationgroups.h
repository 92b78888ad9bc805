// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/desktop/notificationservice.h"

#include <QHash>
#include <QList>

namespace pollux {

/// Groups many events to one notification of each kind. Has no clock: events wait until take(). What was taken is
/// included in later notifications until forget(), so that one that still stands can be replaced. Memory is bounded,
/// whatever the number of events.
class NotificationGroups final {
public:
    static constexpr qsizetype maxNames = 1000;    ///< names remembered of a kind; the latest
    static constexpr qsizetype maxLines = 3;       ///< files that a notification names
    static constexpr qsizetype maxNameLength = 80; ///< of a shown name; the middle of a longer one is left out

    struct Event {
        NotificationKind kind = NotificationKind::UploadDone;
        QString resourceName; ///< counts once per kind; an empty one counts each time
        QString shownName;    ///< as the server or the disk has it; empty for the resource's name
        QString reason;       ///< stands behind the name; may be a server's text; empty for none
    };

    /// FileActive of a file whose UploadDone still waits is left out.
    void add(const Event &event);
    /// One for each kind with events that wait, in the order of the kinds.
    [[nodiscard]] QList<Notification> take();
    /// What the last notification of this kind was about.
    [[nodiscard]] QStringList names(NotificationKind kind) const { return m_taken.value(kind).names(); }
    /// The last notification of this kind is gone; events that wait stay.
    void forget(NotificationKind kind) { m_taken.remove(kind); }
    /// As forget(), and removes the events that wait.
    void drop(NotificationKind kind);

private:
    struct Entry {
        QString name;
        QString line;
    };
    struct Tally {
        QList<Entry> entries; ///< the latest last
        qsizetype beyond = 0; ///< number of older events

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
