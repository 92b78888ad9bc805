// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/clifixture.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QJsonObject resource(const QString &id, const QString &state = u"ACTIVE"_s)
{
    return {{u"name"_s, "files/"_L1 + id},
            {u"displayName"_s, u"Übersicht\n\u001b[2J"_s + id},
            {u"mimeType"_s, u"text/plain"_s},
            {u"sizeBytes"_s, u"5000000000"_s},
            {u"createTime"_s, u"2026-01-02T03:04:05.678901Z"_s},
            {u"expirationTime"_s, u"2046-01-04T03:04:05Z"_s},
            {u"sha256Hash"_s, QString::fromLatin1(QByteArray(32, '\x01').toBase64())},
            {u"uri"_s, "https://example.org/v1beta/files/"_L1 + id},
            {u"state"_s, state}};
}

/// A port of this machine on which nobody listens.
QUrl deadEndpoint()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        return {};
    return QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
}

} // namespace

/// `list`, `get`, `delete`, `watch` and `profiles`, and the account that they use.
class tst_CliFiles final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_cli = std::make_unique<CliFixture>(); }
    void cleanup();

    void listsWithoutWindowOrDisplay();
    void listsTheFirstHundredOrAll();
    void listAsJson();
    void getShowsEachField();
    void deletesEach();
    void deletesTheOthersToo();
    void watchesUntilActive();
    void watchTellsFailedAndGone();
    void watchGivesUp();
    void accounts_data();
    void accounts();
    void keyFromInputIsTrimmed();
    void profilesHoldNoKey();
    void serverTroubles_data();
    void serverTroubles();
    void dataFolderIsItsOwnersAlone();
    void linksNoWidgets();

private:
    CliRun run(const QStringList &arguments);

    std::unique_ptr<CliFixture> m_cli;
    CliRun m_last;
};

CliRun tst_CliFiles::run(const QStringList &arguments)
{
    m_last = m_cli->run(arguments);
    return m_last;
}

void tst_CliFiles::cleanup()
{
    QCOMPARE(m_cli->leakIn(m_last), QByteArray());
    m_cli.reset();
}

void tst_CliFiles::listsWithoutWindowOrDisplay()
{
    m_cli->server().addFile(resource(u"abc"_s));
    const CliRun list = run({u"list"_s});
    QCOMPARE(list.exitCode, 0);
    QCOMPARE(list.errors, QByteArray());
    const QStringList lines = QString::fromUtf8(list.output).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.first().startsWith(u"NAME "_s));
    const QRegularExpression row(u"^files/abc +ACTIVE +5.0 GB  2046-01-0\\d [\\d:]{5}  Übersicht␊␛\\[2Jabc$"_s);
    QVERIFY2(row.match(lines.last()).hasMatch(), qPrintable(lines.last()));
}

void tst_CliFiles::listsTheFirstHundredOrAll()
{
    DemoServerOptions options = testServerOptions();
    options.sampleFiles = 230;
    m_cli = std::make_unique<CliFixture>(options);
    const CliRun first = run({u"list"_s});
    QCOMPARE(first.exitCode, 0);
    QCOMPARE(first.output.count('\n'), 101);
    QVERIFY2(first.errors.contains("--all"), first.errors.constData());
    QCOMPARE(m_cli->server().requests().size(), 1);

    const CliRun all = run({u"list"_s, u"--all"_s, u"--json"_s});
    QCOMPARE(all.exitCode, 0);
    QCOMPARE(all.events(u"file"_s).size(), 230);
    QCOMPARE(all.events().last(), (QJsonObject{{u"event"_s, u"summary"_s}, {u"files"_s, 230}, {u"more"_s, false}}));
    QCOMPARE(all.errors, QByteArray());
}

void tst_CliFiles::listAsJson()
{
    m_cli->server().addFile(resource(u"abc"_s));
    const CliRun list = run({u"list"_s, u"--json"_s});
    QCOMPARE(list.exitCode, 0);
    const QJsonObject expected{{u"event"_s, u"file"_s},
                               {u"name"_s, u"files/abc"_s},
                               {u"displayName"_s, u"Übersicht\n\u001b[2Jabc"_s},
                               {u"mimeType"_s, u"text/plain"_s},
                               {u"size"_s, qint64{5'000'000'000}},
                               {u"createTime"_s, u"2026-01-02T03:04:05.678901Z"_s},
                               {u"expirationTime"_s, u"2046-01-04T03:04:05Z"_s},
                               {u"sha256"_s, u"01"_s.repeated(32)},
                               {u"uri"_s, u"https://example.org/v1beta/files/abc"_s},
                               {u"state"_s, u"ACTIVE"_s}};
    QCOMPARE(list.events(u"file"_s).value(0), expected);
    QCOMPARE(list.events().size(), 2);
}

void tst_CliFiles::getShowsEachField()
{
    m_cli->server().addFile(resource(u"abc"_s));
    const CliRun get = run({u"get"_s, u"https://example.org/v1beta/files/abc"_s});
    QCOMPARE(get.exitCode, 0);
    for (const char *part : {"files/abc\n", "5000000000 bytes", "ACTIVE", "0101010101", "2046-01-04T03:04:05Z"})
        QVERIFY2(get.output.contains(part), part);
    QVERIFY(!get.output.contains('\x1b'));

    const CliRun gone = run({u"get"_s, u"nobody"_s});
    QCOMPARE(gone.exitCode, 1);
    QVERIFY(gone.output.isEmpty());
    QVERIFY(gone.errors.contains("files/nobody: "));
}

void tst_CliFiles::deletesEach()
{
    m_cli->server().addFile(resource(u"abc"_s));
    m_cli->server().addFile(resource(u"def"_s));
    m_cli->server().addFile(resource(u"ghi"_s));
    const CliRun removed = run({u"delete"_s, u"\"files/abc\""_s, u"def"_s, u"def"_s, u"already-gone"_s});
    QCOMPARE(removed.exitCode, 0);
    QCOMPARE(removed.output, "deleted   files/abc\ndeleted   files/def\ndeleted   files/already-gone\n"_ba);
    QCOMPARE(m_cli->server().files().size(), 1);
}

void tst_CliFiles::deletesTheOthersToo()
{
    m_cli->server().addFile(resource(u"abc"_s));
    m_cli->server().addFile(resource(u"def"_s));
    FaultRule refusal;
    refusal.method = "DELETE"_ba;
    refusal.path = QRegularExpression(u"files/abc"_s);
    refusal.action = faults::answer(
        400,
        R"({"error":{"code":400,"status":"INVALID_ARGUMENT","message":"no AIzaSyCANARY0123456789abcdefghijklmnopq"}})");
    m_cli->server().faults().add(refusal);
    const CliRun removed = run({u"delete"_s, u"--json"_s, u"abc"_s, u"def"_s});
    QCOMPARE(removed.exitCode, 1);
    QCOMPARE(removed.events(u"deleted"_s).value(0).value("name"_L1).toString(), u"files/def"_s);
    const QJsonObject error = removed.events(u"error"_s).value(0);
    QCOMPARE(error.value("name"_L1).toString(), u"files/abc"_s);
    QCOMPARE(error.value("error"_L1).toObject().value("kind"_L1).toString(), u"badRequest"_s);
    QCOMPARE(error.value("error"_L1).toObject().value("httpStatus"_L1).toInt(), 400);
}

void tst_CliFiles::watchesUntilActive()
{
    m_cli->server().addFile(resource(u"abc"_s, u"PROCESSING"_s));
    m_cli->server().addFile(resource(u"def"_s));
    QProcess program;
    m_cli->start(program, {u"watch"_s, u"abc"_s, u"def"_s});
    QByteArray output;
    QTRY_VERIFY_WITH_TIMEOUT((output += program.readAllStandardOutput()).contains("files/def  ACTIVE"), 20'000);
    QVERIFY(output.contains("files/abc  PROCESSING"));
    m_cli->server().setState(u"files/abc"_s, u"ACTIVE"_s);
    m_last = CliFixture::finish(program);
    QCOMPARE(m_last.exitCode, 0);
    QVERIFY(m_last.output.contains("files/abc  ACTIVE"));
}

void tst_CliFiles::watchTellsFailedAndGone()
{
    m_cli->server().addFile(resource(u"abc"_s, u"PROCESSING"_s));
    m_cli->server().addFile(resource(u"def"_s, u"PROCESSING"_s));
    QProcess program;
    m_cli->start(program, {u"watch"_s, u"--json"_s, u"abc"_s, u"def"_s});
    QTRY_COMPARE_WITH_TIMEOUT(m_cli->server().requests().size(), 2, 20'000);
    m_cli->server().setState(u"files/abc"_s, u"FAILED"_s, {{u"code"_s, 3}, {u"message"_s, u"broken film"_s}});
    m_cli->server().removeFile(u"files/def"_s);
    m_last = CliFixture::finish(program);
    QCOMPARE(m_last.exitCode, 1);
    const QJsonObject state = m_last.events(u"state"_s).last();
    QCOMPARE(state.value("state"_L1).toString(), u"FAILED"_s);
    QVERIFY(state.value("file"_L1)
                .toObject()
                .value("error"_L1)
                .toObject()
                .value("text"_L1)
                .toString()
                .contains(u"broken film"_s));
    QCOMPARE(m_last.events(u"error"_s).value(0).value("name"_L1).toString(), u"files/def"_s);
}

void tst_CliFiles::watchGivesUp()
{
    m_cli->server().addFile(resource(u"abc"_s, u"PROCESSING"_s));
    FaultRule busy;
    busy.skip = 1;
    busy.times = -1;
    busy.action = faults::answer(503);
    m_cli->server().faults().add(busy);
    const CliRun watch = run({u"watch"_s, u"abc"_s, u"--patience"_s, u"2"_s});
    QCOMPARE(watch.exitCode, 4);
    QVERIFY(!watch.errors.isEmpty());
}

void tst_CliFiles::accounts_data()
{
    QTest::addColumn<QString>("environmentKey");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");

    const QString good = QString::fromLatin1(CliFixture::key());
    const QByteArray goodInput = CliFixture::key() + '\n';
    const QStringList stdinKey{u"--key-stdin"_s};
    QTest::newRow("environment") << good << QByteArray() << QStringList{} << 0;
    QTest::newRow("nothing at all") << QString() << QByteArray() << QStringList{} << 3;
    QTest::newRow("standard input") << QString() << goodInput << stdinKey << 0;
    QTest::newRow("standard input before the environment") << u"wrong-key"_s << goodInput << stdinKey << 0;
    QTest::newRow("empty standard input") << good << QByteArray() << stdinKey << 3;
    QTest::newRow("no key on standard input") << good << "two words\n"_ba << stdinKey << 3;
    QTest::newRow("wrong key") << u"wrong-key"_s << QByteArray() << QStringList{} << 3;
    QTest::newRow("malformed key") << u"wrong key"_s << QByteArray() << QStringList{} << 3;
    QTest::newRow("account by name") << good << QByteArray() << QStringList{u"--profile"_s, u"GEMINI_API_KEY"_s} << 0;
    QTest::newRow("account by name, key by input")
        << u"wrong-key"_s << goodInput << QStringList{u"--profile"_s, u"GEMINI_API_KEY"_s, u"--key-stdin"_s} << 0;
    QTest::newRow("no such account") << good << QByteArray() << QStringList{u"--profile"_s, u"Work"_s} << 3;
}

void tst_CliFiles::accounts()
{
    QFETCH(QString, environmentKey);
    QFETCH(QByteArray, input);
    QFETCH(QStringList, options);
    m_cli->environment.insert(u"GEMINI_API_KEY"_s, environmentKey);
    m_cli->input = input;
    const CliRun list = run(QStringList{u"list"_s} + options);
    QTEST(list.exitCode, "exitCode");
    QCOMPARE(list.errors.isEmpty(), list.exitCode == 0);
    QVERIFY(!list.errors.contains("wrong-key"));
    QVERIFY(!list.errors.contains("wrong key"));
}

void tst_CliFiles::keyFromInputIsTrimmed()
{
    m_cli->environment.remove(u"GEMINI_API_KEY"_s);
    m_cli->input = "  \"" + CliFixture::key() + "\" \r\nand more\n";
    QCOMPARE(run({u"list"_s, u"--key-stdin"_s}).exitCode, 0);
}

void tst_CliFiles::profilesHoldNoKey()
{
    const CliRun profiles = run({u"profiles"_s, u"--json"_s});
    QCOMPARE(profiles.exitCode, 0);
    const QJsonObject expected{{u"event"_s, u"profile"_s},
                               {u"name"_s, u"GEMINI_API_KEY"_s},
                               {u"baseUrl"_s, m_cli->demo().baseUrl().toString()},
                               {u"apiVersion"_s, u"v1beta"_s},
                               {u"active"_s, false},
                               {u"forThisRun"_s, true}};
    QCOMPARE(profiles.events(), QList<QJsonObject>{expected});
    QVERIFY(m_cli->server().requests().isEmpty());
}

void tst_CliFiles::serverTroubles_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("exitCode");

    QTest::newRow("busy") << 503 << QByteArray() << 4;
    QTest::newRow("gateway") << 403 << "<html><title>Blocked</title></html>"_ba << 4;
    QTest::newRow("old kind of key") << 401 << R"({"error":{"code":401,"status":"UNAUTHENTICATED","details":
        [{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ACCESS_TOKEN_TYPE_UNSUPPORTED"}]}})"_ba
                                     << 3;
    QTest::newRow("portal") << 200 << "<html>login</html>"_ba << 4;
    QTest::newRow("redirected") << 302 << QByteArray() << 4;
    QTest::newRow("invalid key") << 400
                                 << R"({"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",
        "status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo",
        "reason":"API_KEY_INVALID","domain":"googleapis.com"}]}})"_ba
                                 << 3;
    QTest::newRow("nobody there") << 0 << QByteArray() << 4;
}

void tst_CliFiles::serverTroubles()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    FaultRule rule;
    rule.times = -1;
    rule.action = faults::answer(status, body, body.startsWith('<') ? "text/html"_ba : "application/json"_ba);
    if (status == 0)
        m_cli->setEndpoint(deadEndpoint());
    else
        m_cli->server().faults().add(rule);
    const CliRun list = run({u"list"_s, u"--json"_s, u"--debug"_s});
    QTEST(list.exitCode, "exitCode");
    QCOMPARE(list.events().size(), 1);
    const QString text = list.events(u"error"_s).value(0).value("error"_L1).toObject().value("text"_L1).toString();
    QVERIFY(!text.isEmpty());
    QFETCH(int, exitCode);
    QCOMPARE(text.contains("https://aistudio.google.com/apikey"_L1), exitCode == 3);
    QCOMPARE(text.contains("A gateway at 127.0.0.1"_L1), body.startsWith('<'));
}

void tst_CliFiles::dataFolderIsItsOwnersAlone()
{
    QCOMPARE(run({u"list"_s}).exitCode, 0);
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(m_cli->dataFolder()) & others));
    m_cli->writeFile(u"file"_s, {});
    QProcess program;
    program.setProcessEnvironment(m_cli->environment);
    program.start(QStringLiteral(POLLUX_CLI_PROGRAM), {u"list"_s, u"--data-dir"_s, m_cli->folder() + u"/file"_s});
    QCOMPARE(CliFixture::finish(program).exitCode, 1);
}

void tst_CliFiles::linksNoWidgets()
{
#ifdef Q_OS_LINUX
    QProcess ldd;
    ldd.start(u"ldd"_s, {QStringLiteral(POLLUX_CLI_PROGRAM)});
    if (!ldd.waitForFinished() || ldd.exitCode() != 0)
        QSKIP("there is no ldd here");
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY(libraries.contains("Qt6Core"));
    QVERIFY2(!libraries.contains("Qt6Widgets") && !libraries.contains("Qt6Gui"), libraries.constData());
#else
    QSKIP("looked at on Linux only");
#endif
}

QTEST_GUILESS_MAIN(tst_CliFiles)
#include "tst_clifiles.moc"
