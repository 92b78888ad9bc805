// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace pollux {

/// A private D-Bus daemon without services that replaces both the session bus and the system bus. Start it before this
/// process first uses either of them.
class PrivateBus {
public:
    ~PrivateBus()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    /// Starts the daemon. Returns an empty text, or the reason why it does not run.
    QString start()
    {
        using namespace Qt::StringLiterals;
        const QString program = QStandardPaths::findExecutable(u"dbus-daemon"_s);
        if (program.isEmpty())
            return u"dbus-daemon is not installed"_s;
        const QString address = u"unix:path="_s + m_folder.filePath(u"bus"_s);
        QFile configuration(m_folder.filePath(u"bus.conf"_s));
        if (!configuration.open(QIODevice::WriteOnly))
            return configuration.errorString();
        const QString text =
            u"<busconfig><listen>%1</listen><policy context=\"default\"><allow user=\"*\"/><allow own=\"*\"/>"
            "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/></policy></busconfig>"_s;
        configuration.write(text.arg(address).toUtf8());
        configuration.close();
        m_daemon.start(program, {u"--nofork"_s, u"--print-address"_s, u"--config-file="_s + configuration.fileName()});
        if (!m_daemon.waitForReadyRead())
            return u"dbus-daemon does not start: "_s + QString::fromLocal8Bit(m_daemon.readAllStandardError());
        qputenv("DBUS_SESSION_BUS_ADDRESS", address.toUtf8());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", address.toUtf8());
        m_address = address;
        return {};
    }

    /// A second connection, which looks like another program to the bus.
    QDBusConnection connectAs(const QString &name) const { return QDBusConnection::connectToBus(m_address, name); }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

} // namespace pollux
