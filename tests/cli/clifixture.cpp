// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/clifixture.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxRun = 60'000; // ms

DemoServerOptions withKey(DemoServerOptions options)
{
    options.keys = {CliFixture::key()};
    return options;
}

} // namespace

QList<QJsonObject> CliRun::events() const
{
    QList<QJsonObject> found;
    for (const QByteArray &line : output.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        found.append(document.isObject() ? document.object() : QJsonObject{{u"noJson"_s, QString::fromUtf8(line)}});
    }
    return found;
}

QList<QJsonObject> CliRun::events(const QString &name) const
{
    QList<QJsonObject> found = events();
    found.removeIf([&name](const QJsonObject &event) { return event.value("event"_L1).toString() != name; });
    return found;
}

QByteArray CliFixture::key()
{
    return "AIzaSyCANARY0123456789abcdefghijklmnopq"_ba;
}

CliFixture::CliFixture(DemoServerOptions options)
    : environment(QProcessEnvironment::systemEnvironment())
    , m_demo(withKey(std::move(options)))
{
    environment.insert(u"GEMINI_API_KEY"_s, QString::fromLatin1(key()));
    environment.remove(u"GOOGLE_API_KEY"_s);
    environment.insert(u"HOME"_s, m_folder.filePath(u"home"_s));
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"DBUS_SESSION_BUS_ADDRESS"_s, u"XDG_RUNTIME_DIR"_s,
                                u"XDG_DATA_HOME"_s, u"QT_LOGGING_RULES"_s})
        environment.remove(name);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"no-such-platform"_s);
    setEndpoint(m_demo.baseUrl());
}

QString CliFixture::writeFile(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

void CliFixture::setEndpoint(const QUrl &url)
{
    environment.insert(u"GOOGLE_GEMINI_BASE_URL"_s, url.toString());
}

CliRun CliFixture::run(const QStringList &arguments)
{
    QProcess program;
    start(program, arguments);
    return finish(program);
}

void CliFixture::start(QProcess &program, const QStringList &arguments)
{
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(POLLUX_CLI_PROGRAM), QStringList{u"--data-dir"_s, dataFolder()} + arguments);
    program.write(input);
    program.closeWriteChannel();
}

CliRun CliFixture::finish(QProcess &program)
{
    CliRun run;
    if (program.waitForFinished(maxRun) && program.exitStatus() == QProcess::NormalExit)
        run.exitCode = program.exitCode();
    run.output = program.readAllStandardOutput();
    run.errors = program.readAllStandardError();
    return run;
}

QByteArray CliFixture::leakIn(const CliRun &run) const
{
    for (const QByteArray &secret : {key(), "upload_id="_ba, "Sanitizer"_ba, "runtime error"_ba}) {
        if (run.output.contains(secret) || run.errors.contains(secret))
            return secret;
    }
    return {};
}

StoredFile CliFixture::stored(const QString &displayName)
{
    for (const StoredFile &file : server().files()) {
        if (file.resource.value("displayName"_L1).toString() == displayName)
            return file;
    }
    return {};
}

} // namespace pollux
