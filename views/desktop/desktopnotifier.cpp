// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/desktopnotifier.h"

#include <utility>

namespace pollux {

DesktopNotifier::DesktopNotifier(IsOn isOn, QObject *parent, std::chrono::milliseconds quiet)
    : QObject(parent)
    , m_isOn(std::move(isOn))
    , m_service(NotificationService::create())
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(quiet);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        for (const Notification &notification : m_groups.take())
            m_service->show(notification);
    });
    connect(m_service.get(), &NotificationService::activated, this, &DesktopNotifier::handleActivated);
    connect(m_service.get(), &NotificationService::closed, this,
            [this](NotificationKind kind) { m_groups.forget(kind); });
}

void DesktopNotifier::notify(Kind kind, const QString &resourceName, const QString &shownName, const QString &reason)
{
    constexpr int maxQuiets = 5;
    if ((m_isWindowActive && kind != Kind::Expiring) || !m_isOn(kind))
        return;
    m_groups.add({kind, resourceName, shownName, reason});
    if (!m_timer.isActive())
        m_sinceFirst.start();
    if (m_sinceFirst.elapsed() < qint64{m_timer.interval()} * (maxQuiets - 1))
        m_timer.start();
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

void DesktopNotifier::handleActivated(NotificationKind kind)
{
    const QStringList names = m_groups.names(kind);
    m_groups.forget(kind);
    m_service->close(kind);
    emit activated(names);
}

} // namespace pollux
