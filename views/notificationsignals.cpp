// SPDX-License-Identifier: Apache-2.0
#include "views/notificationsignals.h"

namespace pollux {

NotificationSignals::NotificationSignals(const QString &owner, const QDBusConnection &bus, QObject *parent)
    : QDBusAbstractInterface(owner, QStringLiteral("/org/freedesktop/Notifications"), "org.freedesktop.Notifications",
                             bus, parent)
{
}

} // namespace pollux
