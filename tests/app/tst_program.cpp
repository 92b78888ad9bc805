// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/settings.h"
#include "tests/support/demofixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto canaryKey = "AIzaSyCANARY0123456789abcdefghijklmnopq"_ba;
constexpr qint64 mebibyte = 1048576;
constexpr qint64 granularity = 8 * mebibyte;

DemoServerOptions serverOptions()
{
    DemoServerOptions options = testServerOptions();
    options.granularity = granularity;
    options.processing = std::chrono::milliseconds(2500);
    options.keys = {canaryKey};
    return options;
}

} // namespace

/// The program as a process of its own, started with files to upload, against a server in the test's process. SIGTERM
/// ends it, as at the end of a desktop session.
class tst_Program final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void uploadsTheFilesItIsGiven();
    void goesOnAfterACutInTheMiddle();
    void refusesAForeignSessionUrl();
    void keepsTheLayoutWhenItIsTerminated();
    void secondStartHandsItsFilesOver();
    void secondStartAfterAKill();
    void secondStartWithOtherOptions();
    void secondStartWithoutAnAnswer();
    void exitCodes_data();
    void exitCodes();

private:
    QString writeFile(const QString &name, const QByteArray &content);
    void startProgram(const QUrl &baseUrl, const QStringList &arguments);
    /// Starts the program once more, as the running one was started but with these arguments.
    void startAgain(QProcess &second, const QStringList &arguments);
    bool hasListedFiles(int times);
    QList<RequestRecord> pollsOf(const QString &name);
    StoredFile stored(const QString &displayName);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<DemoFixture> m_fixture;
    std::unique_ptr<QProcess> m_program;
};

void tst_Program::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<DemoFixture>(serverOptions());
    m_program = std::make_unique<QProcess>();
    m_program->setProcessChannelMode(QProcess::MergedChannels);
}

void tst_Program::cleanup()
{
    if (m_program->state() != QProcess::NotRunning) {
        m_program->terminate();
        m_program->waitForFinished();
    }
    const QByteArray output = m_program->readAll();
    QVERIFY2(!output.contains(canaryKey) && !output.contains("upload_id="), output.constData());
    QVERIFY2(!output.contains("Sanitizer") && !output.contains("runtime error"), output.constData());
    m_program.reset();
    m_fixture.reset();
    m_directory.reset();
}

QString tst_Program::writeFile(const QString &name, const QByteArray &content)
{
    QFile file(m_directory->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

void tst_Program::startProgram(const QUrl &baseUrl, const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GEMINI_API_KEY"_s, QString::fromLatin1(canaryKey));
    environment.insert(u"GOOGLE_GEMINI_BASE_URL"_s, baseUrl.toString());
    environment.remove(u"GOOGLE_API_KEY"_s);
    environment.insert(u"HOME"_s, m_directory->filePath(u"home"_s));
    environment.insert(u"QT_LOGGING_RULES"_s, u"pollux.*=true"_s);
    m_program->setProcessEnvironment(environment);
    m_program->start(QStringLiteral(POLLUX_PROGRAM),
                     QStringList{u"--data-dir"_s, m_directory->filePath(u"data"_s)} + arguments);
    QVERIFY(m_program->waitForStarted());
}

void tst_Program::startAgain(QProcess &second, const QStringList &arguments)
{
    second.setProcessEnvironment(m_program->processEnvironment());
    second.setProcessChannelMode(QProcess::MergedChannels);
    second.start(QStringLiteral(POLLUX_PROGRAM),
                 QStringList{u"--data-dir"_s, m_directory->filePath(u"data"_s)} + arguments);
    QVERIFY(second.waitForStarted());
}

bool tst_Program::hasListedFiles(int times)
{
    int count = 0;
    for (const RequestRecord &request : m_fixture->server().requests())
        count += request.method == "GET" && request.path == "/v1beta/files" ? 1 : 0;
    return count >= times;
}

QList<RequestRecord> tst_Program::pollsOf(const QString &name)
{
    QList<RequestRecord> polls;
    for (const RequestRecord &request : m_fixture->server().requests()) {
        if (request.method == "GET" && request.path.endsWith(name.toUtf8()))
            polls.append(request);
    }
    return polls;
}

StoredFile tst_Program::stored(const QString &displayName)
{
    for (const StoredFile &file : m_fixture->server().files()) {
        if (file.resource.value("displayName"_L1).toString() == displayName)
            return file;
    }
    return {};
}

void tst_Program::uploadsTheFilesItIsGiven()
{
    const QHash<QString, QByteArray> contents{{u"empty.txt"_s, {}},
                                              {u"one byte.txt"_s, "x"_ba},
                                              {u"granule.bin"_s, testBytes(granularity, 2)},
                                              {u"large.bin"_s, testBytes(20 * mebibyte + 1, 3)},
                                              {u"Übersicht – «ü» 📄.txt"_s, "Grüße\n"_ba},
                                              {u"clip.mp4"_s, testVideo(12'000)}};
    QStringList paths;
    for (auto it = contents.cbegin(); it != contents.cend(); ++it)
        paths.append(writeFile(it.key(), it.value()));
    startProgram(m_fixture->baseUrl(), paths);
    ScriptedDemoServer &server = m_fixture->server();

    QTRY_COMPARE_WITH_TIMEOUT(server.files().size(), contents.size(), 60'000);
    for (auto it = contents.cbegin(); it != contents.cend(); ++it)
        QCOMPARE(server.contentOf(stored(it.key()).name()), it.value());
    QTRY_COMPARE_WITH_TIMEOUT(stored(u"clip.mp4"_s).state(), u"ACTIVE"_s, 20'000);
    const QString clip = stored(u"clip.mp4"_s).name();
    QTRY_VERIFY_WITH_TIMEOUT(
        !pollsOf(clip).isEmpty() &&
            pollsOf(clip).last().receivedAt >=
                QDateTime::fromString(stored(u"clip.mp4"_s).resource.value("updateTime"_L1).toString(),
                                      Qt::ISODateWithMs),
        20'000);

    // An idle program sends nothing: the last poll returned ACTIVE, and no request follows it.
    const qsizetype requestsSoFar = server.requests().size();
    QElapsedTimer quiet;
    quiet.start();
    QTRY_VERIFY_WITH_TIMEOUT(quiet.hasExpired(4000), 6000);
    QCOMPARE(server.requests().size(), requestsSoFar);

    for (const RequestRecord &request : server.requests()) {
        QVERIFY(!request.keyInUrl);
        QVERIFY(!request.query.contains("key="));
        QVERIFY(request.header("x-goog-upload-file-name").isEmpty());
        if (request.method == "GET" && request.path == "/v1beta/files")
            QCOMPARE(QUrlQuery(QString::fromLatin1(request.query)).queryItemValue(u"pageSize"_s), u"100"_s);
        const bool isSession = !request.command.isEmpty() && request.command != "start";
        QCOMPARE(request.header("x-goog-api-key"), isSession ? QByteArray() : canaryKey);
        if (request.command == "start") {
            const QJsonObject file = QJsonDocument::fromJson(request.body).object().value("file"_L1).toObject();
            QVERIFY(contents.contains(file.value("displayName"_L1).toString()));
            QCOMPARE(file.size(), 1);
        } else {
            QVERIFY(!request.body.contains("displayName"));
        }
    }
    QCOMPARE(m_fixture->requestsWith("start"_ba).size(), contents.size());
    QCOMPARE(m_fixture->requestsWith("upload, finalize"_ba).size(), contents.size());
}

void tst_Program::goesOnAfterACutInTheMiddle()
{
    ProxyRule cut;
    cut.headText = "upload, finalize"_ba;
    cut.bytes = 11 * mebibyte;
    const int cutId = m_fixture->proxy().add(cut);
    const QByteArray content = testBytes(20 * mebibyte, 7);
    startProgram(m_fixture->proxy().baseUrl(), {writeFile(u"twenty.bin"_s, content)});

    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->server().files().size(), 1, 60'000);
    QCOMPARE(m_fixture->proxy().fired(cutId), 1);
    QCOMPARE(m_fixture->server().contentOf(stored(u"twenty.bin"_s).name()), content);
    QCOMPARE(m_fixture->requestsWith("start"_ba).size(), 1);
    QVERIFY(!m_fixture->requestsWith("query"_ba).isEmpty());
    qint64 received = 0;
    for (const RequestRecord &request : m_fixture->requestsWith("upload, finalize"_ba))
        received += request.bodyBytes;
    QVERIFY2(received - content.size() <= granularity, qPrintable(QString::number(received)));
}

void tst_Program::refusesAForeignSessionUrl()
{
    ScriptedDemoServer other(testServerOptions());
    QVERIFY(other.start());
    FaultRule hostile;
    hostile.command = "start"_ba;
    hostile.action =
        faults::setHeader("X-Goog-Upload-URL"_ba, other.baseUrl().toEncoded() + "/upload/v1beta/files?upload_id=x");
    m_fixture->server().faults().add(hostile);
    startProgram(m_fixture->baseUrl(), {writeFile(u"a.txt"_s, "a"_ba)});
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->requestsWith("start"_ba).size(), 1, 20'000);
    QElapsedTimer quiet;
    quiet.start();
    QTRY_VERIFY_WITH_TIMEOUT(quiet.hasExpired(1000), 3000);
    QVERIFY(other.requests().isEmpty());
    QVERIFY(m_fixture->server().files().isEmpty());
}

void tst_Program::keepsTheLayoutWhenItIsTerminated()
{
    FaultRule stall;
    stall.command = "upload, finalize"_ba;
    stall.action = faults::stallBefore();
    const int rule = m_fixture->server().faults().add(stall);
    startProgram(m_fixture->baseUrl(), {writeFile(u"a.txt"_s, "a"_ba)});
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->requestsWith("upload, finalize"_ba).size(), 1, 20'000);
    // Ctrl+Q would ask about the unfinished upload; nobody can answer at the end of a session.
    m_program->terminate();
    const bool hasEnded = m_program->waitForFinished();
    m_fixture->server().faults().release(rule);
    QVERIFY(hasEnded);
    QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program->exitCode(), 0);
    const Settings settings(m_directory->filePath(u"data/settings.ini"_s));
    QVERIFY(!settings.value(Settings::Key::WindowGeometry).toByteArray().isEmpty());
    QVERIFY(!settings.value(Settings::Key::UploadsHeader).toByteArray().isEmpty());
}

void tst_Program::secondStartHandsItsFilesOver()
{
    startProgram(m_fixture->baseUrl(), {});
    QTRY_VERIFY_WITH_TIMEOUT(hasListedFiles(1), 20'000);
    QProcess second;
    startAgain(second, {writeFile(u"a.txt"_s, "a"_ba), writeFile(u"Übersicht 📄 #1?.txt"_s, "b"_ba)});
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(second.exitStatus(), QProcess::NormalExit);
    QCOMPARE(second.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->server().files().size(), 2, 20'000);
    QCOMPARE(m_fixture->server().contentOf(stored(u"Übersicht 📄 #1?.txt"_s).name()), "b"_ba);
    QCOMPARE(m_program->state(), QProcess::Running);
}

void tst_Program::secondStartAfterAKill()
{
    startProgram(m_fixture->baseUrl(), {});
    QTRY_VERIFY_WITH_TIMEOUT(hasListedFiles(1), 20'000);
    m_program->kill();
    QVERIFY(m_program->waitForFinished());
    // Takes the place of the killed one, whose socket is still there.
    startProgram(m_fixture->baseUrl(), {});
    QTRY_VERIFY_WITH_TIMEOUT(hasListedFiles(2), 20'000);
    QProcess second;
    startAgain(second, {writeFile(u"a.txt"_s, "a"_ba)});
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(second.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->server().files().size(), 1, 20'000);
}

void tst_Program::secondStartWithOtherOptions()
{
    startProgram(m_fixture->baseUrl(), {});
    QTRY_VERIFY_WITH_TIMEOUT(hasListedFiles(1), 20'000);
    QProcess second;
    startAgain(second, {u"--profile"_s, u"Other"_s, writeFile(u"a.txt"_s, "a"_ba)});
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(second.exitCode(), 1);
    QVERIFY(second.readAll().contains("--profile"));
    // What comes later is uploaded, and this was not.
    QProcess third;
    startAgain(third, {writeFile(u"b.txt"_s, "b"_ba)});
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->server().files().size(), 1, 20'000);
    QVERIFY(!stored(u"b.txt"_s).name().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(third.state(), QProcess::NotRunning, 20'000);
}

void tst_Program::secondStartWithoutAnAnswer()
{
#ifdef Q_OS_UNIX
    startProgram(m_fixture->baseUrl(), {});
    QTRY_VERIFY_WITH_TIMEOUT(hasListedFiles(1), 20'000);
    const auto first = static_cast<pid_t>(m_program->processId());
    QCOMPARE(::kill(first, SIGSTOP), 0);
    QProcess second;
    startAgain(second, {});
    const bool hasEnded = QTest::qWaitFor([&] { return second.state() == QProcess::NotRunning; }, 30'000);
    QCOMPARE(::kill(first, SIGCONT), 0);
    QVERIFY(hasEnded);
    QCOMPARE(second.exitCode(), 1);
    QVERIFY(second.readAll().contains("does not answer"));
#endif
}

void tst_Program::exitCodes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("help") << QStringList{u"--help"_s} << 0;
    QTest::newRow("version") << QStringList{u"--version"_s} << 0;
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s} << 2;
    QTest::newRow("tour alone") << QStringList{u"--tour"_s, u"x"_s} << 2;
}

void tst_Program::exitCodes()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // None of these needs a display.
    environment.insert(u"QT_QPA_PLATFORM"_s, u"no-such-platform"_s);
    m_program->setProcessEnvironment(environment);
    m_program->start(QStringLiteral(POLLUX_PROGRAM), arguments);
    QVERIFY(m_program->waitForFinished());
    QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program->exitCode(), exitCode);
    QVERIFY(!m_program->readAll().trimmed().isEmpty());
}

QTEST_GUILESS_MAIN(tst_Program)
#include "tst_program.moc"
