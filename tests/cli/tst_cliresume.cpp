// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/clifixture.h"

#include <QDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/types.h>
#endif

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granularity = 262'144;
constexpr qint64 slowLink = 2'000'000; // bytes per second

} // namespace

/// Programs that are interrupted or killed, and programs that resume their uploads.
class tst_CliResume final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void interruptKeepsTheUpload_data();
    void interruptKeepsTheUpload();
    void goesOnAfterKills();
    void twoProgramsNeverSendOneTask();
    void anotherKeyIsNotUsed();
    void keyFromInputGoesOnWithTheEnvironmentsUploads();
    void journalOnlyItsOwnerReads();
    void processHidesItsMemory();

private:
    CliRun run(const QStringList &arguments);
    /// Starts an upload over a slow link and waits until a part of it is sent.
    void startSlowUpload(QProcess &program, const QString &path);
    qint64 contentBytesReceived();

    std::unique_ptr<CliFixture> m_cli;
    CliRun m_last;
    QByteArray m_content;
    QString m_path;
};

void tst_CliResume::init()
{
    m_cli = std::make_unique<CliFixture>();
    m_content = testBytes(24 * granularity + 17);
    m_path = m_cli->writeFile(u"large.bin"_s, m_content);
    FaultRule slow;
    slow.command = "upload, finalize"_ba;
    slow.times = -1;
    slow.action = faults::slowBody(slowLink);
    m_cli->server().faults().add(slow);
}

void tst_CliResume::cleanup()
{
    QCOMPARE(m_cli->leakIn(m_last), QByteArray());
    m_cli.reset();
}

CliRun tst_CliResume::run(const QStringList &arguments)
{
    m_last = m_cli->run(arguments);
    return m_last;
}

qint64 tst_CliResume::contentBytesReceived()
{
    qint64 bytes = 0;
    for (const RequestRecord &request : m_cli->demo().requestsWith("upload, finalize"_ba))
        bytes += request.bodyBytes;
    return bytes;
}

void tst_CliResume::startSlowUpload(QProcess &program, const QString &path)
{
    const qint64 before = contentBytesReceived();
    m_cli->start(program, path.isEmpty() ? QStringList{u"resume"_s} : QStringList{u"upload"_s, path});
    QTRY_VERIFY_WITH_TIMEOUT(contentBytesReceived() > before + 2 * granularity, 20'000);
}

void tst_CliResume::interruptKeepsTheUpload_data()
{
    QTest::addColumn<int>("signal");
#ifdef Q_OS_UNIX
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("told to end") << SIGTERM;
#endif
}

void tst_CliResume::interruptKeepsTheUpload()
{
#ifdef Q_OS_UNIX
    QFETCH(int, signal);
    QProcess program;
    startSlowUpload(program, m_path);
    QCOMPARE(::kill(static_cast<pid_t>(program.processId()), signal), 0);
    const CliRun interrupted = CliFixture::finish(program);
    QCOMPARE(interrupted.exitCode, 130);
    QVERIFY2(interrupted.errors.contains("pollux-cli resume --data-dir"), interrupted.errors.constData());
    QVERIFY(m_cli->server().files().isEmpty());

    m_cli->server().faults().clear();
    const CliRun resumed = run({u"resume"_s, u"--json"_s});
    QCOMPARE(resumed.exitCode, 0);
    QCOMPARE(resumed.events(u"queued"_s).size(), 1);
    QCOMPARE(m_cli->server().contentOf(m_cli->stored(u"large.bin"_s).name()), m_content);
    QCOMPARE(m_cli->demo().requestsWith("start"_ba).size(), 1);
    // Confirmed bytes are not sent again.
    QVERIFY(contentBytesReceived() <= m_content.size() + granularity);
#else
    QSKIP("there are no such signals here");
#endif
}

void tst_CliResume::goesOnAfterKills()
{
    for (int kill = 0; kill < 3; ++kill) {
        QProcess program;
        startSlowUpload(program, kill == 0 ? m_path : QString());
        program.kill();
        QVERIFY(program.waitForFinished());
    }
    m_cli->server().faults().clear();
    const CliRun resumed = run({u"resume"_s});
    QCOMPARE(resumed.exitCode, 0);
    QCOMPARE(m_cli->server().files().size(), 1);
    QCOMPARE(m_cli->server().contentOf(m_cli->stored(u"large.bin"_s).name()), m_content);
    QCOMPARE(m_cli->demo().requestsWith("start"_ba).size(), 1);
    QVERIFY(contentBytesReceived() <= m_content.size() + 3 * granularity);
}

void tst_CliResume::twoProgramsNeverSendOneTask()
{
    QProcess program;
    startSlowUpload(program, m_path);
    const CliRun second = run({u"resume"_s, u"--json"_s});
    QCOMPARE(second.exitCode, 0);
    QVERIFY(second.events(u"queued"_s).isEmpty());
    QCOMPARE(program.state(), QProcess::Running);
    m_cli->server().faults().clear();
    QCOMPARE(CliFixture::finish(program).exitCode, 0);
    QCOMPARE(m_cli->server().files().size(), 1);
}

void tst_CliResume::anotherKeyIsNotUsed()
{
    QProcess program;
    startSlowUpload(program, m_path);
    program.kill();
    QVERIFY(program.waitForFinished());
    m_cli->environment.insert(u"GEMINI_API_KEY"_s, u"another-key"_s);
    const qsizetype requests = m_cli->server().requests().size();
    const CliRun resumed = run({u"resume"_s, u"--json"_s});
    QCOMPARE(resumed.exitCode, 3);
    QCOMPARE(m_cli->server().requests().size(), requests);
    QCOMPARE(resumed.events(u"error"_s).size(), 1);
    QCOMPARE(resumed.events().last().value("unfinished"_L1).toInt(), 1);
}

void tst_CliResume::keyFromInputGoesOnWithTheEnvironmentsUploads()
{
    QProcess program;
    startSlowUpload(program, m_path);
    program.kill();
    QVERIFY(program.waitForFinished());
    m_cli->server().faults().clear();
    m_cli->environment.remove(u"GEMINI_API_KEY"_s);
    m_cli->input = CliFixture::key();
    QCOMPARE(run({u"resume"_s, u"--key-stdin"_s}).exitCode, 0);
    QCOMPARE(m_cli->server().contentOf(m_cli->stored(u"large.bin"_s).name()), m_content);
    QCOMPARE(m_cli->demo().requestsWith("start"_ba).size(), 1);
}

void tst_CliResume::journalOnlyItsOwnerReads()
{
    QProcess program;
    startSlowUpload(program, m_path);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QFileInfo &file : QDir(m_cli->dataFolder()).entryInfoList(QDir::Files | QDir::Hidden)) {
        QVERIFY2(!(file.permissions() & others), qPrintable(file.filePath()));
        QFile content(file.filePath());
        QVERIFY(content.open(QIODevice::ReadOnly));
        QVERIFY2(!content.readAll().contains(CliFixture::key()), qPrintable(file.filePath()));
    }
    program.kill();
    QVERIFY(program.waitForFinished());
}

void tst_CliResume::processHidesItsMemory()
{
#ifdef Q_OS_LINUX
    QProcess program;
    startSlowUpload(program, m_path);
    const QString process = u"/proc/%1/"_s.arg(program.processId());
    QFile limits(process + u"limits"_s);
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArray lines = limits.readAll();
    const qsizetype core = lines.indexOf("Max core file size");
    QVERIFY(core >= 0);
    QCOMPARE(lines.mid(core, lines.indexOf('\n', core) - core).simplified(), "Max core file size 0 0 bytes"_ba);
    QFile commandLine(process + u"cmdline"_s);
    QVERIFY(commandLine.open(QIODevice::ReadOnly));
    QVERIFY(!commandLine.readAll().contains(CliFixture::key()));
    program.kill();
    QVERIFY(program.waitForFinished());
#else
    QSKIP("looked at on Linux only");
#endif
}

QTEST_GUILESS_MAIN(tst_CliResume)
#include "tst_cliresume.moc"
