// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/logindinhibitor.h"

#include "models/productinfo.h"
#include "views/desktop/desktopbus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace pollux {

LogindInhibitor::LogindInhibitor(const QString &reason, QObject *parent)
    : QObject(parent)
    , m_reason(reason)
{
    desktopbus::open(QDBusConnection::SystemBus, this, [this](const QDBusConnection &bus) { ask(bus); });
}

void LogindInhibitor::ask(const QDBusConnection &bus)
{
    if (!bus.isConnected())
        return;
    QDBusMessage message = QDBusMessage::createMethodCall(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
                                                          u"org.freedesktop.login1.Manager"_s, u"Inhibit"_s);
    message << u"sleep:idle"_s << QString(productinfo::displayName) << m_reason << u"block"_s;
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(message, desktopbus::patience), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, &LogindInhibitor::onAnswered);
}

void LogindInhibitor::onAnswered(QDBusPendingCallWatcher *answer)
{
    answer->deleteLater();
    const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *answer;
    if (!reply.isError())
        m_lock = reply.value();
}

} // namespace pollux
