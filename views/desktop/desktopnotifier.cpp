// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/desktopnotifier.h"

#include <utility>

namespace pollux {

DesktopNotifier::DesktopNotifier(IsOn isOn, QObject *parent)
    : DesktopNotifier(std::move(isOn), NotificationService::create(), usualQuiet, parent)
{
}

DesktopNotifier::DesktopNotifier(IsOn isOn, std::unique_ptr<NotificationService> service,
                                 std::chrono::milliseconds quiet, QObject *parent)
    : QObject(parent)
    , m_isOn(std::move(isOn))
    , m_service(std::move(service))
    , m_quiet(quiet)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(quiet);
    connect(&m_timer, &QTimer::timeout, this, &DesktopNotifier::showWaiting);
    connect(m_service.get(), &NotificationService::activated, this, &DesktopNotifier::onActivated);
    connect(m_service.get(), &NotificationService::closed, this, &DesktopNotifier::onClosed);
}

void DesktopNotifier::tell(Kind kind, const QString &resourceName, const QString &shownName, const QString &reason)
{
    constexpr int maxWindows = 5;
    if ((m_isWindowActive && kind != Kind::Expiring) || !m_isOn(kind))
        return;
    m_groups.add({kind, resourceName, shownName, reason});
    if (!m_timer.isActive()) {
        m_sinceFirst.start();
        m_timer.start();
    } else if (m_sinceFirst.elapsed() < m_quiet.count() * (maxWindows - 1)) {
        m_timer.start();
    }
}

void DesktopNotifier::setWindowActive(bool active)
{
    m_isWindowActive = active;
    if (!active)
        return;
    for (const Kind kind : notificationKinds) {
        if (kind == Kind::Expiring)
            continue;
        m_groups.drop(kind);
        m_service->close(kind);
    }
}

void DesktopNotifier::showWaiting()
{
    for (const Notification &notification : m_groups.take())
        m_service->show(notification);
}

void DesktopNotifier::onActivated(NotificationKind kind)
{
    const QStringList names = m_groups.names(kind);
    m_groups.forget(kind);
    m_service->close(kind);
    emit activated(names);
}

void DesktopNotifier::onClosed(NotificationKind kind)
{
    m_groups.forget(kind);
}

} // namespace pollux
