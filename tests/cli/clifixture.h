// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/demofixture.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace pollux {

/// What one run of pollux-cli left behind.
struct CliRun {
    int exitCode = -1; ///< -1 where it did not end by itself
    QByteArray output;
    QByteArray errors;

    /// The JSON lines; an object with the key "noJson" for a line that is none.
    QList<QJsonObject> events() const;
    /// Those of one kind.
    QList<QJsonObject> events(const QString &name) const;
};

/// pollux-cli as a script starts it, with a data folder and a key of its own and without display or keychain, against a
/// demo server that takes only that key.
class CliFixture {
public:
    static QByteArray key();

    explicit CliFixture(DemoServerOptions options = testServerOptions());

    DemoFixture &demo() { return m_demo; }
    ScriptedDemoServer &server() { return m_demo.server(); }
    QString folder() const { return m_folder.path(); }
    QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
    /// The key and the server that the program finds in its environment.
    QProcessEnvironment environment;
    QByteArray input; ///< what the program reads

    /// Absolute path; empty where it cannot be written.
    QString writeFile(const QString &name, const QByteArray &content) const;
    /// Server and proxy as the program's endpoint.
    void setEndpoint(const QUrl &url);

    /// Runs it to its end, a minute at most.
    CliRun run(const QStringList &arguments);
    /// Starts it and leaves it running.
    void start(QProcess &program, const QStringList &arguments);
    static CliRun finish(QProcess &program);

    /// A secret that stands in anything that a run printed; empty where there is none.
    QByteArray leakIn(const CliRun &run) const;
    StoredFile stored(const QString &displayName);

private:
    QTemporaryDir m_folder;
    DemoFixture m_demo;
};

} // namespace pollux
