// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/traynotifications.h"

#include "models/productinfo.h"

#include <QGuiApplication>
#include <QIcon>
#include <QSystemTrayIcon>

#include <utility>

namespace pollux {

TrayNotifications::TrayNotifications(QObject *parent)
    : NotificationService(parent)
{
}

void TrayNotifications::show(const Notification &notification)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages()) {
        emit closed(notification.kind);
        return;
    }
    if (!m_icon) {
        m_icon = new QSystemTrayIcon(QGuiApplication::windowIcon(), this);
        m_icon->setToolTip(productinfo::displayName);
        connect(m_icon, &QSystemTrayIcon::messageClicked, this, &TrayNotifications::onMessageClicked);
    }
    const NotificationKind replaced = std::exchange(m_shown, notification.kind);
    if (m_icon->isVisible() && replaced != notification.kind)
        emit closed(replaced);
    m_icon->show();
    const bool isFailure = notification.kind == NotificationKind::Failed;
    m_icon->showMessage(notification.title, notification.body,
                        isFailure ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void TrayNotifications::close(NotificationKind kind)
{
    if (m_icon && kind == m_shown)
        m_icon->hide();
}

void TrayNotifications::onMessageClicked()
{
    emit activated(m_shown);
}

std::unique_ptr<NotificationService> NotificationService::create()
{
    return std::make_unique<TrayNotifications>();
}

} // namespace pollux
