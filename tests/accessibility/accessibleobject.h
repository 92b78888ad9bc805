// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QList>
#include <QString>

#include <optional>

/// One object of another program, as assistive technology sees it: over the AT-SPI bus, from another process. Every
/// call blocks until the other program has answered, at most 5 s. An object that does not exist any more has no name,
/// no state and no children.
class AccessibleObject {
public:
    /// The values of AtspiStateType that the tests use.
    enum class State { Enabled = 8, Focusable = 11, Focused = 12, Showing = 25 };

    AccessibleObject() = default;
    AccessibleObject(QString service, QDBusObjectPath path)
        : m_service(std::move(service))
        , m_path(std::move(path))
    {
    }

    /// The root object, whose children are the programs. Nothing if the session has no accessibility bus.
    static std::optional<AccessibleObject> desktop();

    QString name() const;
    QString description() const;
    /// In English, for example "push button", "cell".
    QString roleName() const;
    bool has(State state) const;
    QList<AccessibleObject> children() const;
    /// Runs the action of this name ("Press"); false if there is none.
    bool doAction(const QString &name) const;

    bool operator==(const AccessibleObject &other) const
    {
        return m_service == other.m_service && m_path == other.m_path;
    }

private:
    QVariant property(const QString &name) const;
    QDBusMessage call(const QString &interface, const QString &method, const QVariantList &arguments = {}) const;

    QString m_service;
    QDBusObjectPath m_path;
};
