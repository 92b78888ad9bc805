// SPDX-License-Identifier: Apache-2.0
#include "tests/accessibility/accessibleobject.h"

#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>

using namespace Qt::StringLiterals;

namespace {

constexpr int callTime = 5000; // ms

const auto accessibleInterface = u"org.a11y.atspi.Accessible"_s;
const auto actionInterface = u"org.a11y.atspi.Action"_s;

QDBusConnection &bus()
{
    static QDBusConnection connection(u"none"_s);
    return connection;
}

} // namespace

std::optional<AccessibleObject> AccessibleObject::desktop()
{
    const QDBusMessage question =
        QDBusMessage::createMethodCall(u"org.a11y.Bus"_s, u"/org/a11y/bus"_s, u"org.a11y.Bus"_s, u"GetAddress"_s);
    const QDBusReply<QString> address = QDBusConnection::sessionBus().call(question, QDBus::Block, callTime);
    if (!address.isValid())
        return std::nullopt;
    bus() = QDBusConnection::connectToBus(address.value(), u"accessibility"_s);
    if (!bus().isConnected())
        return std::nullopt;
    return AccessibleObject(u"org.a11y.atspi.Registry"_s, QDBusObjectPath(u"/org/a11y/atspi/accessible/root"_s));
}

QDBusMessage AccessibleObject::call(const QString &interface, const QString &method,
                                    const QVariantList &arguments) const
{
    QDBusMessage message = QDBusMessage::createMethodCall(m_service, m_path.path(), interface, method);
    message.setArguments(arguments);
    return bus().call(message, QDBus::Block, callTime);
}

QVariant AccessibleObject::property(const QString &name) const
{
    const QDBusReply<QDBusVariant> value =
        call(u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {accessibleInterface, name});
    return value.value().variant();
}

QString AccessibleObject::name() const
{
    return property(u"Name"_s).toString();
}

QString AccessibleObject::description() const
{
    return property(u"Description"_s).toString();
}

QString AccessibleObject::roleName() const
{
    return QDBusReply<QString>(call(accessibleInterface, u"GetRoleName"_s)).value();
}

bool AccessibleObject::has(State state) const
{
    const QDBusMessage answer = call(accessibleInterface, u"GetState"_s);
    if (answer.type() != QDBusMessage::ReplyMessage)
        return false;
    const auto words = qdbus_cast<QList<uint>>(answer.arguments().value(0));
    const int bit = static_cast<int>(state);
    return words.size() > bit / 32 && (words.at(bit / 32) >> (bit % 32) & 1U) != 0;
}

QList<AccessibleObject> AccessibleObject::children() const
{
    const QDBusMessage answer = call(accessibleInterface, u"GetChildren"_s);
    if (answer.type() != QDBusMessage::ReplyMessage)
        return {};
    QList<AccessibleObject> children;
    const auto argument = answer.arguments().value(0).value<QDBusArgument>();
    argument.beginArray();
    while (!argument.atEnd()) {
        QString service;
        QDBusObjectPath path;
        argument.beginStructure();
        argument >> service >> path;
        argument.endStructure();
        children.append(AccessibleObject(service, path));
    }
    argument.endArray();
    return children;
}

bool AccessibleObject::doAction(const QString &name) const
{
    const QDBusMessage answer = call(actionInterface, u"GetActions"_s);
    if (answer.type() != QDBusMessage::ReplyMessage)
        return false;
    const auto argument = answer.arguments().value(0).value<QDBusArgument>();
    argument.beginArray();
    for (int index = 0; !argument.atEnd(); ++index) {
        QString localizedName;
        QString text;
        QString keys;
        argument.beginStructure();
        argument >> localizedName >> text >> keys;
        argument.endStructure();
        if (localizedName == name)
            return QDBusReply<bool>(call(actionInterface, u"DoAction"_s, {index})).value();
    }
    return false;
}
