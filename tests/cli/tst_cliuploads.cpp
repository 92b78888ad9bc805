// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"
#include "tests/cli/clifixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granularity = 262'144;

FaultRule faultOn(const QByteArray &command, const FaultAction &action, int times = 1)
{
    FaultRule rule;
    rule.command = command;
    rule.times = times;
    rule.action = action;
    return rule;
}

QByteArray errorBody(int code, const QByteArray &status, const QByteArray &message, const QByteArray &details = "[]")
{
    return "{\"error\":{\"code\":" + QByteArray::number(code) + ",\"status\":\"" + status + "\",\"message\":\"" +
           message + "\",\"details\":" + details + "}}";
}

QString errorKind(const QJsonObject &event)
{
    return event.value("error"_L1).toObject().value("kind"_L1).toString();
}

} // namespace

/// `upload` as scripts use it: its output, its exit code, and the files on the server afterwards.
class tst_CliUploads final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_cli = std::make_unique<CliFixture>(); }
    void cleanup();

    void uploadsAndSaysWhere();
    void digitsAreThoseOfTheSentences();
    void eventsOfAnUpload();
    void takesNameAndType();
    void withoutVerification();
    void manyAtOnce();
    void tellsWhatIsSkipped();
    void waitsForActive();
    void waitTellsWhatFailed();
    void goesOnAfterACut();
    void endsWith_data();
    void endsWith();
    void storageFull();
    void serverDownUntilPatienceEnds();
    void patienceEndsForEveryOutage_data();
    void patienceEndsForEveryOutage();
    void sendingRestartsThePatience();
    void someFail();
    void finishedUploadsLeaveTheJournal();

private:
    CliRun run(const QStringList &arguments);

    std::unique_ptr<CliFixture> m_cli;
    CliRun m_last;
};

CliRun tst_CliUploads::run(const QStringList &arguments)
{
    m_last = m_cli->run(arguments);
    return m_last;
}

void tst_CliUploads::cleanup()
{
    QCOMPARE(m_cli->leakIn(m_last), QByteArray());
    m_cli.reset();
}

void tst_CliUploads::uploadsAndSaysWhere()
{
    const QByteArray content = testBytes(5 * granularity + 1);
    const QString path = m_cli->writeFile(u"Übersicht %1.bin"_s, content);
    const CliRun upload = run({u"upload"_s, path});
    QCOMPARE(upload.exitCode, 0);
    const StoredFile file = m_cli->stored(u"Übersicht %1.bin"_s);
    QCOMPARE(m_cli->server().contentOf(file.name()), content);
    QCOMPARE(QString::fromUtf8(upload.output), "uploaded  "_L1 + file.name() + u"  1.3 MB  Übersicht %1.bin\n"_s);
    QCOMPARE(upload.errors, QByteArray());
}

void tst_CliUploads::digitsAreThoseOfTheSentences()
{
    m_cli->environment.insert(u"LC_ALL"_s, u"ar_EG.UTF-8"_s);
    const QString path = m_cli->writeFile(u"a.bin"_s, testBytes(5 * granularity + 1));
    const CliRun upload = run({u"upload"_s, path});
    QCOMPARE(upload.exitCode, 0);
    QVERIFY2(upload.output.contains("  1.3 MB  "), upload.output.constData());
}

void tst_CliUploads::eventsOfAnUpload()
{
    const QByteArray content = testBytes(3 * granularity);
    const QString path = m_cli->writeFile(u"a.txt"_s, content);
    const CliRun upload = run({u"upload"_s, u"--json"_s, path});
    QCOMPARE(upload.exitCode, 0);
    QList<QJsonObject> events = upload.events();
    events.removeIf([](const QJsonObject &event) { return event.value("event"_L1).toString() == u"progress"_s; });
    QCOMPARE(events.size(), 3);
    const QJsonObject queued = events.at(0);
    QCOMPARE(queued.value("event"_L1).toString(), u"queued"_s);
    QCOMPARE(queued.value("path"_L1).toString(), path);
    QCOMPARE(queued.value("displayName"_L1).toString(), u"a.txt"_s);
    QCOMPARE(queued.value("size"_L1).toInteger(), content.size());
    const QJsonObject uploaded = events.at(1);
    QCOMPARE(uploaded.value("event"_L1).toString(), u"uploaded"_s);
    QCOMPARE(uploaded.value("id"_L1), queued.value("id"_L1));
    QCOMPARE(uploaded.value("name"_L1).toString(), m_cli->stored(u"a.txt"_s).name());
    QVERIFY(uploaded.value("uri"_L1).toString().endsWith(uploaded.value("name"_L1).toString()));
    QCOMPARE(uploaded.value("state"_L1).toString(), u"ACTIVE"_s);
    QCOMPARE(uploaded.value("sha256"_L1).toString().toLatin1(),
             QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    QVERIFY(uploaded.value("verified"_L1).toBool());
    const QJsonObject summary{
        {u"event"_s, u"summary"_s}, {u"done"_s, 1}, {u"failed"_s, 0}, {u"skipped"_s, 0}, {u"unfinished"_s, 0}};
    QCOMPARE(events.at(2), summary);
}

void tst_CliUploads::takesNameAndType()
{
    const QString path = m_cli->writeFile(u"a.bin"_s, "a,b\n"_ba);
    QCOMPARE(run({u"upload"_s, path, u"--display-name"_s, u"Table 1"_s, u"--mime"_s, u"text/csv"_s}).exitCode, 0);
    QCOMPARE(m_cli->stored(u"Table 1"_s).resource.value("mimeType"_L1).toString(), u"text/csv"_s);
}

void tst_CliUploads::withoutVerification()
{
    const QString path = m_cli->writeFile(u"a.txt"_s, "a"_ba);
    const CliRun upload = run({u"upload"_s, u"--no-verify"_s, u"--json"_s, path});
    QCOMPARE(upload.exitCode, 0);
    QVERIFY(!upload.events(u"uploaded"_s).value(0).value("verified"_L1).toBool(true));
}

void tst_CliUploads::manyAtOnce()
{
    QDir(m_cli->folder()).mkpath(u"many"_s);
    for (int number = 0; number < 40; ++number)
        m_cli->writeFile(u"many/%1.txt"_s.arg(number), testBytes(1000, static_cast<quint32>(number)));
    const CliRun upload = run({u"upload"_s, m_cli->folder() + u"/many"_s, u"--jobs"_s, u"32"_s});
    QCOMPARE(upload.exitCode, 0);
    QCOMPARE(upload.output.count("uploaded "), 40);
    QCOMPARE(m_cli->server().files().size(), 40);
}

void tst_CliUploads::tellsWhatIsSkipped()
{
    const QString path = m_cli->writeFile(u"a.txt"_s, "a"_ba);
    const QString missing = m_cli->folder() + u"/missing"_s;
    const CliRun upload = run({u"upload"_s, u"--json"_s, path, missing, path});
    QCOMPARE(upload.exitCode, 1);
    const QJsonObject skipped = upload.events(u"skipped"_s).value(0);
    QCOMPARE(skipped.value("path"_L1).toString(), missing);
    QCOMPARE(skipped.value("reason"_L1).toString(), u"missing"_s);
    QCOMPARE(upload.events(u"uploaded"_s).size(), 1);
    QCOMPARE(m_cli->server().files().size(), 1);
    QCOMPARE(upload.events().last().value("skipped"_L1).toInt(), 1);

    const CliRun nothing = run({u"upload"_s, missing});
    QCOMPARE(nothing.exitCode, 1);
    QVERIFY2(nothing.output.startsWith("skipped   "), nothing.output.constData());
}

void tst_CliUploads::waitsForActive()
{
    const QString path = m_cli->writeFile(u"clip.mp4"_s, testVideo(12'000));
    const CliRun upload = run({u"upload"_s, u"--wait"_s, path});
    QCOMPARE(upload.exitCode, 0);
    const QByteArray name = m_cli->stored(u"clip.mp4"_s).name().toUtf8();
    QCOMPARE(m_cli->stored(u"clip.mp4"_s).state(), u"ACTIVE"_s);
    QVERIFY2(upload.output.contains("uploaded  " + name), upload.output.constData());
    QVERIFY2(upload.output.endsWith("active    " + name + '\n'), upload.output.constData());
}

void tst_CliUploads::waitTellsWhatFailed()
{
    DemoServerOptions options = testServerOptions();
    options.processing = std::chrono::minutes(5);
    m_cli = std::make_unique<CliFixture>(options);
    const QString path = m_cli->writeFile(u"clip.mp4"_s, testVideo(12'000));
    QProcess program;
    m_cli->start(program, {u"upload"_s, u"--wait"_s, u"--json"_s, path});
    QTRY_COMPARE_WITH_TIMEOUT(m_cli->server().files().size(), 1, 20'000);
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += program.readAllStandardOutput()).contains("\"uploaded\""), 20'000);
    m_cli->server().setState(m_cli->stored(u"clip.mp4"_s).name(), u"FAILED"_s,
                             {{u"code"_s, 3}, {u"message"_s, u"broken film"_s}});
    m_last = CliFixture::finish(program);
    m_last.output.prepend(output);
    QCOMPARE(m_last.exitCode, 1);
    const QJsonObject failed = m_last.events(u"failed"_s).value(0);
    QVERIFY(failed.value("error"_L1).toObject().value("text"_L1).toString().contains(u"broken film"_s));
    QCOMPARE(failed.value("state"_L1).toString(), u"FAILED"_s);
    QVERIFY(!failed.value("verified"_L1).toBool());
}

void tst_CliUploads::goesOnAfterACut()
{
    ProxyRule cut;
    cut.headText = "upload, finalize"_ba;
    cut.bytes = 3 * granularity;
    const int id = m_cli->demo().proxy().add(cut);
    m_cli->setEndpoint(m_cli->demo().proxy().baseUrl());
    const QByteArray content = testBytes(20 * granularity);
    const QString path = m_cli->writeFile(u"a.bin"_s, content);
    const CliRun upload = run({u"upload"_s, path});
    QCOMPARE(upload.exitCode, 0);
    QCOMPARE(m_cli->demo().proxy().fired(id), 1);
    QCOMPARE(m_cli->server().contentOf(m_cli->stored(u"a.bin"_s).name()), content);
    QCOMPARE(m_cli->demo().requestsWith("start"_ba).size(), 1);
}

void tst_CliUploads::endsWith_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("kind");

    QTest::newRow("invalid key") << 400
                                 << errorBody(400, "INVALID_ARGUMENT", "API key not valid.",
                                              R"([{"@type":"type.googleapis.com/google.rpc.ErrorInfo",
                                                  "reason":"API_KEY_INVALID","domain":"googleapis.com"}])")
                                 << 3 << u"invalidKey"_s;
    QTest::newRow("not permitted") << 403 << errorBody(403, "PERMISSION_DENIED", "no") << 3 << u"permission"_s;
    QTest::newRow("limit of a gateway") << 413 << "<html><title>Too large</title></html>"_ba << 4 << u"tooLarge"_s;
    QTest::newRow("location") << 400
                              << errorBody(400, "FAILED_PRECONDITION",
                                           "User location is not supported for the API use.")
                              << 3 << u"locationBlocked"_s;
    QTest::newRow("unsupported type") << 400 << errorBody(400, "INVALID_ARGUMENT", "Unsupported MIME type: a/b") << 1
                                      << u"unsupportedType"_s;
}

void tst_CliUploads::endsWith()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_cli->server().faults().add(faultOn("start"_ba, faults::answer(status, body), -1));
    const CliRun upload = run({u"upload"_s, u"--json"_s, u"--debug"_s, m_cli->writeFile(u"a.txt"_s, "a"_ba)});
    QTEST(upload.exitCode, "exitCode");
    const QList<QJsonObject> failures = upload.events(u"failed"_s) + upload.events(u"error"_s);
    QCOMPARE(failures.size(), 1);
    QTEST(errorKind(failures.first()), "kind");
    QVERIFY(m_cli->server().files().isEmpty());
}

void tst_CliUploads::storageFull()
{
    const QByteArray body =
        errorBody(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota: file_storage_bytes limit reached",
                  R"([{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[
                                          {"quotaMetric":"generativelanguage.googleapis.com/file_storage_bytes",
                                           "quotaId":"FileStorageBytesPerProject"}]}])");
    m_cli->server().faults().add(faultOn("start"_ba, faults::answer(429, body), -1));
    const CliRun upload =
        run({u"upload"_s, m_cli->writeFile(u"a.txt"_s, "a"_ba), m_cli->writeFile(u"b.txt"_s, "b"_ba)});
    QCOMPARE(upload.exitCode, 1);
    QVERIFY2(upload.errors.contains("storage") && upload.errors.contains("pollux-cli resume --data-dir"),
             upload.errors.constData());
    m_cli->server().faults().clear();
    QCOMPARE(run({u"resume"_s}).exitCode, 0);
    QCOMPARE(m_cli->server().files().size(), 2);
}

void tst_CliUploads::serverDownUntilPatienceEnds()
{
    m_cli->server().faults().add(faultOn({}, faults::answer(503), -1));
    const CliRun upload =
        run({u"upload"_s, u"--json"_s, u"--patience"_s, u"2"_s, m_cli->writeFile(u"a.txt"_s, "a"_ba)});
    QCOMPARE(upload.exitCode, 4);
    QVERIFY(!upload.events(u"waiting"_s).isEmpty());
    QCOMPARE(errorKind(upload.events(u"error"_s).value(0)), u"serverBusy"_s);
    QCOMPARE(upload.events().last().value("unfinished"_L1).toInt(), 1);
    m_cli->server().faults().clear();
    QCOMPARE(run({u"resume"_s}).exitCode, 0);
    QCOMPARE(m_cli->server().files().size(), 1);
}

void tst_CliUploads::patienceEndsForEveryOutage_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("kind");
    QTest::newRow("portal") << 200 << "<!DOCTYPE html><html><body>Log in</body></html>"_ba << u"proxyPage"_s;
    QTest::newRow("redirect") << 302 << QByteArray() << u"redirected"_s;
    QTest::newRow("busy") << 503 << QByteArray() << u"serverBusy"_s;
}

void tst_CliUploads::patienceEndsForEveryOutage()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    m_cli->server().faults().add(
        faultOn({}, faults::answer(status, body, body.isEmpty() ? "text/plain"_ba : "text/html"_ba), -1));
    QStringList arguments{u"upload"_s, u"--json"_s, u"--patience"_s, u"2"_s};
    for (int i = 0; i < 8; ++i)
        arguments.append(m_cli->writeFile(u"%1.txt"_s.arg(i), QByteArray(i + 1, 'a')));
    const CliRun upload = run(arguments);
    QCOMPARE(upload.exitCode, 4);
    QVERIFY(upload.events(u"failed"_s).isEmpty());
    QVERIFY(!upload.events(u"held"_s).isEmpty());
    QTEST(errorKind(upload.events(u"error"_s).value(0)), "kind");
    m_cli->server().faults().clear();
    QCOMPARE(run({u"resume"_s}).exitCode, 0);
    QCOMPARE(m_cli->server().files().size(), 8);
}

void tst_CliUploads::sendingRestartsThePatience()
{
    // Bytes move for longer than the patience, since there are more than the sockets hold; then the connection breaks.
    m_cli->server().faults().add(faultOn("upload, finalize"_ba, faults::slowBody(12 * granularity, true)));
    const CliRun upload =
        run({u"upload"_s, u"--patience"_s, u"4"_s, m_cli->writeFile(u"a.bin"_s, QByteArray(96 * granularity, 'a'))});
    QVERIFY2(upload.exitCode == 0, upload.errors.constData());
    QCOMPARE(m_cli->server().files().size(), 1);
}

void tst_CliUploads::someFail()
{
    m_cli->server().faults().add(faultOn("start"_ba, faults::answer(400, errorBody(400, "INVALID_ARGUMENT", "no"))));
    const CliRun upload = run(
        {u"upload"_s, u"--jobs"_s, u"1"_s, m_cli->writeFile(u"a.txt"_s, "a"_ba), m_cli->writeFile(u"b.txt"_s, "b"_ba)});
    QCOMPARE(upload.exitCode, 1);
    QVERIFY2(upload.output.contains("failed    a.txt: "), upload.output.constData());
    QVERIFY2(upload.output.contains("uploaded  "), upload.output.constData());
}

void tst_CliUploads::finishedUploadsLeaveTheJournal()
{
    QCOMPARE(run({u"upload"_s, m_cli->writeFile(u"a.txt"_s, "a"_ba)}).exitCode, 0);
    QVERIFY(Journal(Journal::pathIn(m_cli->dataFolder())).tasks().isEmpty());
    const CliRun resume = run({u"resume"_s, u"--json"_s});
    QCOMPARE(resume.exitCode, 0);
    QCOMPARE(resume.events().size(), 1);
    QCOMPARE(m_cli->server().files().size(), 1);
}

QTEST_GUILESS_MAIN(tst_CliUploads)
#include "tst_cliuploads.moc"
