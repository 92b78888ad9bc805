// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/sleepinhibitor.h"

#include "models/productinfo.h"
#include "views/desktop/desktopbus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

/// An inhibitor lock of org.freedesktop.login1 against sleep and idle. Requested asynchronously; a lock that arrives
/// after this object is destroyed is released at once. A refusal is ignored.
class LogindInhibitor final : public QObject, public SleepInhibitor::Inhibition {
public:
    explicit LogindInhibitor(const QString &reason)
    {
        desktopbus::open(QDBusConnection::SystemBus, this,
                         [this, reason](const QDBusConnection &bus) { requestLock(bus, reason); });
    }

private:
    void requestLock(const QDBusConnection &bus, const QString &reason)
    {
        if (!bus.isConnected())
            return;
        QDBusMessage message = QDBusMessage::createMethodCall(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
                                                              u"org.freedesktop.login1.Manager"_s, u"Inhibit"_s);
        message << u"sleep:idle"_s << QString(productinfo::displayName) << reason << u"block"_s;
        auto *call = new QDBusPendingCallWatcher(bus.asyncCall(message, desktopbus::timeout), this);
        connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
            const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *call;
            if (!reply.isError())
                m_lock = reply.value();
            call->deleteLater();
        });
    }

    QDBusUnixFileDescriptor m_lock; ///< the lock is held while this is open
};

} // namespace

std::unique_ptr<SleepInhibitor::Inhibition> SleepInhibitor::Inhibition::create(const QString &reason)
{
    return std::make_unique<LogindInhibitor>(reason);
}

} // namespace pollux
