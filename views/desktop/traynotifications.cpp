// SPDX-License-Identifier: Apache-2.0
#include "models/productinfo.h"
#include "views/desktop/notificationservice.h"

#include <QGuiApplication>
#include <QIcon>
#include <QSystemTrayIcon>

#include <utility>

namespace pollux {

namespace {

/// Notifications of Windows and macOS, which Qt shows through an icon in the notification area; the icon is visible as
/// long as a notification is. These systems show one at a time and do not report when it has closed.
class TrayNotifications final : public NotificationService {
public:
    void show(const Notification &notification) override
    {
        if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages()) {
            emit closed(notification.kind);
            return;
        }
        if (!m_icon) {
            m_icon = new QSystemTrayIcon(QGuiApplication::windowIcon(), this);
            m_icon->setToolTip(productinfo::displayName);
            connect(m_icon, &QSystemTrayIcon::messageClicked, this, [this] { emit activated(m_shown); });
        }
        const NotificationKind replaced = std::exchange(m_shown, notification.kind);
        if (m_icon->isVisible() && replaced != notification.kind)
            emit closed(replaced);
        m_icon->show();
        const bool isFailure = notification.kind == NotificationKind::Failed;
        m_icon->showMessage(notification.title, notification.body,
                            isFailure ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
    }

    void close(NotificationKind kind) override
    {
        if (m_icon && kind == m_shown)
            m_icon->hide();
    }

private:
    QSystemTrayIcon *m_icon = nullptr; ///< created with the first notification
    NotificationKind m_shown = NotificationKind::UploadDone;
};

} // namespace

std::unique_ptr<NotificationService> NotificationService::create()
{
    return std::make_unique<TrayNotifications>();
}

} // namespace pollux
