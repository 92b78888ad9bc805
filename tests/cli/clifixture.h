// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/demofixture.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace pollux {

/// The result of one run of pollux-cli.
struct CliRun {
    int exitCode = -1; ///< -1 if it did not end by itself
    QByteArray output;
    QByteArray errors;

    /// The JSON lines of the output; an object with the key "noJson" for a line that is not JSON.
    QList<QJsonObject> events() const;
    /// The events of one kind.
    QList<QJsonObject> events(const QString &name) const;
};

/// Runs pollux-cli as a script does, with its own data folder and key and without display or keychain, against a demo
/// server that accepts only this key.
class CliFixture {
public:
    static QByteArray key();

    explicit CliFixture(DemoServerOptions options = testServerOptions());

    DemoFixture &demo() { return m_demo; }
    ScriptedDemoServer &server() { return m_demo.server(); }
    QString folder() const { return m_folder.path(); }
    QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
    /// The environment of the program, with the key and the server.
    QProcessEnvironment environment;
    QByteArray input; ///< standard input of the program

    /// Returns the absolute path; empty if the file cannot be written.
    QString writeFile(const QString &name, const QByteArray &content) const;
    /// Sets the program's endpoint, which is the server or the proxy.
    void setEndpoint(const QUrl &url);

    /// Runs the program until it ends, at most a minute.
    CliRun run(const QStringList &arguments);
    /// Starts the program and returns while it runs.
    void start(QProcess &program, const QStringList &arguments);
    static CliRun finish(QProcess &program);

    /// Returns a secret that the run printed; empty if there is none.
    QByteArray leakIn(const CliRun &run) const;
    StoredFile stored(const QString &displayName);

private:
    QTemporaryDir m_folder;
    DemoFixture m_demo;
};

} // namespace pollux
