// SPDX-License-Identifier: Apache-2.0
#include "tests/support/demofixture.h"
#include "tests/support/rawclient.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granule = 262'144;
const QList<HttpHeader> withKey{{"x-goog-api-key"_ba, "k"_ba}};

QList<HttpHeader> command(const QByteArray &words, qint64 offset = 0)
{
    return {{"X-Goog-Upload-Command"_ba, words}, {"X-Goog-Upload-Offset"_ba, QByteArray::number(offset)}};
}

RawAnswer startSession(RawClient &client)
{
    return client.request("POST"_ba, "/upload/v1beta/files"_ba, command("start"_ba) + withKey);
}

FaultRule forCommand(const QByteArray &words, const FaultAction &action)
{
    FaultRule rule;
    rule.command = words;
    rule.action = action;
    return rule;
}

FaultRule forPath(const QString &path, const FaultAction &action)
{
    FaultRule rule;
    rule.path = QRegularExpression(path);
    rule.action = action;
    return rule;
}

/// The X-Goog-Upload-Size-Received that a query of the session returns.
qint64 persisted(RawClient &client, const QByteArray &session)
{
    return client.request("POST"_ba, session, command("query"_ba)).header("X-Goog-Upload-Size-Received").toLongLong();
}

} // namespace

class tst_FaultScript : public QObject {
    Q_OBJECT

private slots:
    void answerInstead();
    void earlyAnswer();
    void matching();
    void countsAndOrder();
    void dropBefore();
    void dropAfter();
    void stallForATime();
    void stallUntilReleased();
    void cutBody();
    void cutBeyondTheBodyDoesNotFire();
    void slowBody();
    void slowAnswer();
    void garbage();
    void keepUntil();
    void rollBack();
    void endSession_data();
    void endSession();
    void headers();
};

void tst_FaultScript::answerInstead()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    FaultScript &script = fixture.server().faults();
    const int id =
        script.add(forPath(u"/files$"_s, faults::answer(429, "{}"_ba, "text/html"_ba, {{"Retry-After"_ba, "7"_ba}})));
    QVERIFY(!script.allFired());
    const RawAnswer answer = client.request("GET"_ba, "/v1beta/files"_ba, withKey);
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.body, "{}"_ba);
    QCOMPARE(answer.header("Content-Type"), "text/html"_ba);
    QCOMPARE(answer.header("Retry-After"), "7"_ba);
    QCOMPARE(script.fired(id), 1);
    QVERIFY(script.allFired());
    QCOMPARE(fixture.server().requests().constFirst().faultId, id);
    QCOMPARE(fixture.server().requests().constFirst().status, 429);
    QVERIFY(client.isConnected());
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status, 200);
}

void tst_FaultScript::earlyAnswer()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const int id = fixture.server().faults().add(
        forPath(u"^/upload/"_s, faults::answer(413, "too large"_ba, "text/plain"_ba, {}, 10)));
    client.sendPart("POST"_ba, "/upload/v1beta/files"_ba, withKey, testBytes(100), 1'000'000);
    const RawAnswer answer = client.readAnswer();
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.header("Connection"), "close"_ba);
    QVERIFY(client.waitForEnd());
    QCOMPARE(fixture.server().faults().fired(id), 1);
    QVERIFY(fixture.server().files().isEmpty());
}

void tst_FaultScript::matching()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    FaultScript &script = fixture.server().faults();
    FaultRule rule = forPath(u"^/v1beta/files/"_s, faults::answer(500));
    rule.method = "DELETE"_ba;
    const int onDelete = script.add(rule);
    const int onQuery = script.add(forCommand("query"_ba, faults::answer(503)));
    QCOMPARE(client.request("GET"_ba, "/v1beta/files/a"_ba, withKey).status, 403);
    QCOMPARE(client.request("DELETE"_ba, "/v1/files/a"_ba, withKey).status, 403);
    QCOMPARE(client.request("POST"_ba, "/upload/v1beta/files"_ba, command("cancel"_ba)).status, 404);
    QCOMPARE(script.fired(onDelete) + script.fired(onQuery), 0);
    QCOMPARE(client.request("DELETE"_ba, "/v1beta/files/a"_ba, withKey).status, 500);
    QCOMPARE(client.request("POST"_ba, "/upload/v1beta/files"_ba, command("QUERY"_ba)).status, 503);
    QVERIFY(script.allFired());
}

void tst_FaultScript::countsAndOrder()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    FaultScript &script = fixture.server().faults();
    FaultRule second = forPath(u"/files$"_s, faults::answer(502));
    second.skip = 1;
    second.times = 2;
    FaultRule always = forPath(u"/files$"_s, faults::answer(504));
    always.skip = 1;
    always.times = -1;
    script.add(second);
    const int alwaysId = script.add(always);
    QList<int> statuses;
    for (int count = 0; count < 6; ++count) {
        statuses.append(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status);
    }
    // Both rules skip the first request. A request that the first rule applies to is not counted by the second one.
    QCOMPARE(statuses, (QList<int>{200, 502, 502, 504, 504, 504}));
    QCOMPARE(script.fired(alwaysId), 3);
    QVERIFY(script.allFired());
    script.clear();
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status, 200);
    QVERIFY(script.allFired());
}

void tst_FaultScript::dropBefore()
{
    DemoFixture fixture;
    fixture.server().addFile({{u"name"_s, u"files/a"_s}});
    RawClient client(fixture.baseUrl());
    const int id = fixture.server().faults().add(forPath(u"/a$"_s, faults::dropBefore()));
    QCOMPARE(client.request("DELETE"_ba, "/v1beta/files/a"_ba, withKey).status, 0);
    QVERIFY(client.waitForEnd());
    QCOMPARE(fixture.server().faults().fired(id), 1);
    QCOMPARE(fixture.server().files().size(), 1);
    QCOMPARE(fixture.server().requests().constFirst().status, 0);
}

void tst_FaultScript::dropAfter()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray session = startSession(client).header("X-Goog-Upload-URL");
    const int id = fixture.server().faults().add(forCommand("upload, finalize"_ba, faults::dropAfter()));
    QCOMPARE(client.request("POST"_ba, session, command("upload, finalize"_ba), "abc"_ba).status, 0);
    QCOMPARE(fixture.server().faults().fired(id), 1);
    QCOMPARE(fixture.server().files().size(), 1);
    const RawAnswer query = client.request("POST"_ba, session, command("query"_ba));
    QCOMPARE(query.header("X-Goog-Upload-Status"), "final"_ba);
    QVERIFY(query.body.contains(fixture.server().files().first().name().toLatin1()));
}

void tst_FaultScript::stallForATime()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    fixture.server().faults().add(forPath(u"/files$"_s, faults::stallAfter(std::chrono::milliseconds(120))));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status, 200);
    QVERIFY2(timer.elapsed() >= 118, qPrintable(QString::number(timer.elapsed())));
}

void tst_FaultScript::stallUntilReleased()
{
    DemoFixture fixture;
    fixture.server().addFile({{u"name"_s, u"files/a"_s}});
    RawClient client(fixture.baseUrl());
    FaultScript &script = fixture.server().faults();
    const int id = script.add(forPath(u"/a$"_s, faults::stallBefore()));
    client.sendPart("DELETE"_ba, "/v1beta/files/a"_ba, withKey, {}, 0);
    QTRY_COMPARE(script.fired(id), 1);
    QCOMPARE(client.readAnswer(50).status, 0);
    QCOMPARE(fixture.server().files().size(), 1);
    QVERIFY(!fixture.server().requests().constFirst().finished);
    script.release(id);
    QCOMPARE(client.readAnswer().status, 200);
    QVERIFY(fixture.server().files().isEmpty());
}

void tst_FaultScript::cutBody()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray session = startSession(client).header("X-Goog-Upload-URL");
    const int id = fixture.server().faults().add(forCommand("upload"_ba, faults::cutBody(granule + 1)));
    QCOMPARE(client.request("POST"_ba, session, command("upload"_ba), testBytes(3 * granule)).status, 0);
    QCOMPARE(fixture.server().faults().fired(id), 1);
    QCOMPARE(persisted(client, session), granule);
}

void tst_FaultScript::cutBeyondTheBodyDoesNotFire()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray session = startSession(client).header("X-Goog-Upload-URL");
    const int id = fixture.server().faults().add(forCommand("upload"_ba, faults::cutBody(granule)));
    QCOMPARE(client.request("POST"_ba, session, command("upload"_ba), testBytes(granule)).status, 200);
    QCOMPARE(fixture.server().faults().fired(id), 0);
    QVERIFY(!fixture.server().faults().allFired());
}

void tst_FaultScript::slowBody()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray session = startSession(client).header("X-Goog-Upload-URL");
    fixture.server().faults().add(forCommand("upload, finalize"_ba, faults::slowBody(100'000)));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(client.request("POST"_ba, session, command("upload, finalize"_ba), testBytes(20'000)).status, 200);
    QVERIFY2(timer.elapsed() >= 150, qPrintable(QString::number(timer.elapsed())));
}

void tst_FaultScript::slowAnswer()
{
    DemoServerOptions options = testServerOptions();
    options.sampleFiles = 10;
    DemoFixture fixture(options);
    RawClient client(fixture.baseUrl());
    fixture.server().faults().add(forPath(u"/files$"_s, faults::slowAnswer(20'000)));
    QElapsedTimer timer;
    timer.start();
    const RawAnswer answer = client.request("GET"_ba, "/v1beta/files"_ba, withKey);
    QVERIFY(answer.isComplete);
    QVERIFY(answer.body.size() > 4000);
    QVERIFY2(timer.elapsed() >= 150, qPrintable(QString::number(timer.elapsed())));
}

void tst_FaultScript::garbage()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray session = startSession(client).header("X-Goog-Upload-URL");
    fixture.server().faults().add(forCommand("upload, finalize"_ba, faults::garbage(100)));
    const RawAnswer answer = client.request("POST"_ba, session, command("upload, finalize"_ba), "abc"_ba);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body.size(), 100);
    QVERIFY(QJsonDocument::fromJson(answer.body).isNull());
    QVERIFY(QString::fromUtf8(answer.body).contains(QChar::ReplacementCharacter));
    QCOMPARE(fixture.server().files().size(), 1);
}

void tst_FaultScript::keepUntil()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray session = startSession(client).header("X-Goog-Upload-URL");
    const QByteArray content = testBytes(2 * granule + 50);
    fixture.server().faults().add(forCommand("upload, finalize"_ba, faults::keepUntil(granule + 77)));
    const RawAnswer answer = client.request("POST"_ba, session, command("upload, finalize"_ba), content);
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.header("X-Goog-Upload-Status"), "active"_ba);
    QCOMPARE(persisted(client, session), granule + 77);
    const RawAnswer done =
        client.request("POST"_ba, session, command("upload, finalize"_ba, granule + 77), content.sliced(granule + 77));
    QCOMPARE(done.status, 200);
    QCOMPARE(fixture.server().contentOf(fixture.server().files().first().name()), std::optional(content));
}

void tst_FaultScript::rollBack()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray session = startSession(client).header("X-Goog-Upload-URL");
    const QByteArray content = testBytes(3 * granule);
    QCOMPARE(client.request("POST"_ba, session, command("upload"_ba), content.first(2 * granule)).status, 200);
    QCOMPARE(persisted(client, session), 2 * granule);
    fixture.server().faults().add(forCommand("query"_ba, faults::rollBack(1000)));
    QCOMPARE(persisted(client, session), 1000);
    const RawAnswer done =
        client.request("POST"_ba, session, command("upload, finalize"_ba, 1000), content.sliced(1000));
    QCOMPARE(done.status, 200);
    const StoredFile file = fixture.server().files().first();
    QCOMPARE(fixture.server().contentOf(file.name()), std::optional(content));
    QCOMPARE(file.resource.value("sha256Hash"_L1).toString(),
             wireHash(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex()));
}

void tst_FaultScript::endSession_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("unknown") << 404 << ""_ba;
    QTest::newRow("gone") << 410 << ""_ba;
    QTest::newRow("terminated") << 400 << "Upload has already been terminated."_ba;
}

void tst_FaultScript::endSession()
{
    QFETCH(int, status);
    QFETCH(QByteArray, text);

    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const QByteArray session = startSession(client).header("X-Goog-Upload-URL");
    QCOMPARE(client.request("POST"_ba, session, command("upload"_ba), testBytes(granule)).status, 200);
    fixture.server().faults().add(forCommand("upload, finalize"_ba, faults::endSession(status)));
    for (const QByteArray &words : {"upload, finalize"_ba, "query"_ba, "cancel"_ba}) {
        const RawAnswer answer = client.request("POST"_ba, session, command(words, granule), "rest"_ba);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.body, text);
        QVERIFY(!answer.hasHeader("X-Goog-Upload-Status"));
    }
    QVERIFY(fixture.server().files().isEmpty());
}

void tst_FaultScript::headers()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    FaultScript &script = fixture.server().faults();
    script.add(forCommand("start"_ba, faults::removeHeader("x-goog-upload-url"_ba)));
    script.add(forCommand("start"_ba, faults::setHeader("X-Goog-Upload-URL"_ba, "http://evil.test/x?upload_id=1"_ba)));
    script.add(forCommand("start"_ba, faults::setHeader("X-Goog-Upload-Status"_ba, "final"_ba)));
    script.add(forCommand("query"_ba, faults::setHeader("X-Goog-Upload-Size-Received"_ba, "-5"_ba)));

    const RawAnswer without = startSession(client);
    QCOMPARE(without.status, 200);
    QVERIFY(!without.hasHeader("X-Goog-Upload-URL"));
    QVERIFY(without.hasHeader("X-Goog-Upload-Control-URL"));
    QCOMPARE(startSession(client).header("X-Goog-Upload-URL"), "http://evil.test/x?upload_id=1"_ba);
    const RawAnswer final = startSession(client);
    QCOMPARE(final.header("X-Goog-Upload-Status"), "final"_ba);
    QCOMPARE(persisted(client, final.header("X-Goog-Upload-URL")), -5);
    QCOMPARE(persisted(client, final.header("X-Goog-Upload-URL")), 0);
    QVERIFY(script.allFired());
}

QTEST_GUILESS_MAIN(tst_FaultScript)
#include "tst_faultscript.moc"
