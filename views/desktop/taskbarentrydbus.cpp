// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/launcherentry.h"

#include "models/productinfo.h"
#include "views/desktop/desktopbus.h"

#include <QDBusMessage>
#include <QVariantMap>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

LauncherEntry::LauncherEntry(QObject *parent)
    : QObject(parent)
{
}

LauncherEntry::~LauncherEntry()
{
    if (m_percent != noProgress || m_count != 0)
        LauncherEntry::show(noProgress, 0);
}

void LauncherEntry::show(int percent, int count)
{
    m_percent = percent;
    m_count = count;
    if (m_bus)
        send();
    else if (!std::exchange(m_isOpening, true))
        desktopbus::open(QDBusConnection::SessionBus, this, [this](const QDBusConnection &bus) { useBus(bus); });
}

void LauncherEntry::useBus(const QDBusConnection &bus)
{
    // Without a bus it stays "opening": there is nothing to try again.
    if (!bus.isConnected())
        return;
    m_bus = bus;
    send();
}

void LauncherEntry::send()
{
    constexpr double all = 100;
    QDBusMessage message =
        QDBusMessage::createSignal(u"/app/pollux/Pollux"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    message << u"application://%1.desktop"_s.arg(productinfo::applicationId)
            << QVariantMap{{u"progress"_s, std::max(m_percent, 0) / all},
                           {u"progress-visible"_s, m_percent != noProgress},
                           {u"count"_s, qint64{m_count}},
                           {u"count-visible"_s, m_count > 0}};
    m_bus->send(message);
}

std::unique_ptr<TaskbarEntry> TaskbarEntry::create(QWidget * /*window*/)
{
    return std::make_unique<LauncherEntry>();
}

} // namespace pollux
