// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/desktop/notificationservice.h"

class QSystemTrayIcon;

namespace pollux {

/// Notifications of Windows and macOS, which Qt offers through an icon in the notification area: it is there while a
/// notification stands. These systems show one at a time, and do not say when it has gone.
class TrayNotifications final : public NotificationService {
    Q_OBJECT

public:
    explicit TrayNotifications(QObject *parent = nullptr);

    void show(const Notification &notification) override;
    void close(NotificationKind kind) override;

private:
    void onMessageClicked();

    QSystemTrayIcon *m_icon = nullptr; ///< Made with the first notification.
    NotificationKind m_shown = NotificationKind::UploadDone;
};

} // namespace pollux
