// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/desktop/notificationservice.h"

#include <QDBusConnection>
#include <QStringList>

#include <map>
#include <optional>

class QDBusPendingCall;
class QDBusPendingCallWatcher;

namespace pollux {

class NotificationSignals;

/// Notifications of the desktops that follow the Desktop Notifications Specification 1.2, over the session bus. What
/// the server can do is asked once, with the first notification. A notification that the server does not take is lost
/// without a word; the next one tries again.
class DBusNotifications final : public NotificationService {
    Q_OBJECT

public:
    explicit DBusNotifications(QObject *parent = nullptr);
    /// Takes back what still stands: without the program nothing would happen when it is chosen.
    ~DBusNotifications() override;

    void show(const Notification &notification) override;
    void close(NotificationKind kind) override;

private:
    enum class State { Unused, Asking, Ready };
    struct Place {
        uint id = 0; ///< The server's; 0 while none stands.
        bool isSending = false;
        bool isUnwanted = false; ///< To be closed as soon as its id is known.
        std::optional<Notification> next;
    };

    void start();
    void useBus(const QDBusConnection &bus);
    void onCapabilities(QDBusPendingCallWatcher *answer);
    void giveUp();
    void listenTo(const QString &owner);
    void sendNext(NotificationKind kind);
    void onShown(NotificationKind kind, QDBusPendingCallWatcher *answer);
    void closeOnServer(uint id);
    std::optional<NotificationKind> kindOf(uint id) const;
    QString bodyFor(const Notification &notification) const;

    void onActionInvoked(uint id, const QString &action);
    void onActivationToken(uint id, const QString &token);
    void onNotificationClosed(uint id);

    State m_state = State::Unused;
    std::optional<QDBusConnection> m_bus;
    QStringList m_capabilities;
    QString m_owner; ///< The server's unique name, which changes when it starts anew.
    std::unique_ptr<NotificationSignals> m_signals;
    std::map<NotificationKind, Place> m_places; ///< One for each kind, from the beginning.
};

} // namespace pollux
