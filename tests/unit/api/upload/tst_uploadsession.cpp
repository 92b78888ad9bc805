// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/uploadrun.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;
using namespace pollux;
using State = UploadSession::State;

namespace {

constexpr qint64 mebibyte = qint64{1024} * 1024;

} // namespace

/// Uploads without any fault, and local files that cannot be sent.
class tst_UploadSession : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void arrivesByteForByte_data();
    void arrivesByteForByte();
    void sendsTheNameInTheBodyOnly();
    void cutsLongNames_data();
    void cutsLongNames();
    void sendsAChosenTypeInTheBody_data();
    void sendsAChosenTypeInTheBody();
    void requestsAsTheContractSaysThem();
    void goesThroughItsStates();
    void reportsProgress();
    void unusableFiles_data();
    void unusableFiles();
    void changeWhileSending_data();
    void changeWhileSending();
    void refusesAnInsecureEndpoint();
    void wrongKeyEndsTheUpload();
    void pathOfASessionIsNotLogged();

private:
    UploadBench m_bench;
};

void tst_UploadSession::arrivesByteForByte_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("granularity");
    QTest::addColumn<QString>("fileName");
    QTest::newRow("0 B") << qint64{0} << 8 * mebibyte << u"empty"_s;
    QTest::newRow("1 B") << qint64{1} << 8 * mebibyte << u"one"_s;
    QTest::newRow("one granule") << 8 * mebibyte << 8 * mebibyte << u"granule"_s;
    QTest::newRow("20 MiB + 1") << 20 * mebibyte + 1 << 8 * mebibyte << u"twenty"_s;
    QTest::newRow("odd granularity") << qint64{100'000} << qint64{3} << u"odd"_s;
    QTest::newRow("non-ASCII path") << qint64{5} << 8 * mebibyte << u"Übersicht – «ü» 📄.txt"_s;
    QTest::newRow("line break in the path") << qint64{5} << 8 * mebibyte << u"a\r\nX-Evil: 1"_s;
}

void tst_UploadSession::arrivesByteForByte()
{
    QFETCH(const qint64, size);
    QFETCH(const qint64, granularity);
    QFETCH(const QString, fileName);
    ScriptedDemoServer::Options options;
    options.granularity = granularity;
    ScriptedDemoServer server(options);
    QVERIFY(server.start());
    const QString path = m_bench.makeFile(size, fileName);
    UploadSource source = plainSource(path);
    source.displayName = fileName;

    UploadRun run(m_bench, server.baseUrl(), source);
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(commandsOf(server), (QStringList{u"start"_s, u"upload, finalize"_s}));
    QCOMPARE(server.files().size(), 1);
    const RemoteFile &file = run.session.outcome().value().file;
    QCOMPARE(server.contentOf(file.name).value_or("?"), UploadBench::bytesOf(path));
    QCOMPARE(file.displayName, fileName);
    QCOMPARE(file.mimeType, u"text/plain"_s);
    QCOMPARE(run.session.size(), size);
    QCOMPARE(run.session.bytesConfirmed(), size);
    QCOMPARE(run.session.granularity(), granularity);
    QVERIFY2(run.brokenProgressRule.isEmpty(), qPrintable(run.brokenProgressRule));
}

void tst_UploadSession::sendsTheNameInTheBodyOnly()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    UploadSource source = plainSource(m_bench.makeFile(3, u"geheim.txt"_s));
    source.displayName = u"Übersicht \"geheim\" 📄"_s;
    UploadRun run(m_bench, server.baseUrl(), source);
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeeded(), run.summary().constData());

    const RequestRecord start = server.requests().first();
    const QJsonObject expected{{u"file"_s, QJsonObject{{u"displayName"_s, source.displayName}}}};
    QCOMPARE(QJsonDocument::fromJson(start.body).object(), expected);
    for (const RequestRecord &request : server.requests()) {
        QVERIFY(request.header("X-Goog-Upload-File-Name").isEmpty());
        QVERIFY(!request.path.contains("geheim") && !request.query.contains("geheim"));
        for (const auto &[name, value] : request.headers)
            QVERIFY2(!value.contains("geheim"), name.constData());
    }
}

void tst_UploadSession::cutsLongNames_data()
{
    QTest::addColumn<QString>("displayName");
    QTest::addColumn<QString>("sent");
    const QString text = QString(600, u'x');
    QTest::newRow("512") << text.first(512) << text.first(512);
    QTest::newRow("600") << text << text.first(512);
    QTest::newRow("surrogate pair before the cut")
        << QString(text.first(511) + u"📄 and more"_s) << QString(text.first(511) + u"📄"_s);
    QTest::newRow("surrogate pair behind the cut") << QString(text.first(512) + u"📄 and more"_s) << text.first(512);
    QTest::newRow("512 surrogate pairs") << u"📄"_s.repeated(512) << u"📄"_s.repeated(512);
    QTest::newRow("513 surrogate pairs") << u"📄"_s.repeated(513) << u"📄"_s.repeated(512);
}

void tst_UploadSession::cutsLongNames()
{
    QFETCH(const QString, displayName);
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    UploadSource source = plainSource(m_bench.makeFile(3));
    source.displayName = displayName;
    UploadRun run(m_bench, server.baseUrl(), source);
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeeded(), run.summary().constData());
    QTEST(run.session.outcome().value().file.displayName, "sent");
}

void tst_UploadSession::sendsAChosenTypeInTheBody_data()
{
    QTest::addColumn<bool>("isChosen");
    QTest::newRow("chosen") << true;
    QTest::newRow("guessed") << false;
}

void tst_UploadSession::sendsAChosenTypeInTheBody()
{
    QFETCH(const bool, isChosen);
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    const QString path = m_bench.makeFile(3);
    UploadRun run(m_bench, server.baseUrl(), {path, u"n"_s, u"text/markdown"_s, isChosen});
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    const RequestRecord start = server.requests().first();
    const QJsonObject body = QJsonDocument::fromJson(start.body).object().value("file"_L1).toObject();
    QCOMPARE(body.value("mimeType"_L1).toString(), isChosen ? u"text/markdown"_s : QString());
    QCOMPARE(start.header("X-Goog-Upload-Header-Content-Type"), "text/markdown"_ba);
}

void tst_UploadSession::requestsAsTheContractSaysThem()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    UploadRun run(m_bench, server.baseUrl(), plainSource(m_bench.makeFile(1000)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeeded(), run.summary().constData());
    QCOMPARE(server.requests().size(), 2);

    const RequestRecord start = server.requests().first();
    QCOMPARE(start.path, "/upload/v1beta/files"_ba);
    QCOMPARE(start.query, QByteArray());
    QCOMPARE(start.header("x-goog-api-key"), "test-key"_ba);
    QCOMPARE(start.header("X-Goog-Upload-Protocol"), "resumable"_ba);
    QCOMPARE(start.header("X-Goog-Upload-Header-Content-Length"), "1000"_ba);
    QCOMPARE(start.header("Content-Type"), "application/json"_ba);

    const RequestRecord upload = server.requests().last();
    QCOMPARE(upload.offset, "0"_ba);
    QCOMPARE(upload.header("Content-Length"), "1000"_ba);
    QCOMPARE(upload.header("Transfer-Encoding"), QByteArray());
    QCOMPARE(upload.header("X-Goog-Upload-Protocol"), QByteArray());
    // The session URL is a sufficient credential, and the key must not get into logs of such URLs.
    QCOMPARE(upload.header("x-goog-api-key"), QByteArray());
    QVERIFY(!upload.keyInUrl && !upload.query.contains("test-key"));
}

void tst_UploadSession::goesThroughItsStates()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    UploadRun run(m_bench, server.baseUrl(), plainSource(m_bench.makeFile(10)));
    QList<State> states;
    connect(&run.session, &UploadSession::stateChanged, this, [&states](State state) { states.append(state); });
    QCOMPARE(run.session.state(), State::Idle);
    QVERIFY(run.toTheEnd());
    // The hash may or may not be ready before the answer.
    states.removeAll(State::Verifying);
    QCOMPARE(states, (QList{State::Starting, State::Sending, State::Finalising, State::Finished}));
    QCOMPARE(run.session.sessionCount(), 1);
    run.session.cancel(); // too late, and harmless
    QCOMPARE(run.finishedCount, 1);
    QVERIFY(run.succeeded());
}

void tst_UploadSession::reportsProgress()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    const qint64 size = 20 * mebibyte + 1;
    UploadRun run(m_bench, server.baseUrl(), plainSource(m_bench.makeFile(size)));
    QList<qint64> between;
    connect(&run.session, &UploadSession::progressChanged, this, [&run, &between] {
        if (run.session.bytesHandedOver() > 0 && run.session.bytesConfirmed() == 0)
            between.append(run.session.bytesHandedOver());
    });
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeeded(), run.summary().constData());
    QVERIFY(between.size() > 1);
    QVERIFY(std::is_sorted(between.cbegin(), between.cend()));
    QVERIFY2(run.brokenProgressRule.isEmpty(), qPrintable(run.brokenProgressRule));
}

void tst_UploadSession::unusableFiles_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("missing") << m_bench.folder.filePath(u"missing"_s);
    QTest::newRow("empty path") << QString();
    QTest::newRow("folder") << m_bench.folder.path();
    QTest::newRow("resource") << u":/qt-project.org"_s;
#ifdef Q_OS_UNIX
    const QString pipe = m_bench.folder.filePath(u"pipe"_s);
    ::mkfifo(QFile::encodeName(pipe).constData(), 0600);
    QTest::newRow("FIFO") << pipe;
    QTest::newRow("device") << u"/dev/zero"_s;
#endif
}

void tst_UploadSession::unusableFiles()
{
    QFETCH(const QString, path);
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    UploadRun run(m_bench, server.baseUrl(), plainSource(path));
    run.session.start();
    QCOMPARE(run.finishedCount, 0); // never inside start()
    QTRY_COMPARE(run.finishedCount, 1);
    QVERIFY2(run.failedWith(ErrorKind::LocalFile), run.summary().constData());
    QCOMPARE(run.session.outcome().error().subject, path);
    QVERIFY(server.requests().isEmpty());
}

using Change = std::function<bool(const QString &)>;

void tst_UploadSession::changeWhileSending_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("truncated") << Change([](const QString &path) { return QFile::resize(path, 1000); });
    QTest::newRow("grown") << Change([](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::Append) && file.write("x") == 1;
    });
}

void tst_UploadSession::changeWhileSending()
{
    QFETCH(const Change, change);
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    const QString path = m_bench.makeFile(20 * mebibyte);
    UploadRun run(m_bench, server.baseUrl(), plainSource(path));
    bool isChanged = false;
    connect(&run.session, &UploadSession::progressChanged, this, [&] {
        if (!isChanged && run.session.bytesHandedOver() > 0)
            isChanged = change(path);
    });
    QVERIFY(run.toTheEnd());
    QVERIFY(isChanged);
    QVERIFY2(run.failedWith(ErrorKind::FileChanged), run.summary().constData());
    QCOMPARE(run.session.outcome().error().subject, path);
    // It need not be the last: the server may record the aborted upload, on another connection, after it.
    QTRY_VERIFY(commandsOf(server).contains(u"cancel"_s));
    QVERIFY(server.files().isEmpty());
}

void tst_UploadSession::refusesAnInsecureEndpoint()
{
    UploadRun run(m_bench, QUrl(u"http://pollux.invalid"_s), plainSource(m_bench.makeFile(3)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::InsecureEndpoint), run.summary().constData());
}

void tst_UploadSession::wrongKeyEndsTheUpload()
{
    ScriptedDemoServer::Options options;
    options.keys = {"another-key"_ba};
    ScriptedDemoServer server(options);
    QVERIFY(server.start());
    UploadRun run(m_bench, server.baseUrl(), plainSource(m_bench.makeFile(3)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::InvalidKey), run.summary().constData());
    QCOMPARE(server.requests().size(), 1);
}

namespace {

QString logged;

void keepMessage(QtMsgType, const QMessageLogContext &, const QString &text)
{
    logged += text;
}

} // namespace

/// Without a query, the last segment of the path is the session's identifier.
void tst_UploadSession::pathOfASessionIsNotLogged()
{
    ScriptedUploads script;
    const QString path = m_bench.makeFile(1000);
    const QByteArray url = script.server().baseUrl().toEncoded() + "/upload/v1beta/files/secret-session";
    script.on("start", {ScriptedUploads::startAnswer(url)});
    script.on("upload, finalize", {ScriptedUploads::final(UploadBench::bytesOf(path))});
    UploadRun run(m_bench, script.server().baseUrl(), plainSource(path));
    QLoggingCategory::setFilterRules(u"pollux.api.debug=true"_s);
    const QtMessageHandler before = qInstallMessageHandler(&keepMessage);
    const bool isEnded = run.toTheEnd();
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QVERIFY(isEnded);
    QVERIFY2(run.succeeded(), run.summary().constData());
    QVERIFY2(logged.contains(u"(session)"_s), qPrintable(logged));
    QVERIFY(!logged.contains(u"secret-session"_s));
}

QTEST_GUILESS_MAIN(tst_UploadSession)
#include "tst_uploadsession.moc"
