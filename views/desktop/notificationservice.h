// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>

#include <array>
#include <memory>

namespace pollux {

enum class NotificationKind {
    UploadDone,
    FileActive, ///< The service finished reading a file: it can be used.
    Failed,     ///< An upload, or the service's work on a file.
    Expiring,   ///< A file is about to be removed by the service.
};

inline constexpr std::array notificationKinds{NotificationKind::UploadDone, NotificationKind::FileActive,
                                              NotificationKind::Failed, NotificationKind::Expiring};

/// What the desktop shows of one kind.
struct Notification {
    NotificationKind kind = NotificationKind::UploadDone;
    QString title;     ///< Our own words only.
    QString body;      ///< Plain text of a few lines with foreign words in it, each of them within its line.
    QStringList names; ///< The resources it is about; at most NotificationGroups::maxNames.
};

/// Where a platform shows notifications: at most one of each kind at a time. Making one costs nothing; the platform is
/// first spoken to with the first show(). Nothing here waits, and a platform without notifications shows none.
class NotificationService : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// The one of this platform.
    static std::unique_ptr<NotificationService> create();

    /// Replaces the one of the same kind, if that still stands.
    virtual void show(const Notification &notification) = 0;
    /// Takes it from the screen, without closed(); does nothing where none stands.
    virtual void close(NotificationKind kind) = 0;

signals:
    /// A person chose the notification.
    void activated(pollux::NotificationKind kind);
    /// It is gone, or never appeared: the next one of its kind stands by itself.
    void closed(pollux::NotificationKind kind);
};

} // namespace pollux
