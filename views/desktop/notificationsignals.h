// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusAbstractInterface>

namespace pollux {

/// What a notification server says by itself (Desktop Notifications Specification 1.2); the names are those on the bus.
class NotificationSignals final : public QDBusAbstractInterface {
    Q_OBJECT

public:
    /// `owner` is the server's unique name: with any other one the constructor would wait for the bus.
    NotificationSignals(const QString &owner, const QDBusConnection &bus, QObject *parent = nullptr)
        : QDBusAbstractInterface(owner, QStringLiteral("/org/freedesktop/Notifications"),
                                 "org.freedesktop.Notifications", bus, parent)
    {
    }

signals:
    // NOLINTBEGIN(readability-identifier-naming)
    void ActionInvoked(uint id, const QString &action);
    void ActivationToken(uint id, const QString &token);
    void NotificationClosed(uint id, uint reason);
    // NOLINTEND(readability-identifier-naming)
};

} // namespace pollux
