// SPDX-License-Identifier: Apache-2.0
#include "models/api/apiclient.h"
#include "models/api/http/exchangelog.h"
#include "models/api/http/secrets.h"
#include "models/api/upload/uploadsession.h"
#include "tests/support/demofixture.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto key = "AIzaSyCanary-0123456789abcdefghijklmnop"_ba;

/// All fields of an exchange in one text.
QString whole(const Exchange &exchange)
{
    QString text = exchange.method + exchange.url + exchange.path + exchange.requestBody.text +
                   exchange.responseBody.text + exchange.transportError;
    for (const auto *headers : {&exchange.requestHeaders, &exchange.responseHeaders}) {
        for (const Exchange::Header &header : *headers)
            text += u'\n' + header.name + u": "_s + header.value;
    }
    return text;
}

/// The forms in which a secret may leak.
QStringList formsOf(const QByteArray &secret)
{
    QString backwards = QString::fromLatin1(secret);
    std::ranges::reverse(backwards);
    return {QString::fromLatin1(secret), backwards, QString::fromLatin1(secret.toHex()),
            QString::fromLatin1(secret.toPercentEncoding()),
            QString::fromLatin1(secret.toBase64(QByteArray::OmitTrailingEquals)).chopped(1)};
}

} // namespace

/// What is recorded of real exchanges, and that no secret is in it.
class tst_ExchangeLog final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void recordsARequest();
    void recordsErrors();
    void recordsAnUploadWithoutItsSecrets();
    void recordsASilentServer();
    void offRecordsNothing();
    void staysBounded();
    void changesAreToldTogether();
    void secretsInAnyForm_data();
    void secretsInAnyForm();
    void shortValuesStay();

private:
    RequestFactory requests() const;
    QList<Exchange> exchanges() const { return m_log->exchanges(); }

    std::unique_ptr<DemoFixture> m_fixture;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::shared_ptr<ExchangeLog> m_log;
};

void tst_ExchangeLog::init()
{
    m_fixture = std::make_unique<DemoFixture>();
    m_network = std::make_unique<QNetworkAccessManager>();
    m_log = std::make_shared<ExchangeLog>();
}

void tst_ExchangeLog::cleanup()
{
    m_network.reset();
    m_log.reset();
    m_fixture.reset();
}

RequestFactory tst_ExchangeLog::requests() const
{
    RequestFactory requests({m_fixture->baseUrl(), u"v1beta"_s}, key);
    requests.setLog(m_log);
    return requests;
}

void tst_ExchangeLog::recordsARequest()
{
    m_fixture->server().addFile({{"name"_L1, u"files/a"_s}, {"state"_L1, u"ACTIVE"_s}});
    ApiClient client(*m_network, requests());
    bool isAnswered = false;
    client.listFiles(10, {}, this, [&isAnswered](const Result<FilePage> &) { isAnswered = true; });
    QCOMPARE(exchanges().size(), 1);
    QVERIFY(!exchanges().first().isFinished);
    QTRY_VERIFY(isAnswered);
    QCOMPARE(exchanges().size(), 1);
    const Exchange exchange = exchanges().first();
    QVERIFY(exchange.isFinished && !exchange.isFailed());
    QCOMPARE(exchange.method, u"GET"_s);
    QCOMPARE(exchange.path, u"/v1beta/files?pageSize=10"_s);
    QCOMPARE(exchange.httpStatus, 200);
    QCOMPARE(exchange.attempt, 1);
    QVERIFY(exchange.responseBody.text.contains("files/a"_L1));
    QCOMPARE(exchange.responseBody.size, exchange.responseBody.text.toUtf8().size());
    QVERIFY(whole(exchange).contains("x-goog-api-key: [removed]"_L1, Qt::CaseInsensitive));
    QVERIFY(!whole(exchange).contains(QString::fromLatin1(key)));
}

void tst_ExchangeLog::recordsErrors()
{
    ApiClient client(*m_network, requests());
    bool isAnswered = false;
    client.getFile(u"files/none"_s, this, [&isAnswered](const Result<RemoteFile> &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
    QVERIFY(exchanges().first().isFailed());
    QVERIFY(exchanges().first().httpStatus >= 400);
    QVERIFY(exchanges().first().transportError.isEmpty());
}

void tst_ExchangeLog::recordsAnUploadWithoutItsSecrets()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"a.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(testBytes(700'000)) == 700'000);
    file.close();
    // The cut makes the session query the offset and send the rest.
    FaultRule cut;
    cut.command = "upload, finalize"_ba;
    cut.action = faults::cutBody(300'000);
    m_fixture->server().faults().add(cut);
    UploadSource source;
    source.path = file.fileName();
    source.displayName = u"a.txt"_s;
    source.mimeType = u"text/plain"_s;
    UploadSession::Options options;
    options.retries.base = std::chrono::milliseconds(1);
    UploadSession session(*m_network, requests(), source, options);
    QSignalSpy finished(&session, &UploadSession::finished);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 15000);
    QVERIFY(session.outcome().ok());

    QByteArrayList secrets{key};
    for (const RequestRecord &request : m_fixture->server().requests()) {
        for (const auto &[name, value] : QUrlQuery(QString::fromLatin1(request.query)).queryItems()) {
            if (name == "upload_id"_L1)
                secrets.append(value.toLatin1());
        }
    }
    QVERIFY(secrets.size() > 1);
    const QList<Exchange> all = exchanges();
    QVERIFY(all.size() >= 4);
    QVERIFY(all.first().requestBody.text.contains("a.txt"_L1));
    QVERIFY(std::ranges::any_of(all, [](const Exchange &each) { return each.isFailed(); }));
    QVERIFY(std::ranges::any_of(all, [](const Exchange &each) { return each.requestBody.size > 100'000; }));
    for (const Exchange &exchange : all) {
        for (const QByteArray &secret : secrets) {
            for (const QString &form : formsOf(secret))
                QVERIFY2(!whole(exchange).contains(form, Qt::CaseInsensitive), qPrintable(whole(exchange)));
        }
    }
}

void tst_ExchangeLog::recordsASilentServer()
{
    RequestFactory nowhere({QUrl(u"http://127.0.0.1:9"_s), u"v1beta"_s}, key);
    nowhere.setLog(m_log);
    ApiClient client(*m_network, nowhere);
    bool isAnswered = false;
    client.getFile(u"files/a"_s, this, [&isAnswered](const Result<RemoteFile> &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
    QVERIFY(exchanges().first().isFailed());
    QCOMPARE(exchanges().first().httpStatus, 0);
    QVERIFY(!exchanges().first().transportError.isEmpty());
}

void tst_ExchangeLog::offRecordsNothing()
{
    m_log->setRecording(false);
    ApiClient client(*m_network, requests());
    bool isAnswered = false;
    client.listFiles(10, {}, this, [&isAnswered](const Result<FilePage> &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
    QVERIFY(exchanges().isEmpty());
}

void tst_ExchangeLog::staysBounded()
{
    ApiClient client(*m_network, requests());
    constexpr int count = ExchangeLog::maxExchanges + 100;
    int answered = 0;
    for (int i = 0; i < count; ++i)
        client.getFile(u"files/none"_s, this, [&answered](const Result<RemoteFile> &) { ++answered; });
    QTRY_COMPARE_WITH_TIMEOUT(answered, count, 60000);
    QCOMPARE(exchanges().size(), qsizetype{ExchangeLog::maxExchanges});
    QCOMPARE(exchanges().last().number, quint64{count});
    m_log->clear();
    QVERIFY(exchanges().isEmpty());
}

void tst_ExchangeLog::changesAreToldTogether()
{
    QSignalSpy changed(m_log.get(), &ExchangeLog::changed);
    ApiClient client(*m_network, requests());
    int answered = 0;
    for (int i = 0; i < 50; ++i)
        client.getFile(u"files/none"_s, this, [&answered](const Result<RemoteFile> &) { ++answered; });
    QTRY_COMPARE(answered, 50);
    QTRY_VERIFY(changed.count() > 0);
    QVERIFY(changed.count() < 25);
}

void tst_ExchangeLog::secretsInAnyForm_data()
{
    QTest::addColumn<QString>("text");
    const QByteArray secret = "s3cr3t/ident+ifier=="_ba;
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << QString::fromUtf8(text); };
    row("plain", "a " + secret + " b");
    row("upper case", "a " + secret.toUpper());
    row("percent", secret.toPercentEncoding());
    row("hex", secret.toHex());
    row("base64", secret.toBase64());
    row("base64 inside", ("xy" + secret + "zzz").toBase64());
    row("base64 inside, other place", ("x" + secret + "zz").toBase64());
    row("base64url", secret.toBase64(QByteArray::Base64UrlEncoding));
    QByteArray backwards = secret;
    std::ranges::reverse(backwards);
    row("backwards", backwards);
}

void tst_ExchangeLog::secretsInAnyForm()
{
    QFETCH(const QString, text);
    const QByteArray secret = "s3cr3t/ident+ifier=="_ba;
    const QString clean = secrets::Redactor({secret}).clean(text);
    QVERIFY2(clean.contains("[removed]"_L1), qPrintable(clean));
    QVERIFY2(!clean.contains("ident"_L1, Qt::CaseInsensitive) && clean.size() < text.size() + 20, qPrintable(clean));
}

void tst_ExchangeLog::shortValuesStay()
{
    QCOMPARE(secrets::Redactor({"abc"_ba, {}}).clean(u"an abc of things"_s), u"an abc of things"_s);
}

QTEST_GUILESS_MAIN(tst_ExchangeLog)
#include "tst_exchangelog.moc"
