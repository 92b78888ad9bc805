// SPDX-License-Identifier: Apache-2.0
#include "tests/support/demofixture.h"
#include "tests/support/rawclient.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granule = 262'144;

QJsonObject fileOf(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object().value("file"_L1).toObject();
}

QString wireHashOf(const QByteArray &content)
{
    return wireHash(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

/// A session as a client sees it.
class Session {
public:
    explicit Session(DemoFixture &fixture, qint64 size = -1, const QByteArray &startBody = "{\"file\":{}}"_ba,
                     const QByteArray &mimeType = "application/pdf"_ba)
        : m_client(fixture.baseUrl())
    {
        QList<HttpHeader> headers{{"X-Goog-Upload-Protocol"_ba, "resumable"_ba},
                                  {"X-Goog-Upload-Command"_ba, "start"_ba},
                                  {"X-Goog-Upload-Header-Content-Type"_ba, mimeType},
                                  {"x-goog-api-key"_ba, "k"_ba},
                                  {"Content-Type"_ba, "application/json"_ba}};
        if (size >= 0) {
            headers.emplaceBack("X-Goog-Upload-Header-Content-Length"_ba, QByteArray::number(size));
        }
        startAnswer = m_client.request("POST"_ba, "/upload/v1beta/files"_ba, headers, startBody);
        url = startAnswer.header("X-Goog-Upload-URL");
    }

    RawAnswer send(const QByteArray &command, qint64 offset = -1, const QByteArray &body = {})
    {
        return m_client.request("POST"_ba, url, headers(command, offset), body);
    }

    /// Sends only a part of what it announces and breaks the connection.
    void sendBroken(const QByteArray &command, qint64 offset, const QByteArray &body, qint64 announced)
    {
        m_client.sendPart("POST"_ba, url, headers(command, offset), body, announced);
        m_client.disconnect();
    }

    RawAnswer startAnswer;
    QByteArray url;

private:
    static QList<HttpHeader> headers(const QByteArray &command, qint64 offset)
    {
        QList<HttpHeader> headers{{"X-Goog-Upload-Command"_ba, command}};
        if (offset >= 0) {
            headers.emplaceBack("X-Goog-Upload-Offset"_ba, QByteArray::number(offset));
        }
        return headers;
    }

    RawClient m_client;
};

} // namespace

#define COMPARE_ANSWER(answer, expectedStatus, expectedUploadStatus)                                                   \
    do {                                                                                                               \
        QCOMPARE((answer).status, expectedStatus);                                                                     \
        QCOMPARE((answer).header("X-Goog-Upload-Status"), expectedUploadStatus);                                       \
    } while (false)

class tst_DemoSession : public QObject {
    Q_OBJECT

private slots:
    void start();
    void startRefused_data();
    void startRefused();
    void upload_data();
    void upload();
    void granularityRule();
    void offsetRules();
    void announcedSizeRules();
    void chunkedUploads();
    void unknownSession();
    void unknownCommand();
    void commandSpelling();
    void repeatedFinalize();
    void cancelled();
    void finalSession();
    void nameTaken();
    void brokenUpload_data();
    void brokenUpload();
    void queryTakesOverAHangingUpload();
    void noProtocolHeader();
    void countedOnly();
};

void tst_DemoSession::start()
{
    DemoFixture fixture;
    const Session session(fixture, 5);
    const RawAnswer &answer = session.startAnswer;
    COMPARE_ANSWER(answer, 200, "active"_ba);
    QVERIFY(answer.body.isEmpty());
    QVERIFY(answer.header("Content-Type").startsWith("text/plain"));
    QCOMPARE(answer.header("Content-Length"), "0"_ba);
    QCOMPARE(answer.header("X-Goog-Upload-Chunk-Granularity"), QByteArray::number(granule));
    QCOMPARE(answer.header("X-Goog-Upload-Control-URL"), session.url);
    const QByteArray prefix = fixture.baseUrl().toEncoded() + "/upload/v1beta/files?upload_id=";
    QVERIFY2(session.url.startsWith(prefix), session.url.constData());
    QVERIFY(session.url.endsWith("&upload_protocol=resumable"));
    QCOMPARE(answer.header("X-GUploader-UploadID"), session.url.sliced(prefix.size()).split('&').first());
    QCOMPARE(fixture.server().requests().constLast().body, "{\"file\":{}}"_ba);
    QVERIFY(fixture.server().files().isEmpty());
}

void tst_DemoSession::startRefused_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");

    QTest::newRow("largest") << qint64(2147483648) << "{}"_ba << 200;
    QTest::newRow("over the largest") << qint64(2147483649) << "{}"_ba << 400;
    QTest::newRow("empty body") << qint64(1) << QByteArray() << 200;
    QTest::newRow("not JSON") << qint64(1) << "{file"_ba << 400;
    QTest::newRow("name") << qint64(1) << R"({"file":{"name":"files/my-name"}})"_ba << 200;
    QTest::newRow("name of 40") << qint64(1) << R"({"file":{"name":"files/)"_ba + QByteArray(40, 'a') + R"("}})"_ba
                                << 200;
    QTest::newRow("name of 41") << qint64(1) << R"({"file":{"name":"files/)"_ba + QByteArray(41, 'a') + R"("}})"_ba
                                << 400;
    QTest::newRow("name in capitals") << qint64(1) << R"({"file":{"name":"files/ABC"}})"_ba << 400;
    QTest::newRow("name without prefix") << qint64(1) << R"({"file":{"name":"abc"}})"_ba << 400;
    QTest::newRow("dash at the end") << qint64(1) << R"({"file":{"name":"files/abc-"}})"_ba << 400;
    QTest::newRow("display name of 512") << qint64(1)
                                         << R"({"file":{"displayName":")"_ba + "ü"_ba.repeated(512) + R"("}})"_ba
                                         << 200;
    QTest::newRow("display name of 513") << qint64(1)
                                         << R"({"file":{"displayName":")"_ba + "ü"_ba.repeated(513) + R"("}})"_ba
                                         << 400;
}

void tst_DemoSession::startRefused()
{
    QFETCH(qint64, size);
    QFETCH(QByteArray, body);
    QFETCH(int, status);

    DemoFixture fixture;
    const Session session(fixture, size, body);
    QCOMPARE(session.startAnswer.status, status);
    QCOMPARE(session.startAnswer.hasHeader("X-Goog-Upload-URL"), status == 200);
    QCOMPARE(session.startAnswer.header("Content-Type").contains("json"), status != 200);
}

void tst_DemoSession::upload_data()
{
    QTest::addColumn<QList<qint64>>("chunks"); // the last one is sent with "upload, finalize"

    QTest::newRow("empty") << QList<qint64>{0};
    QTest::newRow("one byte") << QList<qint64>{1};
    QTest::newRow("in one go, odd size") << QList<qint64>{3 * granule + 17};
    QTest::newRow("one granule") << QList<qint64>{granule};
    QTest::newRow("granules and a rest") << QList<qint64>{granule, 2 * granule, 1};
    QTest::newRow("empty last chunk") << QList<qint64>{granule, granule, 0};
}

void tst_DemoSession::upload()
{
    QFETCH(QList<qint64>, chunks);

    qint64 size = 0;
    for (const qint64 chunk : chunks) {
        size += chunk;
    }
    const QByteArray content = testBytes(size);
    DemoFixture fixture;
    Session session(fixture, size, R"({"file":{"displayName":"Übersicht 📄.pdf","mimeType":"text/wrong"}})"_ba);
    qint64 offset = 0;
    while (chunks.size() > 1) {
        const RawAnswer answer = session.send("upload"_ba, offset, content.sliced(offset, chunks.first()));
        COMPARE_ANSWER(answer, 200, "active"_ba);
        QVERIFY(!answer.hasHeader("X-Goog-Upload-Size-Received"));
        offset += chunks.takeFirst();
        QCOMPARE(session.send("query"_ba).header("X-Goog-Upload-Size-Received"), QByteArray::number(offset));
    }
    const RawAnswer answer = session.send("upload, finalize"_ba, offset, content.sliced(offset));
    COMPARE_ANSWER(answer, 200, "final"_ba);
    QCOMPARE(answer.header("Content-Type"), "application/json; charset=UTF-8"_ba);

    const QJsonObject file = fileOf(answer);
    const QString name = file.value("name"_L1).toString();
    QCOMPARE(file.value("sha256Hash"_L1).toString(), wireHashOf(content));
    QCOMPARE(file.value("sizeBytes"_L1),
             size == 0 ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QString::number(size)));
    QCOMPARE(file.value("displayName"_L1).toString(), u"Übersicht 📄.pdf"_s);
    QCOMPARE(file.value("mimeType"_L1).toString(), u"application/pdf"_s);
    QCOMPARE(fixture.server().contentOf(name), std::optional(content));
}

void tst_DemoSession::granularityRule()
{
    DemoFixture fixture;
    Session session(fixture, 2 * granule);
    const RawAnswer answer = session.send("upload"_ba, 0, testBytes(granule + 1));
    COMPARE_ANSWER(answer, 400, "active"_ba);
    QVERIFY(answer.header("Content-Type").startsWith("text/plain"));
    QCOMPARE(answer.body,
             "The client sent 262145 bytes, which is not a multiple of the 262144 byte chunk granularity."_ba);
    QCOMPARE(session.send("query"_ba).header("X-Goog-Upload-Size-Received"), "0"_ba);
    COMPARE_ANSWER(session.send("upload"_ba, 0, testBytes(granule)), 200, "active"_ba);
}

void tst_DemoSession::offsetRules()
{
    DemoFixture fixture;
    Session session(fixture, 2 * granule);
    const QByteArray content = testBytes(2 * granule);
    const RawAnswer ahead = session.send("upload"_ba, granule, content.first(granule));
    COMPARE_ANSWER(ahead, 409, "active"_ba);
    QVERIFY(ahead.body.contains("262144") && ahead.body.contains('0'));
    // A missing offset counts as 0.
    COMPARE_ANSWER(session.send("upload"_ba, -1, content.first(granule)), 200, "active"_ba);
    COMPARE_ANSWER(session.send("upload"_ba, 0, content.first(granule)), 409, "active"_ba);
    COMPARE_ANSWER(session.send("upload, finalize"_ba, 0, content.first(granule)), 409, "active"_ba);

    RawClient client(fixture.baseUrl());
    const RawAnswer odd = client.request(
        "POST"_ba, session.url, {{"X-Goog-Upload-Command"_ba, "upload"_ba}, {"X-Goog-Upload-Offset"_ba, "1e3"_ba}},
        content.first(granule));
    COMPARE_ANSWER(odd, 400, "active"_ba);
    COMPARE_ANSWER(session.send("upload, finalize"_ba, granule, content.sliced(granule)), 200, "final"_ba);
    QCOMPARE(fixture.server().files().size(), 1);
}

void tst_DemoSession::announcedSizeRules()
{
    DemoFixture fixture;
    Session session(fixture, granule + 10);
    const QByteArray content = testBytes(granule + 11);
    // More bytes than announced, fewer, and an early finalize without bytes: nothing is finalized, nothing is lost.
    COMPARE_ANSWER(session.send("upload, finalize"_ba, 0, content), 400, "active"_ba);
    COMPARE_ANSWER(session.send("upload"_ba, 0, testBytes(2 * granule)), 400, "active"_ba);
    COMPARE_ANSWER(session.send("upload"_ba, 0, content.first(granule)), 200, "active"_ba);
    COMPARE_ANSWER(session.send("upload, finalize"_ba, granule, content.sliced(granule, 9)), 400, "active"_ba);
    const RawAnswer bare = session.send("finalize"_ba);
    COMPARE_ANSWER(bare, 400, "active"_ba);
    QVERIFY(bare.header("Content-Type").startsWith("text/plain"));
    QVERIFY(fixture.server().files().isEmpty());
    COMPARE_ANSWER(session.send("upload, finalize"_ba, granule, content.sliced(granule, 10)), 200, "final"_ba);
    QCOMPARE(fixture.server().files().size(), 1);
}

void tst_DemoSession::chunkedUploads()
{
    DemoFixture fixture;
    const auto sendChunked = [&fixture](const QByteArray &url, const QByteArray &command, const QByteArray &body) {
        RawClient client(fixture.baseUrl());
        client.sendRaw("POST " + QUrl::fromEncoded(url).toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) +
                       " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX-Goog-Upload-Command: " + command +
                       "\r\n\r\n" + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n");
        return client.readAnswer();
    };
    Session session(fixture);
    const QByteArray content = testBytes(granule + 3);
    // The length of a chunked body is not known at its start, so its whole granules are kept.
    COMPARE_ANSWER(sendChunked(session.url, "upload"_ba, content), 400, "active"_ba);
    QCOMPARE(session.send("query"_ba).header("X-Goog-Upload-Size-Received"), QByteArray::number(granule));

    Session second(fixture);
    const RawAnswer answer = sendChunked(second.url, "upload,finalize"_ba, content);
    COMPARE_ANSWER(answer, 200, "final"_ba);
    QCOMPARE(fileOf(answer).value("sha256Hash"_L1).toString(), wireHashOf(content));
}

void tst_DemoSession::unknownSession()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    for (const QByteArray &command : {"query"_ba, "upload"_ba, "upload, finalize"_ba, "finalize"_ba, "cancel"_ba}) {
        for (const QByteArray &query : {""_ba, "?upload_id=nobody&upload_protocol=resumable"_ba}) {
            const RawAnswer answer = client.request("POST"_ba, "/upload/v1beta/files" + query,
                                                    {{"X-Goog-Upload-Command"_ba, command}}, "abc"_ba);
            QCOMPARE(answer.status, 404);
            QVERIFY(!answer.hasHeader("X-Goog-Upload-Status"));
            QVERIFY(answer.header("Content-Type").startsWith("text/plain"));
        }
    }
}

void tst_DemoSession::unknownCommand()
{
    DemoFixture fixture;
    Session session(fixture);
    for (const QByteArray &command : {"resume"_ba, ""_ba}) {
        const RawAnswer answer = session.send(command);
        QCOMPARE(answer.status, 400);
        QVERIFY(!answer.hasHeader("X-Goog-Upload-Status"));
        QVERIFY(answer.header("Content-Type").startsWith("text/plain"));
    }
}

void tst_DemoSession::commandSpelling()
{
    DemoFixture fixture;
    for (const QByteArray &command :
         {"upload,finalize"_ba, "UPLOAD ,  Finalize"_ba, "finalize, upload"_ba, "upload, finalize"_ba}) {
        Session session(fixture, 3);
        COMPARE_ANSWER(session.send(command, 0, "abc"_ba), 200, "final"_ba);
    }
    // "query" and "cancel" take precedence over "upload".
    Session session(fixture, 3);
    COMPARE_ANSWER(session.send("upload, query"_ba, 0, "abc"_ba), 200, "active"_ba);
    COMPARE_ANSWER(session.send("upload, cancel"_ba, 0, "abc"_ba), 200, "cancelled"_ba);
}

void tst_DemoSession::repeatedFinalize()
{
    DemoFixture fixture;
    Session session(fixture, granule);
    COMPARE_ANSWER(session.send("upload"_ba, 0, testBytes(granule)), 200, "active"_ba);
    const RawAnswer first = session.send("finalize"_ba);
    COMPARE_ANSWER(first, 200, "final"_ba);
    QCOMPARE(fileOf(first).value("sizeBytes"_L1).toString(), QString::number(granule));
    const RawAnswer again = session.send("finalize"_ba, granule);
    COMPARE_ANSWER(again, 200, "final"_ba);
    QCOMPARE(again.body, first.body);
    QCOMPARE(fixture.server().files().size(), 1);
}

void tst_DemoSession::finalSession()
{
    DemoFixture fixture;
    Session session(fixture, 3);
    const RawAnswer done = session.send("upload, finalize"_ba, 0, "abc"_ba);
    const RawAnswer query = session.send("query"_ba);
    COMPARE_ANSWER(query, 200, "final"_ba);
    QVERIFY(!query.hasHeader("X-Goog-Upload-Size-Received"));
    QCOMPARE(query.body, done.body);
    for (const QByteArray &command : {"upload"_ba, "upload, finalize"_ba}) {
        const RawAnswer late = session.send(command, 0, "abc"_ba);
        COMPARE_ANSWER(late, 400, "final"_ba);
        QCOMPARE(late.body, "Upload has already been terminated."_ba);
        QVERIFY(late.header("Content-Type").startsWith("text/plain"));
    }
    COMPARE_ANSWER(session.send("cancel"_ba), 400, "final"_ba);
    QCOMPARE(fixture.server().files().size(), 1);
}

void tst_DemoSession::cancelled()
{
    DemoFixture fixture;
    Session session(fixture, granule);
    COMPARE_ANSWER(session.send("upload"_ba, 0, testBytes(granule)), 200, "active"_ba);
    COMPARE_ANSWER(session.send("cancel"_ba), 200, "cancelled"_ba);
    const RawAnswer query = session.send("query"_ba);
    COMPARE_ANSWER(query, 410, "cancelled"_ba);
    QVERIFY(query.body.isEmpty());
    COMPARE_ANSWER(session.send("finalize"_ba), 400, "cancelled"_ba);
    COMPARE_ANSWER(session.send("upload"_ba, granule, testBytes(granule)), 400, "cancelled"_ba);
    COMPARE_ANSWER(session.send("cancel"_ba), 200, "cancelled"_ba);
    QVERIFY(fixture.server().files().isEmpty());
}

void tst_DemoSession::nameTaken()
{
    DemoFixture fixture;
    const QByteArray body = R"({"file":{"name":"files/my-name"}})"_ba;
    Session first(fixture, 3, body);
    Session second(fixture, 4, body);
    QCOMPARE(fileOf(first.send("upload, finalize"_ba, 0, "abc"_ba)).value("name"_L1).toString(), u"files/my-name"_s);
    const RawAnswer late = second.send("upload, finalize"_ba, 0, "abcd"_ba);
    COMPARE_ANSWER(late, 409, "final"_ba);
    const QJsonObject error = QJsonDocument::fromJson(late.body).object().value("error"_L1).toObject();
    QCOMPARE(error, (QJsonObject{{u"code"_s, 409}, {u"message"_s, u"my-name already exists."_s}}));
    QCOMPARE(fixture.server().contentOf(u"files/my-name"_s), std::optional("abc"_ba));
}

void tst_DemoSession::brokenUpload_data()
{
    QTest::addColumn<qint64>("sent");
    QTest::addColumn<qint64>("persisted");

    QTest::newRow("nothing") << qint64(0) << qint64(0);
    QTest::newRow("one byte") << qint64(1) << qint64(0);
    QTest::newRow("one under") << granule - 1 << qint64(0);
    QTest::newRow("one granule") << granule << granule;
    QTest::newRow("one over") << granule + 1 << granule;
    QTest::newRow("two and a half") << granule * 5 / 2 << 2 * granule;
    QTest::newRow("all but one") << 4 * granule + 99 << 4 * granule;
}

void tst_DemoSession::brokenUpload()
{
    QFETCH(qint64, sent);
    QFETCH(qint64, persisted);

    const QByteArray content = testBytes(4 * granule + 100);
    DemoFixture fixture;
    Session session(fixture, content.size());
    session.sendBroken("upload, finalize"_ba, 0, content.first(sent), content.size());
    // The server may still be reading bytes from its socket.
    QTRY_VERIFY(fixture.requestsWith("upload, finalize"_ba).size() == 1 &&
                fixture.requestsWith("upload, finalize"_ba).first().finished);
    const RequestRecord record = fixture.requestsWith("upload, finalize"_ba).first();
    QVERIFY(record.bodyBytes <= sent);
    QCOMPARE(record.status, 0);

    const RawAnswer query = session.send("query"_ba);
    COMPARE_ANSWER(query, 200, "active"_ba);
    // The reset of the connection may discard bytes that have arrived: then fewer granules are persisted, but whole
    // ones.
    const qint64 received = query.header("X-Goog-Upload-Size-Received").toLongLong();
    QVERIFY(received <= persisted);
    QCOMPARE(received, record.bodyBytes / granule * granule);
    const RawAnswer done = session.send("upload, finalize"_ba, received, content.sliced(received));
    COMPARE_ANSWER(done, 200, "final"_ba);
    QCOMPARE(fileOf(done).value("sha256Hash"_L1).toString(), wireHashOf(content));
    QCOMPARE(fixture.server().contentOf(fileOf(done).value("name"_L1).toString()), std::optional(content));
}

void tst_DemoSession::queryTakesOverAHangingUpload()
{
    const QByteArray content = testBytes(3 * granule);
    DemoFixture fixture;
    Session session(fixture, content.size());
    RawClient hanging(fixture.baseUrl());
    hanging.sendPart("POST"_ba, session.url, {{"X-Goog-Upload-Command"_ba, "upload, finalize"_ba}},
                     content.first(granule + 7), content.size());
    QTRY_COMPARE(fixture.requestsWith("upload, finalize"_ba).value(0).bodyBytes, granule + 7);
    COMPARE_ANSWER(session.send("query"_ba), 200, "active"_ba);
    COMPARE_ANSWER(session.send("upload, finalize"_ba, granule, content.sliced(granule)), 200, "final"_ba);
    // Bytes that arrive late change nothing.
    hanging.sendRaw(content.sliced(granule + 7));
    QVERIFY(hanging.waitForEnd());
    QCOMPARE(fixture.server().files().size(), 1);
    QCOMPARE(fixture.server().contentOf(fixture.server().files().first().name()), std::optional(content));
}

void tst_DemoSession::noProtocolHeader()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray body = R"({"file":{"displayName":"lost"}})"_ba;
    const RawAnswer answer =
        client.request("POST"_ba, "/upload/v1beta/files"_ba,
                       {{"Content-Type"_ba, "application/json"_ba}, {"x-goog-api-key"_ba, "k"_ba}}, body);
    QCOMPARE(answer.status, 200);
    const QJsonObject file = fileOf(answer);
    QCOMPARE(file.value("mimeType"_L1).toString(), u"application/json"_s);
    QCOMPARE(file.value("sizeBytes"_L1).toString(), QString::number(body.size()));
    QVERIFY(!file.contains("displayName"_L1));
    QCOMPARE(fixture.server().contentOf(file.value("name"_L1).toString()), std::optional(body));
}

void tst_DemoSession::countedOnly()
{
    DemoServerOptions options = testServerOptions();
    options.keepBodies = false;
    DemoFixture fixture(options);
    const QByteArray content = testBytes(2 * granule + 5);
    Session session(fixture, content.size());
    COMPARE_ANSWER(session.send("upload"_ba, 0, content.first(granule)), 200, "active"_ba);
    const RawAnswer done = session.send("upload, finalize"_ba, granule, content.sliced(granule));
    QCOMPARE(fileOf(done).value("sha256Hash"_L1).toString(), wireHashOf(content));
    QVERIFY(!fixture.server().contentOf(fileOf(done).value("name"_L1).toString()));
}

QTEST_GUILESS_MAIN(tst_DemoSession)
#include "tst_demosession.moc"
