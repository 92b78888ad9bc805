// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/uploadrun.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using std::chrono::milliseconds;

namespace {

constexpr qint64 granule = 262144;

} // namespace

/// Servers that give wrong or unusual answers to the requests of a session, or none.
class tst_UploadAnswers : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void followsNoRedirect_data();
    void followsNoRedirect();
    void redirectedStart();
    void sendsNothingTwice_data();
    void sendsNothingTwice();
    void sizeReceived_data();
    void sizeReceived();
    void sizeReceivedOfAPart_data();
    void sizeReceivedOfAPart();
    void stateInsteadOfFinal();
    void finalToAPlainChunk();
    void conflictAsksWhereItStands();
    void finalError();
    void strangeFinals_data();
    void strangeFinals();
    void verification_data();
    void verification();
    void earlyAnswer_data();
    void earlyAnswer();
    void stalls_data();
    void stalls();

private:
    UploadBench m_bench;
};

void tst_UploadAnswers::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("command");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const QByteArray &command : {"start"_ba, "upload, finalize"_ba, "query"_ba})
            QTest::newRow((QByteArray::number(status) + ' ' + command).constData()) << status << command;
    }
}

void tst_UploadAnswers::followsNoRedirect()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, command);
    RawServer target([](const RawServer::Request &) { return RawServer::json("{}"); });
    ScriptedUploads script;
    script.startWorks();
    script.on("upload, finalize", {RawServer::dropped()});
    script.on(command, {RawServer::http(status, {}, {"Location: " + target.baseUrl().toEncoded() + "/upload"})});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(1000)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::Redirected), run.summary().constData());
    QCOMPARE(run.session.outcome().error().subject, u"127.0.0.1"_s);
    QCOMPARE(target.connections(), 0);
}

/// The older protocol of the same host sends the session URL in a Location header (contract 1.12).
void tst_UploadAnswers::redirectedStart()
{
    ScriptedUploads script;
    script.on("start", {RawServer::http(308)});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(10)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::Redirected), run.summary().constData());
    QCOMPARE(run.session.outcome().error().subject, QString());
}

void tst_UploadAnswers::sendsNothingTwice_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<qint64>("size");
    QTest::newRow("start") << "start"_ba << qint64{1000};
    QTest::newRow("upload") << "upload, finalize"_ba << qint64{1000};
    QTest::newRow("upload, large") << "upload, finalize"_ba << qint64{1'000'000};
    QTest::newRow("upload, empty") << "upload, finalize"_ba << qint64{0};
    QTest::newRow("query") << "query"_ba << qint64{1000};
}

/// The server reads the whole request and closes the connection. Qt must not repeat the request by itself.
void tst_UploadAnswers::sendsNothingTwice()
{
    QFETCH(const QByteArray, command);
    QFETCH(const qint64, size);
    ScriptedUploads script;
    script.startWorks();
    script.on("upload, finalize", {RawServer::dropped()});
    script.on("query", {RawServer::http(403)});
    script.on(command, {RawServer::dropped()});
    // The broken upload itself uses up one attempt before the query.
    const int attempts = command == "query" ? 1 : 0;
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(size)), {}, attempts);
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::Network), run.summary().constData());
    QCOMPARE(script.commands().count(QString::fromLatin1(command)), 1);
}

void tst_UploadAnswers::sizeReceived_data()
{
    QTest::addColumn<QByteArray>("header"); // null = missing
    QTest::addColumn<qint64>("resumedAt");  // -1 = a new session
    const qint64 size = 4 * granule;
    QTest::newRow("nothing") << "0"_ba << qint64{0};
    QTest::newRow("no multiple of the granularity") << "12345"_ba << qint64{12345};
    QTest::newRow("some") << QByteArray::number(granule) << granule;
    QTest::newRow("all") << QByteArray::number(size) << size;
    QTest::newRow("more than sent") << QByteArray::number(size + 1) << qint64{-1};
    QTest::newRow("absurd") << "9223372036854775807"_ba << qint64{-1};
    QTest::newRow("beyond 64 bits") << "9223372036854775808"_ba << qint64{-1};
    QTest::newRow("negative") << "-1"_ba << qint64{-1};
    QTest::newRow("plus") << "+1"_ba << qint64{-1};
    QTest::newRow("garbage") << "a lot"_ba << qint64{-1};
    QTest::newRow("empty") << ""_ba << qint64{-1};
    QTest::newRow("missing") << QByteArray() << qint64{-1};
}

void tst_UploadAnswers::sizeReceived()
{
    QFETCH(const QByteArray, header);
    QFETCH(const qint64, resumedAt);
    ScriptedUploads script;
    const QString path = m_bench.makeFile(4 * granule);
    script.startWorks();
    script.on("upload, finalize", {RawServer::dropped(), ScriptedUploads::final(UploadBench::bytesOf(path))});
    script.on("query", {ScriptedUploads::active(header)});
    script.on("upload", {ScriptedUploads::active()});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(run.session.sessionCount(), resumedAt < 0 ? 2 : 1);
    QCOMPARE(script.offsets().at(1), std::max<qint64>(resumedAt, 0));
    QVERIFY2(run.brokenProgressRule.isEmpty(), qPrintable(run.brokenProgressRule));
}

void tst_UploadAnswers::sizeReceivedOfAPart_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isBelieved");
    QTest::newRow("all of the part") << QByteArray::number(2 * granule) << true;
    QTest::newRow("missing") << QByteArray() << true;
    QTest::newRow("one more") << QByteArray::number(2 * granule + 1) << false;
    QTest::newRow("the whole file") << QByteArray::number(4 * granule) << false;
    QTest::newRow("beyond the file") << QByteArray::number(400 * granule) << false;
    QTest::newRow("negative") << "-1"_ba << false;
    QTest::newRow("no number") << "many"_ba << false;
}

/// What a server cannot have is not believed: the session asks again.
void tst_UploadAnswers::sizeReceivedOfAPart()
{
    QFETCH(const QByteArray, header);
    QFETCH(const bool, isBelieved);
    ScriptedUploads script;
    const QString path = m_bench.makeFile(4 * granule);
    script.startWorks();
    script.on("upload, finalize", {RawServer::dropped(), ScriptedUploads::final(UploadBench::bytesOf(path))});
    script.on("query", {ScriptedUploads::active("0"), ScriptedUploads::active(QByteArray::number(2 * granule))});
    script.on("upload", {ScriptedUploads::active(header)});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(script.commands().count(u"query"_s), isBelieved ? 1 : 2);
    QCOMPARE(script.offsets(), (QList<qint64>{0, 0, 2 * granule}));
}

/// "active" in answer to the last part: the session queries the offset and finalises with an empty part.
void tst_UploadAnswers::stateInsteadOfFinal()
{
    ScriptedUploads script;
    const QString path = m_bench.makeFile(1000);
    script.startWorks();
    script.on("upload, finalize", {ScriptedUploads::active(), ScriptedUploads::final(UploadBench::bytesOf(path))});
    script.on("query", {ScriptedUploads::active("1000")});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(script.offsets(), (QList<qint64>{0, 1000}));
    QVERIFY(script.server().requests().last().body.isEmpty());
}

void tst_UploadAnswers::finalToAPlainChunk()
{
    ScriptedUploads script;
    const QString path = m_bench.makeFile(4 * granule);
    script.startWorks();
    script.on("upload, finalize", {RawServer::dropped()});
    script.on("query", {ScriptedUploads::active("0")});
    script.on("upload", {ScriptedUploads::final(UploadBench::bytesOf(path).first(2 * granule))});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Damaged), run.summary().constData());
}

void tst_UploadAnswers::conflictAsksWhereItStands()
{
    for (const int status : {400, 409, 412, 416}) {
        ScriptedUploads script;
        const QString path = m_bench.makeFile(4 * granule);
        script.startWorks();
        script.on("upload, finalize", {RawServer::http(status, "offset?", {"X-Goog-Upload-Status: active"}),
                                       ScriptedUploads::final(UploadBench::bytesOf(path))});
        script.on("query", {ScriptedUploads::active(QByteArray::number(granule))});
        UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
        QVERIFY(run.toTheEnd());
        QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
        QCOMPARE(script.offsets(), (QList<qint64>{0, granule}));
    }
}

/// After an error with status final the server may have the file (contract 1.11).
void tst_UploadAnswers::finalError()
{
    for (const QByteArray &text : {"Upload has already been terminated."_ba, "no"_ba}) {
        ScriptedUploads script;
        const QString path = m_bench.makeFile(1000);
        script.startWorks();
        script.on("upload, finalize", {RawServer::http(400, text, {"X-Goog-Upload-Status: final"})});
        script.on("query", {ScriptedUploads::final(UploadBench::bytesOf(path))});
        UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
        QVERIFY(run.toTheEnd());
        QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());

        script.on("query", {RawServer::http(404)});
        UploadRun lost(m_bench, script.server().baseUrl(), plainSource(path));
        QVERIFY(lost.toTheEnd());
        QVERIFY2(lost.failedWith(ErrorKind::OutcomeUnknown), lost.summary().constData());
        QCOMPARE(lost.session.sessionCount(), 1);
    }
}

void tst_UploadAnswers::strangeFinals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << "stored"_ba;
    QTest::newRow("HTML") << "<html></html>"_ba;
    QTest::newRow("cut") << R"({"file":{"name":"files/a",)"_ba;
    QTest::newRow("no file") << "{}"_ba;
    QTest::newRow("file is a text") << R"({"file":"files/a"})"_ba;
    QTest::newRow("file without a name") << R"({"file":{"sizeBytes":"10"}})"_ba;
    QTest::newRow("no envelope") << R"({"name":"files/a","sizeBytes":"10"})"_ba;
}

void tst_UploadAnswers::strangeFinals()
{
    QFETCH(const QByteArray, body);
    ScriptedUploads script;
    script.startWorks();
    script.on("upload, finalize", {ScriptedUploads::finalBody(body)});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(10)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::OutcomeUnknown), run.summary().constData());
    QCOMPARE(script.commands(), (QStringList{u"start"_s, u"upload, finalize"_s}));
}

void tst_UploadAnswers::verification_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QByteArray>("fields"); // of the file in the answer
    QTest::addColumn<Verification>("expected");
    const auto zeros = QByteArray(32, '\0').toBase64();
    const auto hash = QCryptographicHash::hash({}, QCryptographicHash::Sha256).toBase64();
    const auto type = R"("mimeType":"text/plain")"_ba;
    QTest::newRow("no hash") << qint64{10} << type + R"(,"sizeBytes":"10")" << Verification::NoHash;
    QTest::newRow("unreadable hash") << qint64{10} << type + R"(,"sizeBytes":"10","sha256Hash":"?")"
                                     << Verification::NoHash;
    QTest::newRow("other hash") << qint64{10} << type + R"(,"sizeBytes":"10","sha256Hash":")" + zeros + '"'
                                << Verification::Damaged;
    QTest::newRow("other size") << qint64{10} << type + R"(,"sizeBytes":"11")" << Verification::Damaged;
    QTest::newRow("no size") << qint64{10} << type << Verification::Damaged;
    QTest::newRow("unreadable size") << qint64{10} << type + R"(,"sizeBytes":"-1")" << Verification::Damaged;
    QTest::newRow("empty") << qint64{0} << type + R"(,"sha256Hash":")" + hash + '"' << Verification::Verified;
    QTest::newRow("other type") << qint64{0} << R"("mimeType":"application/json","sha256Hash":")" + hash + '"'
                                << Verification::TypeDiffers;
    QTest::newRow("type in capitals") << qint64{0} << R"("mimeType":"Text/Plain","sha256Hash":")" + hash + '"'
                                      << Verification::Verified;
}

void tst_UploadAnswers::verification()
{
    QFETCH(const qint64, size);
    QFETCH(const QByteArray, fields);
    ScriptedUploads script;
    script.startWorks();
    script.on("upload, finalize", {ScriptedUploads::finalBody(R"({"file":{"name":"files/a",)" + fields + "}}")});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(size)));
    QVERIFY(run.toTheEnd());
    QVERIFY(run.succeeded());
    QTEST(run.session.outcome().value().verification, "expected");
}

void tst_UploadAnswers::earlyAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("413") << 413 << ErrorKind::TooLarge;
    QTest::newRow("503") << 503 << ErrorKind::ServerBusy;
}

/// The server answers while the body is being sent, and closes. Qt loses the answer; a query gives the reason.
void tst_UploadAnswers::earlyAnswer()
{
    QFETCH(const int, status);
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    server.faults().add(onCommand("upload, finalize", faults::answer(status, {}, "text/plain", {}, 65536), -1));
    server.faults().add(onCommand("query", faults::answer(status), -1));
    UploadRun run(m_bench, server.baseUrl(), plainSource(m_bench.makeFile(qint64{20} * 1024 * 1024)), {}, 3);
    QVERIFY(run.toTheEnd());
    QVERIFY2(!run.succeeded(), run.summary().constData());
    QTEST(run.session.outcome().error().kind, "kind");
    QVERIFY(server.files().isEmpty());
}

void tst_UploadAnswers::stalls_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("start") << "start"_ba;
    QTest::newRow("upload") << "upload, finalize"_ba;
    QTest::newRow("query") << "query"_ba;
}

void tst_UploadAnswers::stalls()
{
    QFETCH(const QByteArray, command);
    ScriptedUploads script;
    script.startWorks();
    script.on("upload, finalize", {RawServer::dropped()});
    script.on("query", {ScriptedUploads::active("0")});
    script.on(command, {RawServer::silence()});
    const TransferTimeouts timeouts{milliseconds(60), milliseconds(80), milliseconds(100)};
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(m_bench.makeFile(1000)), timeouts, 3);
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::Timeout), run.summary().constData());
}

QTEST_GUILESS_MAIN(tst_UploadAnswers)
#include "tst_uploadanswers.moc"
