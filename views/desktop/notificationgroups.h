// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/desktop/notificationservice.h"

#include <QHash>
#include <QList>

namespace pollux {

/// Makes one notification of each kind out of many events, in words and numbers. Has no clock: events wait until
/// take(). What was taken counts on until forget(), so that a notification that still stands can be replaced by one
/// that says it all. Memory is bounded, whatever the number of events.
class NotificationGroups final {
public:
    static constexpr qsizetype maxNames = 1000; ///< names remembered of a kind; the latest
    static constexpr qsizetype maxLines = 3;    ///< files that a notification names
    static constexpr qsizetype maxNameLength =
        80; ///< characters of a shown name; the middle of a longer one is left out

    struct Event {
        NotificationKind kind = NotificationKind::UploadDone;
        QString resourceName; ///< Counts once per kind; one that is empty counts each time, and cannot be shown.
        QString shownName;    ///< As the server or the disk has it; empty for the resource's name.
        QString reason;       ///< A sentence or some words behind the name; may be a server's; empty for none.
    };

    /// A file that becomes usable while the news of its upload still waits is not told twice: such an event is left
    /// out.
    void add(const Event &event);
    /// One for each kind with events that wait, in the order of the kinds.
    [[nodiscard]] QList<Notification> take();
    /// What the last notification of this kind was about.
    [[nodiscard]] QStringList names(NotificationKind kind) const;
    /// The last notification of this kind is gone: events that wait stay, and are counted from 1.
    void forget(NotificationKind kind);
    /// As forget(), and the events that wait go too.
    void drop(NotificationKind kind);

private:
    struct Entry {
        QString name;
        QString line;
    };
    struct Tally {
        QList<Entry> entries; ///< The latest last.
        qsizetype beyond = 0; ///< Events older than those.

        void add(const Entry &entry);
        void add(const Tally &other);
        [[nodiscard]] bool isEmpty() const { return entries.isEmpty(); }
        [[nodiscard]] bool contains(const QString &name) const;
        [[nodiscard]] qsizetype count() const { return entries.size() + beyond; }
        [[nodiscard]] QStringList names() const;
        [[nodiscard]] QString body() const;
    };

    QHash<NotificationKind, Tally> m_waiting;
    QHash<NotificationKind, Tally> m_told;
};

} // namespace pollux
