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
    QString title;     ///< contains no untrusted text
    QString body;      ///< plain text of a few lines; untrusted text in it has no line breaks
    QStringList names; ///< of the resources that it is about; at most NotificationGroups::maxNames
};

/// The notifications of a platform: at most one of each kind is visible at a time. The platform is not used before the
/// first show(). No call blocks. A platform without notifications shows none.
class NotificationService : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Creates the service of this platform.
    static std::unique_ptr<NotificationService> create();

    /// Shows a notification, which replaces a visible one of the same kind.
    virtual void show(const Notification &notification) = 0;
    /// Removes the notification of this kind without emitting closed(); does nothing if none is visible.
    virtual void close(NotificationKind kind) = 0;

signals:
    /// The notification was clicked.
    void activated(pollux::NotificationKind kind);
    /// The notification is gone, or could not be shown.
    void closed(pollux::NotificationKind kind);
};

} // namespace pollux
