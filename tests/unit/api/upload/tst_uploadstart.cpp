// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/uploadrun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// What a server answers to the start of an upload, and the session URL it gives.
class tst_UploadStart : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void incompleteStart_data();
    void incompleteStart();
    void portalIsWaitedFor();
    void startRecovers();
    void granularities_data();
    void granularities();
    void foreignSessionUrl_data();
    void foreignSessionUrl();
    void errorsKeepTheSessionUrlSecret();
    void errorsKeepASessionPathSecret();

private:
    UploadBench m_bench;
};

void tst_UploadStart::incompleteStart_data()
{
    QTest::addColumn<RawServer::Answer>("answer");
    QTest::addColumn<ErrorKind>("kind");
    const auto url = "http://127.0.0.1:1/upload?upload_id=x"_ba;
    const auto storedJson = R"({"file":{"name":"files/a","mimeType":"text/plain","sizeBytes":"37"}})"_ba;
    QTest::newRow("no headers") << RawServer::http(200) << ErrorKind::Protocol;
    QTest::newRow("no URL") << ScriptedUploads::startAnswer({}) << ErrorKind::Protocol;
    QTest::newRow("no status") << ScriptedUploads::startAnswer(url, "262144", {}) << ErrorKind::Protocol;
    QTest::newRow("final") << ScriptedUploads::startAnswer(url, "262144", "final") << ErrorKind::Protocol;
    QTest::newRow("cancelled") << ScriptedUploads::startAnswer(url, "262144", "cancelled") << ErrorKind::Protocol;
    QTest::newRow("stored the JSON") << RawServer::json(storedJson) << ErrorKind::Protocol;
}

void tst_UploadStart::incompleteStart()
{
    QFETCH(const RawServer::Answer, answer);
    QFETCH(const ErrorKind, kind);
    ScriptedUploads script;
    script.on("start", {answer});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(10)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(kind), run.summary().constData());
    QCOMPARE(script.commands(), QStringList(UploadSession::maxSessions, u"start"_s));
}

void tst_UploadStart::portalIsWaitedFor()
{
    // More portal pages than an upload may have sessions, and one in answer to a query.
    const RawServer::Answer portal = RawServer::http(200, "<html>Log in</html>");
    ScriptedUploads script;
    const QString path = m_bench.makeFile(10);
    script.on("start", {portal, portal, portal, portal, script.started()});
    script.on("upload, finalize", {RawServer::http(503), ScriptedUploads::final(UploadBench::bytesOf(path))});
    script.on("query", {portal, ScriptedUploads::active("0")});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(path), {}, 2);
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(run.session.sessionCount(), 1);
    QCOMPARE(run.retries.first().kind, ErrorKind::ProxyPage);
}

void tst_UploadStart::startRecovers()
{
    ScriptedUploads script;
    const QString path = m_bench.makeFile(10);
    script.on("start", {RawServer::http(200), script.started()});
    script.on("upload, finalize", {ScriptedUploads::final(UploadBench::bytesOf(path))});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(run.session.sessionCount(), 2);
}

void tst_UploadStart::granularities_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("expected");
    const qint64 usual = OpenSession::defaultGranularity;
    QTest::newRow("missing") << QByteArray() << usual;
    QTest::newRow("0") << "0"_ba << usual;
    QTest::newRow("negative") << "-1"_ba << usual;
    QTest::newRow("plus") << "+5"_ba << usual;
    QTest::newRow("junk") << "8 MiB"_ba << usual;
    QTest::newRow("absurd") << "9223372036854775807"_ba << usual;
    QTest::newRow("beyond 64 bits") << "99999999999999999999"_ba << usual;
    QTest::newRow("3") << "3"_ba << qint64{3};
    QTest::newRow("262144") << "262144"_ba << qint64{262144};
    QTest::newRow("1 GiB") << "1073741824"_ba << qint64{1073741824};
}

void tst_UploadStart::granularities()
{
    QFETCH(const QByteArray, header);
    ScriptedUploads script;
    const QString path = m_bench.makeFile(10);
    script.on("start", {ScriptedUploads::startAnswer(script.sessionUrl(), header)});
    // After a break that commits nothing, the upload goes on in parts, which depend on the granularity.
    script.on("upload, finalize", {RawServer::dropped(), ScriptedUploads::final(UploadBench::bytesOf(path))});
    script.on("query", {ScriptedUploads::active("0")});
    script.on("upload", {ScriptedUploads::active()});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QTEST(run.session.granularity(), "expected");
}

void tst_UploadStart::foreignSessionUrl_data()
{
    QTest::addColumn<QString>("url"); // %1 = port of the foreign server
    QTest::addColumn<QString>("host");
    QTest::newRow("other port") << u"http://127.0.0.1:%1/upload?upload_id=x"_s << u"127.0.0.1"_s;
    QTest::newRow("other name") << u"http://localhost:%1/upload?upload_id=x"_s << u"localhost"_s;
    QTest::newRow("other host") << u"http://127.0.0.2:%1/upload?upload_id=x"_s << u"127.0.0.2"_s;
    QTest::newRow("https") << u"https://127.0.0.1:%1/upload?upload_id=x"_s << u"127.0.0.1"_s;
    QTest::newRow("user trick") << u"http://127.0.0.1@localhost:%1/upload"_s << u"localhost"_s;
    QTest::newRow("no scheme") << u"//localhost:%1/upload"_s << u"localhost"_s;
}

void tst_UploadStart::foreignSessionUrl()
{
    QFETCH(const QString, url);
    RawServer foreign([](const RawServer::Request &) { return RawServer::json("{}"); });
    ScriptedUploads script;
    script.on("start", {ScriptedUploads::startAnswer(url.arg(foreign.baseUrl().port()).toLatin1())});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(10)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::ForeignUploadUrl), run.summary().constData());
    QTEST(run.session.outcome().error().subject, "host");
    QCOMPARE(script.commands(), QStringList{u"start"_s});
    QCOMPARE(foreign.connections(), 0);
}

void tst_UploadStart::errorsKeepTheSessionUrlSecret()
{
    ScriptedUploads script;
    script.startWorks();
    script.on("upload, finalize", {RawServer::http(403, "no")});
    script.on("query", {RawServer::http(403)});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(1000)));
    QVERIFY(run.toTheEnd());
    QVERIFY(run.failedWith(ErrorKind::Permission));
    QVERIFY(!run.session.outcome().error().message.contains("upload_id"_L1));
    script.on("query", {RawServer::dropped()});
    script.on("upload, finalize", {RawServer::dropped()});
    UploadRun broken(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(1000)), {}, 1);
    QVERIFY(broken.toTheEnd());
    QVERIFY(broken.failedWith(ErrorKind::Network));
    QVERIFY(!broken.session.outcome().error().message.contains("upload_id"_L1));
}

void tst_UploadStart::errorsKeepASessionPathSecret()
{
    const auto secret = "canary-of-a-session"_ba;
    ScriptedUploads script;
    script.on("start", {ScriptedUploads::startAnswer(script.server().baseUrl().toEncoded() + "/upload/" + secret)});
    // Without a challenge: Qt's text for it quotes the address.
    script.on("upload, finalize", {RawServer::http(407)});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(1000)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::Proxy), run.summary().constData());
    const QString message = run.session.outcome().error().message;
    QVERIFY2(!message.contains(QLatin1StringView(secret)), qPrintable(message));
}

QTEST_GUILESS_MAIN(tst_UploadStart)
#include "tst_uploadstart.moc"
