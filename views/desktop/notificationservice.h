// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>

#include <array>
#include <memory>

namespace pollux {

enum class NotificationKind {
    UploadDone,
    FileActive, ///< the service finished processing a file: it can be used
    Failed,     ///< an upload, or the service's processing of a file
    Expiring,   ///< a file will be removed by the service soon
};

inline constexpr std::array notificationKinds{NotificationKind::UploadDone, NotificationKind::FileActive,
                                              NotificationKind::Failed, NotificationKind::Expiring};

/// What the desktop shows.
struct Notification {
    NotificationKind kind = NotificationKind::UploadDone;
    QString title;     ///< our own text only
    QString body;      ///< plain text of a few lines, with untrusted text that stays within its line
    QStringList names; ///< of the resources it is about; at most NotificationGroups::maxNames.
};

/// The notifications of a platform: at most one of each kind stands at a time. The platform is not touched before the
/// first show(). Nothing here waits. A platform without notifications shows none.
class NotificationService : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// The one of this platform.
    static std::unique_ptr<NotificationService> create();

    /// Replaces the one of the same kind, if that still stands.
    virtual void show(const Notification &notification) = 0;
    /// Removes it from the screen, without closed(); does nothing if none stands.
    virtual void close(NotificationKind kind) = 0;

signals:
    /// The notification was clicked.
    void activated(pollux::NotificationKind kind);
    /// The notification is gone, or could not be shown.
    void closed(pollux::NotificationKind kind);
};

} // namespace pollux
