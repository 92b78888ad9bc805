// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/dbusnotifications.h"

#include "models/productinfo.h"
#include "views/desktop/desktopbus.h"
#include "views/desktop/notificationsignals.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

const QString &chosen()
{
    static const QString key = u"default"_s;
    return key;
}

QDBusMessage call(const QString &method)
{
    const QString name = u"org.freedesktop.Notifications"_s;
    return QDBusMessage::createMethodCall(name, u"/org/freedesktop/Notifications"_s, name, method);
}

QVariantMap hintsOf(NotificationKind kind)
{
    constexpr uchar usual = 1;
    QString category = u"transfer"_s;
    if (kind == NotificationKind::Failed)
        category = u"transfer.error"_s;
    else if (kind == NotificationKind::UploadDone)
        category = u"transfer.complete"_s;
    return {{u"desktop-entry"_s, QString(productinfo::applicationId)},
            {u"category"_s, category},
            {u"urgency"_s, QVariant::fromValue(usual)}};
}

} // namespace

DBusNotifications::DBusNotifications(QObject *parent)
    : NotificationService(parent)
{
    for (const NotificationKind kind : notificationKinds)
        m_places[kind] = {};
}

DBusNotifications::~DBusNotifications()
{
    for (const auto &[kind, place] : m_places) {
        if (place.id != 0)
            closeOnServer(place.id);
    }
}

void DBusNotifications::show(const Notification &notification)
{
    Place &place = m_places[notification.kind];
    place.next = notification;
    if (m_state == State::Unused)
        start();
    else if (m_state == State::Ready)
        sendNext(notification.kind);
}

void DBusNotifications::close(NotificationKind kind)
{
    Place &place = m_places[kind];
    place.next.reset();
    place.isUnwanted = place.isSending;
    if (!place.isSending && place.id != 0)
        closeOnServer(std::exchange(place.id, 0));
}

void DBusNotifications::start()
{
    m_state = State::Asking;
    if (m_bus)
        useBus(*m_bus);
    else
        desktopbus::open(QDBusConnection::SessionBus, this, [this](const QDBusConnection &bus) { useBus(bus); });
}

void DBusNotifications::useBus(const QDBusConnection &bus)
{
    if (!bus.isConnected()) {
        giveUp();
        return;
    }
    m_bus = bus;
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(call(u"GetCapabilities"_s), desktopbus::patience), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, &DBusNotifications::onCapabilities);
}

void DBusNotifications::onCapabilities(QDBusPendingCallWatcher *answer)
{
    answer->deleteLater();
    const QDBusPendingReply<QStringList> reply = *answer;
    if (reply.isError()) {
        giveUp();
        return;
    }
    m_capabilities = reply.value();
    m_state = State::Ready;
    listenTo(reply.reply().service());
    for (const NotificationKind kind : notificationKinds)
        sendNext(kind);
}

void DBusNotifications::giveUp()
{
    m_state = State::Unused;
    for (const NotificationKind kind : notificationKinds) {
        if (std::exchange(m_places[kind].next, std::nullopt))
            emit closed(kind);
    }
}

void DBusNotifications::listenTo(const QString &owner)
{
    if (owner == m_owner)
        return;
    m_owner = owner;
    for (auto &[kind, place] : m_places)
        place.id = 0;
    m_signals = std::make_unique<NotificationSignals>(owner, *m_bus);
    connect(m_signals.get(), &NotificationSignals::ActionInvoked, this, &DBusNotifications::onActionInvoked);
    connect(m_signals.get(), &NotificationSignals::ActivationToken, this, &DBusNotifications::onActivationToken);
    connect(m_signals.get(), &NotificationSignals::NotificationClosed, this, &DBusNotifications::onNotificationClosed);
}

void DBusNotifications::sendNext(NotificationKind kind)
{
    constexpr int serverDecides = -1; // ms until it goes
    Place &place = m_places[kind];
    if (place.isSending || !place.next)
        return;
    const Notification notification = *std::exchange(place.next, std::nullopt);
    place.isSending = true;
    place.isUnwanted = false;
    QStringList actions;
    if (m_capabilities.contains("actions"_L1))
        actions = {chosen(), tr("Show")};
    QDBusMessage message = call(u"Notify"_s);
    message << QString(productinfo::displayName) << place.id << QString(productinfo::applicationId)
            << notification.title << bodyFor(notification) << actions << hintsOf(kind) << serverDecides;
    auto *answer = new QDBusPendingCallWatcher(m_bus->asyncCall(message, desktopbus::patience), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this,
            [this, kind](QDBusPendingCallWatcher *call) { onShown(kind, call); });
}

void DBusNotifications::onShown(NotificationKind kind, QDBusPendingCallWatcher *answer)
{
    answer->deleteLater();
    Place &place = m_places[kind];
    place.isSending = false;
    const QDBusPendingReply<uint> reply = *answer;
    if (reply.isError()) {
        place.id = 0;
        emit closed(kind);
    } else {
        listenTo(reply.reply().service());
        place.id = reply.value();
        if (place.isUnwanted)
            closeOnServer(std::exchange(place.id, 0));
    }
    sendNext(kind);
}

void DBusNotifications::closeOnServer(uint id)
{
    QDBusMessage message = call(u"CloseNotification"_s);
    message << id;
    message.setAutoStartService(false);
    m_bus->send(message);
}

std::optional<NotificationKind> DBusNotifications::kindOf(uint id) const
{
    for (const auto &[kind, place] : m_places) {
        if (id != 0 && place.id == id)
            return kind;
    }
    return std::nullopt;
}

QString DBusNotifications::bodyFor(const Notification &notification) const
{
    return m_capabilities.contains("body-markup"_L1) ? notification.body.toHtmlEscaped() : notification.body;
}

void DBusNotifications::onActionInvoked(uint id, const QString &action)
{
    const auto kind = kindOf(id);
    if (kind && action == chosen())
        emit activated(*kind);
}

void DBusNotifications::onActivationToken(uint id, const QString &token)
{
    // Without it Wayland keeps the window in the background; Qt takes it from there when the window asks for attention.
    if (kindOf(id))
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

void DBusNotifications::onNotificationClosed(uint id)
{
    const auto kind = kindOf(id);
    if (!kind)
        return;
    m_places[*kind].id = 0;
    emit closed(*kind);
}

std::unique_ptr<NotificationService> NotificationService::create()
{
    return std::make_unique<DBusNotifications>();
}

} // namespace pollux
