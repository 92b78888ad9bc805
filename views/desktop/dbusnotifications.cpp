// SPDX-License-Identifier: Apache-2.0
#include "models/productinfo.h"
#include "views/desktop/desktopbus.h"
#include "views/desktop/notificationservice.h"

#include <QDBusAbstractInterface>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include <map>
#include <optional>
#include <utility>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr auto interfaceName = "org.freedesktop.Notifications";
const auto objectPath = u"/org/freedesktop/Notifications"_s;
const auto defaultAction = u"default"_s; // the specification's key for a click on the notification

QDBusMessage methodCall(const QString &method)
{
    const QString name = QString::fromLatin1(interfaceName);
    return QDBusMessage::createMethodCall(name, objectPath, name, method);
}

QVariantMap hintsOf(NotificationKind kind)
{
    constexpr uchar normalUrgency = 1;
    QString category = u"transfer"_s;
    if (kind == NotificationKind::Failed)
        category = u"transfer.error"_s;
    else if (kind == NotificationKind::UploadDone)
        category = u"transfer.complete"_s;
    return {{u"desktop-entry"_s, QString(productinfo::applicationId)},
            {u"category"_s, category},
            {u"urgency"_s, QVariant::fromValue(normalUrgency)}};
}

} // namespace

/// The signals of a notification server (Desktop Notifications Specification 1.2), named as on the bus.
class NotificationSignals final : public QDBusAbstractInterface {
    Q_OBJECT

public:
    /// `owner` is the server's unique name: with a well-known name the constructor would wait for the bus.
    NotificationSignals(const QString &owner, const QDBusConnection &bus)
        : QDBusAbstractInterface(owner, objectPath, interfaceName, bus, nullptr)
    {
    }

signals:
    // NOLINTBEGIN(readability-identifier-naming)
    void ActionInvoked(uint id, const QString &action);
    void ActivationToken(uint id, const QString &token);
    void NotificationClosed(uint id, uint reason);
    // NOLINTEND(readability-identifier-naming)
};

/// Notifications of the desktops that follow the Desktop Notifications Specification 1.2, over the session bus. The
/// server's capabilities are requested once, with the first notification. A notification that the server refuses is
/// lost; the next one tries again.
class DBusNotifications final : public NotificationService {
    Q_OBJECT

public:
    /// Closes the visible notifications: a click on them would do nothing without the program.
    ~DBusNotifications() override
    {
        for (const auto &[kind, slot] : m_slots) {
            if (slot.id != 0)
                closeOnServer(slot.id);
        }
    }

    void show(const Notification &notification) override
    {
        m_slots[notification.kind].next = notification;
        if (m_state == State::Ready)
            return sendNext(notification.kind);
        if (std::exchange(m_state, State::Connecting) != State::Unused)
            return;
        if (m_bus)
            requestCapabilities(*m_bus);
        else
            desktopbus::open(QDBusConnection::SessionBus, this,
                             [this](const QDBusConnection &bus) { requestCapabilities(bus); });
    }

    void close(NotificationKind kind) override
    {
        Slot &slot = m_slots[kind];
        slot.next.reset();
        slot.isCloseRequested = slot.isSending;
        if (!slot.isSending && slot.id != 0)
            closeOnServer(std::exchange(slot.id, 0));
    }

private:
    enum class State { Unused, Connecting, Ready };
    struct Slot {
        uint id = 0; ///< given by the server; 0 while no notification is visible
        bool isSending = false;
        bool isCloseRequested = false; ///< to be closed as soon as its id is known
        std::optional<Notification> next;
    };

    template <typename Handler>
    void call(const QDBusMessage &message, Handler onReply)
    {
        auto *watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(message, desktopbus::timeout), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, onReply] {
            watcher->deleteLater();
            onReply(*watcher);
        });
    }

    void requestCapabilities(const QDBusConnection &bus)
    {
        if (!bus.isConnected())
            return giveUp();
        m_bus = bus;
        call(methodCall(u"GetCapabilities"_s), [this](const QDBusPendingCall &reply) { onCapabilities(reply); });
    }

    void onCapabilities(const QDBusPendingReply<QStringList> &reply)
    {
        if (reply.isError())
            return giveUp();
        m_capabilities = reply.value();
        m_state = State::Ready;
        listenTo(reply.reply().service());
        for (const NotificationKind kind : notificationKinds)
            sendNext(kind);
    }

    void giveUp()
    {
        m_state = State::Unused;
        for (const NotificationKind kind : notificationKinds) {
            if (std::exchange(m_slots[kind].next, std::nullopt))
                emit closed(kind);
        }
    }

    void listenTo(const QString &owner)
    {
        if (owner == m_owner)
            return;
        m_owner = owner;
        for (auto &[kind, slot] : m_slots)
            slot.id = 0;
        m_signals = std::make_unique<NotificationSignals>(owner, *m_bus);
        connect(m_signals.get(), &NotificationSignals::ActionInvoked, this, [this](uint id, const QString &action) {
            if (const auto kind = kindOf(id); kind && action == defaultAction)
                emit activated(*kind);
        });
        connect(m_signals.get(), &NotificationSignals::ActivationToken, this, [this](uint id, const QString &token) {
            // Without the token Wayland keeps the window in the background. Qt reads it when a window is activated.
            if (kindOf(id))
                qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
        });
        connect(m_signals.get(), &NotificationSignals::NotificationClosed, this, [this](uint id) {
            if (const auto kind = kindOf(id)) {
                m_slots[*kind].id = 0;
                emit closed(*kind);
            }
        });
    }

    void sendNext(NotificationKind kind)
    {
        constexpr int serverDecides = -1; // expiry time in ms; -1 leaves it to the server
        Slot &slot = m_slots[kind];
        if (slot.isSending || !slot.next)
            return;
        const Notification notification = *std::exchange(slot.next, std::nullopt);
        slot.isSending = true;
        slot.isCloseRequested = false;
        QStringList actions;
        if (m_capabilities.contains("actions"_L1))
            actions = {defaultAction, tr("Show")};
        const bool isMarkup = m_capabilities.contains("body-markup"_L1);
        QDBusMessage message = methodCall(u"Notify"_s);
        message << QString(productinfo::displayName) << slot.id << QString(productinfo::applicationId)
                << notification.title << (isMarkup ? notification.body.toHtmlEscaped() : notification.body) << actions
                << hintsOf(kind) << serverDecides;
        call(message, [this, kind](const QDBusPendingCall &reply) { onShown(kind, reply); });
    }

    void onShown(NotificationKind kind, const QDBusPendingReply<uint> &reply)
    {
        Slot &slot = m_slots[kind];
        slot.isSending = false;
        if (reply.isError()) {
            slot.id = 0;
            emit closed(kind);
        } else {
            listenTo(reply.reply().service());
            slot.id = reply.value();
            if (slot.isCloseRequested)
                closeOnServer(std::exchange(slot.id, 0));
        }
        sendNext(kind);
    }

    void closeOnServer(uint id)
    {
        QDBusMessage message = methodCall(u"CloseNotification"_s);
        message << id;
        message.setAutoStartService(false);
        m_bus->send(message);
    }

    std::optional<NotificationKind> kindOf(uint id) const
    {
        for (const auto &[kind, slot] : m_slots) {
            if (id != 0 && slot.id == id)
                return kind;
        }
        return std::nullopt;
    }

    State m_state = State::Unused;
    std::optional<QDBusConnection> m_bus;
    QStringList m_capabilities;
    QString m_owner; ///< the server's unique name, which changes when the server restarts
    std::unique_ptr<NotificationSignals> m_signals;
    std::map<NotificationKind, Slot> m_slots; ///< of the kinds that were shown
};

std::unique_ptr<NotificationService> NotificationService::create()
{
    return std::make_unique<DBusNotifications>();
}

} // namespace pollux

#include "dbusnotifications.moc"
