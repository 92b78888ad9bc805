// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/apierror.h"
#include "tests/unit/api/sample.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using std::chrono::milliseconds;

namespace {

constexpr int noDelay = -1;

QByteArray withMessage(const QByteArray &message)
{
    return R"({"error":{"message":")" + message + R"("}})";
}

QByteArray withReason(const QByteArray &reason)
{
    return R"({"error":{"details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":")" + reason +
           R"("}]}})";
}

QByteArray withRetryInfo(const QByteArray &delay)
{
    return R"({"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":")" + delay +
           R"("}]}})";
}

int inMilliseconds(const std::optional<milliseconds> &delay)
{
    return delay ? static_cast<int>(delay->count()) : noDelay;
}

} // namespace

class tst_ApiError : public QObject {
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void plainTextSamples_data();
    void plainTextSamples();
    void details();
    void bodies_data();
    void bodies();
    void kinds_data();
    void kinds();
    void retryAfter_data();
    void retryAfter();
    void retryAfterDate();
    void retryAfterDateIsInTheServersTime();
    void redirectNamesTheHost_data();
    void redirectNamesTheHost();
    void gatewaysAreQuoted_data();
    void gatewaysAreQuoted();
    void pageTokens_data();
    void pageTokens();
    void storesAreFullByThemselves();
    void longMessagesAreCut();
    void unreadable_data();
    void unreadable();
    void networkErrors_data();
    void networkErrors();
    void transientKinds();
};

void tst_ApiError::samples_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("rpcStatus");
    QTest::addColumn<QString>("messageStart");
    QTest::newRow("30") << u"30-error-400-api-key-invalid"_s << 400 << ErrorKind::InvalidKey << u"INVALID_ARGUMENT"_s
                        << u"API key not valid."_s;
    QTest::newRow("31") << u"31-error-403-no-key"_s << 403 << ErrorKind::MissingKey << u"PERMISSION_DENIED"_s
                        << u"Method doesn't allow unregistered callers"_s;
    QTest::newRow("32") << u"32-error-403-file-missing"_s << 403 << ErrorKind::Gone << u"PERMISSION_DENIED"_s
                        << u"You do not have permission to access the File"_s;
    QTest::newRow("33") << u"33-error-409-name-taken"_s << 409 << ErrorKind::Conflict << QString() << QString();
    QTest::newRow("34") << u"34-error-429-file-storage-quota"_s << 429 << ErrorKind::StorageQuota
                        << u"RESOURCE_EXHAUSTED"_s << u"You exceeded your current quota"_s;
    QTest::newRow("36") << u"36-error-429-per-minute-retryinfo"_s << 429 << ErrorKind::RateQuota
                        << u"RESOURCE_EXHAUSTED"_s << u"You exceeded your current quota"_s;
    QTest::newRow("37") << u"37-error-429-store-storage-limit"_s << 429 << ErrorKind::StorageQuota
                        << u"RESOURCE_EXHAUSTED"_s << QString();
    QTest::newRow("38") << u"38-error-400-store-not-empty"_s << 400 << ErrorKind::Precondition
                        << u"FAILED_PRECONDITION"_s << QString();
    QTest::newRow("39") << u"39-error-400-document-not-empty"_s << 400 << ErrorKind::Precondition
                        << u"FAILED_PRECONDITION"_s << QString();
    QTest::newRow("40") << u"40-error-400-store-mime-format"_s << 400 << ErrorKind::UnsupportedType
                        << u"INVALID_ARGUMENT"_s << QString();
    QTest::newRow("41") << u"41-error-400-unsupported-mime"_s << 400 << ErrorKind::UnsupportedType
                        << u"INVALID_ARGUMENT"_s << u"Unsupported MIME type"_s;
    QTest::newRow("42") << u"42-error-400-file-not-active"_s << 400 << ErrorKind::NotReady << u"FAILED_PRECONDITION"_s
                        << QString();
    QTest::newRow("44") << u"44-error-400-generic"_s << 400 << ErrorKind::BadRequest << u"INVALID_ARGUMENT"_s
                        << QString();
    QTest::newRow("45") << u"45-error-500-convert"_s << 500 << ErrorKind::ServerBusy << u"INTERNAL"_s << QString();
    QTest::newRow("50") << u"50-error-string-code-not-found"_s << 404 << ErrorKind::Gone << u"not_found"_s
                        << u"Requested entity was not found."_s;
    QTest::newRow("52") << u"52-error-proxy-null-details"_s << 500 << ErrorKind::ServerBusy << QString()
                        << u"failed to convert file request"_s;
}

void tst_ApiError::samples()
{
    QFETCH(const QString, name);
    QFETCH(const int, httpStatus);
    QFETCH(const QString, messageStart);
    const QByteArray body = sample::bytes(name);
    QVERIFY(!body.isEmpty());
    const ApiError error = ApiError::fromHttp(httpStatus, body);
    QTEST(error.kind, "kind");
    QTEST(error.rpcStatus, "rpcStatus");
    QCOMPARE(error.httpStatus, httpStatus);
    QCOMPARE(error.message, sample::object(name).value("error"_L1).toObject().value("message"_L1).toString());
    QVERIFY(error.message.startsWith(messageStart));
    // The same error in an array with one element.
    QCOMPARE(ApiError::fromHttp(httpStatus, '[' + body + ']'), error);
}

void tst_ApiError::plainTextSamples_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("47") << u"47-error-400-chunk-granularity-plaintext"_s << ErrorKind::ChunkRule;
    QTest::newRow("48") << u"48-error-400-session-terminated-plaintext"_s << ErrorKind::SessionDead;
}

void tst_ApiError::plainTextSamples()
{
    QFETCH(const QString, name);
    const QJsonObject wrapped = sample::object(name);
    const QString text = wrapped.value("body_text"_L1).toString();
    QVERIFY(!text.isEmpty());
    const ApiError error = ApiError::fromHttp(wrapped.value("http_status"_L1).toInt(), text.toUtf8());
    QTEST(error.kind, "kind");
    QCOMPARE(error.message, text);
    QCOMPARE(error.rpcStatus, QString());
}

void tst_ApiError::details()
{
    const ApiError quota = ApiError::fromHttp(429, sample::bytes(u"36-error-429-per-minute-retryinfo"));
    QCOMPARE(quota.rawDetails.size(), 3);
    QCOMPARE(quota.details.quotaViolations.size(), 1);
    QCOMPARE(inMilliseconds(quota.retryAfter), 28000);

    const ApiError key = ApiError::fromHttp(400, sample::bytes(u"30-error-400-api-key-invalid"));
    QCOMPARE(key.details.reason, u"API_KEY_INVALID"_s);
    QVERIFY(!key.retryAfter);
}

void tst_ApiError::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("rpcStatus");
    QTest::newRow("empty") << QByteArray() << QString() << QString();
    QTest::newRow("plain text") << " upstream timed out \n"_ba << u"upstream timed out"_s << QString();
    QTest::newRow("unicode text") << "Überlast 📄"_ba << u"Überlast 📄"_s << QString();
    QTest::newRow("HTML") << "<!DOCTYPE html><html><body>Log in</body></html>"_ba << QString() << QString();
    QTest::newRow("HTML after blanks") << "\r\n  <HTML><head></head></HTML>"_ba << QString() << QString();
    QTest::newRow("text error") << R"({"error":"model not found"})"_ba << u"model not found"_s << QString();
    QTest::newRow("null error") << R"({"error":null})"_ba << uR"({"error":null})"_s << QString();
    QTest::newRow("null details") << R"({"error":{"code":500,"message":"m","status":"","details":null}})"_ba << u"m"_s
                                  << QString();
    QTest::newRow("text code") << R"({"error":{"code":"overloaded","message":"m"}})"_ba << u"m"_s << u"overloaded"_s;
    QTest::newRow("empty text code") << R"({"error":{"code":"","message":"m"}})"_ba << u"m"_s << QString();
    QTest::newRow("numbers everywhere") << R"({"error":{"code":true,"message":5,"status":7,"details":9}})"_ba
                                        << QString() << QString();
    QTest::newRow("empty array") << "[]"_ba << u"[]"_s << QString();
    QTest::newRow("array of text") << R"(["x"])"_ba << uR"(["x"])"_s << QString();
    QTest::newRow("cut JSON") << R"({"error":{"code":503,)"_ba << uR"({"error":{"code":503,)"_s << QString();
    QTest::newRow("broken UTF-8") << QByteArray("\xff\xfe oops") << u"\uFFFD\uFFFD oops"_s << QString();
}

void tst_ApiError::bodies()
{
    QFETCH(const QByteArray, body);
    const ApiError error = ApiError::fromHttp(503, body);
    QCOMPARE(error.kind, ErrorKind::ServerBusy);
    QTEST(error.message, "message");
    QTEST(error.rpcStatus, "rpcStatus");
}

void tst_ApiError::kinds_data()
{
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("300") << 300 << QByteArray() << ErrorKind::Redirected;
    QTest::newRow("308") << 308 << QByteArray() << ErrorKind::Redirected;
    QTest::newRow("400") << 400 << QByteArray() << ErrorKind::BadRequest;
    QTest::newRow("400 precondition") << 400 << R"({"error":{"status":"FAILED_PRECONDITION"}})"_ba
                                      << ErrorKind::Precondition;
    QTest::newRow("400 location") << 400 << withMessage("User location is not supported for the API use.")
                                  << ErrorKind::LocationBlocked;
    QTest::newRow("103") << 103 << QByteArray() << ErrorKind::Protocol;
    QTest::newRow("401") << 401 << QByteArray() << ErrorKind::InvalidKey;
    const auto page = "<html><head><title>Blocked</title></head></html>"_ba;
    for (const int status : {401, 402, 403, 405, 406, 410, 451})
        QTest::addRow("%d of a gateway", status) << status << page << ErrorKind::ProxyPage;
    QTest::newRow("401 in words") << 401 << "Unauthorized"_ba << ErrorKind::ProxyPage;
    QTest::newRow("413 in words") << 413 << "Request Entity Too Large"_ba << ErrorKind::TooLarge;
    QTest::newRow("413 page") << 413 << page << ErrorKind::TooLarge;
    QTest::newRow("403 in words") << 403 << "no"_ba << ErrorKind::Permission;
    QTest::newRow("502 page") << 502 << page << ErrorKind::ServerBusy;
    QTest::newRow("402") << 402 << QByteArray() << ErrorKind::Billing;
    QTest::newRow("403 billing") << 403 << withReason("BILLING_DISABLED") << ErrorKind::Billing;
    QTest::newRow("403 billing in words")
        << 403 << withMessage("This API method requires billing to be enabled.") << ErrorKind::Billing;
    QTest::newRow("400 billing") << 400 << withMessage("Please enable billing on your project.") << ErrorKind::Billing;
    QTest::newRow("429 credit") << 429 << withMessage("Your prepayment credits are depleted.") << ErrorKind::Billing;
    QTest::newRow("429 any quota") << 429 << withMessage("Check your plan and billing details.")
                                   << ErrorKind::RateQuota;
    QTest::newRow("429 storage in words")
        << 429 << withMessage("Quota exceeded for metric file_storage_bytes.") << ErrorKind::StorageQuota;
    QTest::newRow("429 storage in a DebugInfo")
        << 429 << R"({"error":{"details":[{"@type":"type.googleapis.com/google.rpc.DebugInfo",
               "detail":"violation { quota_id: \"FileStorageBytesPerProject\" }"}]}})"_ba
        << ErrorKind::StorageQuota;
    QTest::newRow("403") << 403 << QByteArray() << ErrorKind::Permission;
    QTest::newRow("403 location") << 403 << withMessage("User location is not supported for the API use.")
                                  << ErrorKind::LocationBlocked;
    QTest::newRow("403 service blocked") << 403 << withReason("API_KEY_SERVICE_BLOCKED") << ErrorKind::InvalidKey;
    QTest::newRow("403 leaked") << 403 << withMessage("Your API key was reported as leaked.") << ErrorKind::InvalidKey;
    QTest::newRow("404") << 404 << QByteArray() << ErrorKind::Gone;
    QTest::newRow("404 of a gateway") << 404 << "<html><body>no such page</body></html>"_ba << ErrorKind::ProxyPage;
    QTest::newRow("405") << 405 << QByteArray() << ErrorKind::BadRequest;
    QTest::newRow("407") << 407 << QByteArray() << ErrorKind::Proxy;
    QTest::newRow("408") << 408 << QByteArray() << ErrorKind::ServerBusy;
    QTest::newRow("409") << 409 << QByteArray() << ErrorKind::Conflict;
    QTest::newRow("410") << 410 << QByteArray() << ErrorKind::Gone;
    QTest::newRow("412") << 412 << QByteArray() << ErrorKind::BadRequest;
    QTest::newRow("413") << 413 << QByteArray() << ErrorKind::TooLarge;
    QTest::newRow("416") << 416 << QByteArray() << ErrorKind::BadRequest;
    QTest::newRow("429") << 429 << QByteArray() << ErrorKind::RateQuota;
    QTest::newRow("499") << 499 << QByteArray() << ErrorKind::SessionDead;
    QTest::newRow("500") << 500 << QByteArray() << ErrorKind::ServerBusy;
    QTest::newRow("502") << 502 << QByteArray() << ErrorKind::ServerBusy;
    QTest::newRow("504") << 504 << QByteArray() << ErrorKind::ServerBusy;
    QTest::newRow("599") << 599 << QByteArray() << ErrorKind::ServerBusy;
}

void tst_ApiError::kinds()
{
    QFETCH(const int, httpStatus);
    QFETCH(const QByteArray, body);
    QTEST(ApiError::fromHttp(httpStatus, body).kind, "kind");
}

void tst_ApiError::retryAfter_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("expected");
    constexpr int longest = 900'000;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << noDelay;
    QTest::newRow("seconds") << QByteArray() << "7"_ba << 7000;
    QTest::newRow("seconds with blanks") << QByteArray() << " 7 "_ba << 7000;
    QTest::newRow("zero") << QByteArray() << "0"_ba << 0;
    QTest::newRow("negative") << QByteArray() << "-5"_ba << 0;
    QTest::newRow("too long") << QByteArray() << "901"_ba << longest;
    QTest::newRow("absurd") << QByteArray() << "9223372036854775807"_ba << longest;
    QTest::newRow("beyond 64 bits") << QByteArray() << "9223372036854775808"_ba << noDelay;
    QTest::newRow("junk") << QByteArray() << "soon"_ba << noDelay;
    QTest::newRow("date in the past") << QByteArray() << "Wed, 21 Oct 2015 07:28:00 GMT"_ba << 0;
    QTest::newRow("date far ahead") << QByteArray() << "Fri, 31 Dec 9999 23:59:59 GMT"_ba << longest;
    QTest::newRow("no date") << QByteArray() << "Wed, 99 Oct 2015 07:28:00 GMT"_ba << noDelay;
    QTest::newRow("RetryInfo") << withRetryInfo("28s") << QByteArray() << 28000;
    QTest::newRow("RetryInfo wins") << withRetryInfo("28s") << "7"_ba << 28000;
    QTest::newRow("RetryInfo largest") << withRetryInfo("9223372036854775807s") << QByteArray() << longest;
    QTest::newRow("RetryInfo negative") << withRetryInfo("-1s") << QByteArray() << noDelay;
    QTest::newRow("RetryInfo exponent") << withRetryInfo("1e9s") << QByteArray() << noDelay;
    QTest::newRow("RetryInfo unreadable, header") << withRetryInfo("-1s") << "7"_ba << 7000;
}

void tst_ApiError::retryAfter()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, header);
    QTEST(inMilliseconds(ApiError::fromHttp(429, body, header).retryAfter), "expected");
}

void tst_ApiError::retryAfterDate()
{
    const QDateTime soon = QDateTime::currentDateTimeUtc().addSecs(120);
    const QByteArray header = QLocale::c().toString(soon, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    const int delay = inMilliseconds(ApiError::fromHttp(503, {}, header).retryAfter);
    QVERIFY2(delay > 100'000 && delay <= 120'000, qPrintable(QString::number(delay)));
}

void tst_ApiError::retryAfterDateIsInTheServersTime()
{
    const QDateTime answered({2025, 3, 30}, {2, 29, 0}, Qt::UTC);
    const ApiError error = ApiError::fromHttp(503, {}, "Sun, 30 Mar 2025 02:30:00 GMT"_ba, {}, answered);
    QCOMPARE(inMilliseconds(error.retryAfter), 60'000);
}

void tst_ApiError::redirectNamesTheHost_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("host");
    QTest::newRow("absolute") << "https://evil.example/path?q"_ba << u"evil.example"_s;
    QTest::newRow("without scheme") << "//evil.example/path"_ba << u"evil.example"_s;
    QTest::newRow("user trick") << "https://good.example@evil.example/"_ba << u"evil.example"_s;
    QTest::newRow("relative") << "/login"_ba << QString();
    QTest::newRow("missing") << QByteArray() << QString();
    QTest::newRow("junk") << "http://["_ba << QString();
}

void tst_ApiError::redirectNamesTheHost()
{
    QFETCH(const QByteArray, location);
    const ApiError error = ApiError::fromHttp(302, {}, {}, location);
    QCOMPARE(error.kind, ErrorKind::Redirected);
    QTEST(error.subject, "host");
}

void tst_ApiError::gatewaysAreQuoted_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QString>("words");
    QTest::newRow("title") << "<html><title>\n Access  denied &amp; logged </title><h1>No</h1></html>"_ba
                           << u"Access denied & logged"_s;
    QTest::newRow("heading") << "<html><body><H1 class=a>413 <b>Too Large</b></H1></body></html>"_ba
                             << u"413 Too Large"_s;
    QTest::newRow("neither") << "<html><body>words</body></html>"_ba << QString();
    QTest::newRow("far down") << QByteArray("<html>" + QByteArray(100'000, ' ') + "<title>a</title>") << QString();
    QTest::newRow("not closed") << "<html><title>a"_ba << QString();
}

void tst_ApiError::gatewaysAreQuoted()
{
    QFETCH(const QByteArray, page);
    for (const ApiError &error : {ApiError::fromHttp(403, page), ApiError::unreadable(200, page)}) {
        QCOMPARE(error.kind, ErrorKind::ProxyPage);
        QTEST(error.message, "words");
    }
}

void tst_ApiError::pageTokens_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("words") << u"Invalid page token."_s << true;
    QTest::newRow("field") << u"* ListFilesRequest.page_token: malformed"_s << true;
    QTest::newRow("parameter") << u"pageToken is not valid"_s << true;
    QTest::newRow("other") << u"pageSize must be positive"_s << false;
}

void tst_ApiError::pageTokens()
{
    QFETCH(const QString, message);
    QTEST(ApiError::local(ErrorKind::ReadRefused, {}, message).refusesPageToken(), "isRefused");
    QVERIFY(!ApiError::local(ErrorKind::BadRequest, {}, message).refusesPageToken());
}

void tst_ApiError::storesAreFullByThemselves()
{
    QVERIFY(ApiError::fromHttp(429, sample::bytes(u"37-error-429-store-storage-limit")).concernsStoreStorage());
    QVERIFY(!ApiError::fromHttp(429, sample::bytes(u"34-error-429-file-storage-quota")).concernsStoreStorage());
}

void tst_ApiError::longMessagesAreCut()
{
    QCOMPARE(ApiError::fromHttp(500, QByteArray(100'000, 'x')).message.size(), 2000);
    QCOMPARE(ApiError::fromHttp(500, withMessage(QByteArray(100'000, 'x'))).message.size(), 2000);
}

void tst_ApiError::unreadable_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("HTML") << "<html><title>Welcome</title></html>"_ba << ErrorKind::ProxyPage;
    QTest::newRow("XHTML") << R"(<?xml version="1.0"?><html><head/></html>)"_ba << ErrorKind::ProxyPage;
    QTest::newRow("text") << "OK"_ba << ErrorKind::Protocol;
    QTest::newRow("empty") << QByteArray() << ErrorKind::Protocol;
    QTest::newRow("bytes") << QByteArray("\0\xff\x01", 3) << ErrorKind::Protocol;
}

void tst_ApiError::unreadable()
{
    QFETCH(const QByteArray, body);
    const ApiError error = ApiError::unreadable(200, body);
    QTEST(error.kind, "kind");
    QCOMPARE(error.httpStatus, 200);
}

void tst_ApiError::networkErrors_data()
{
    QTest::addColumn<QNetworkReply::NetworkError>("code");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("refused") << QNetworkReply::ConnectionRefusedError << ErrorKind::Unreachable;
    QTest::newRow("closed") << QNetworkReply::RemoteHostClosedError << ErrorKind::Network;
    QTest::newRow("no host") << QNetworkReply::HostNotFoundError << ErrorKind::Unreachable;
    QTest::newRow("body not sent again") << QNetworkReply::ContentReSendError << ErrorKind::Network;
    QTest::newRow("unknown") << QNetworkReply::UnknownNetworkError << ErrorKind::Network;
    QTest::newRow("timeout before 6.9") << QNetworkReply::OperationCanceledError << ErrorKind::Timeout;
    QTest::newRow("timeout") << QNetworkReply::TimeoutError << ErrorKind::Timeout;
    QTest::newRow("TLS") << QNetworkReply::SslHandshakeFailedError << ErrorKind::Tls;
    QTest::newRow("proxy") << QNetworkReply::ProxyAuthenticationRequiredError << ErrorKind::Proxy;
    QTest::newRow("proxy refused") << QNetworkReply::ProxyConnectionRefusedError << ErrorKind::Proxy;
}

void tst_ApiError::networkErrors()
{
    QFETCH(const QNetworkReply::NetworkError, code);
    const ApiError error = ApiError::fromNetwork(code, u"words"_s);
    QTEST(error.kind, "kind");
    QCOMPARE(error.message, u"words"_s);
    QCOMPARE(error.httpStatus, 0);
}

void tst_ApiError::transientKinds()
{
    for (const ErrorKind kind : {ErrorKind::Network, ErrorKind::Timeout, ErrorKind::RateQuota, ErrorKind::ServerBusy})
        QVERIFY(traitsOf(kind).isTransient());
    for (const ErrorKind kind :
         {ErrorKind::Cancelled, ErrorKind::Tls, ErrorKind::Redirected, ErrorKind::InvalidKey, ErrorKind::Gone,
          ErrorKind::StorageQuota, ErrorKind::SessionDead, ErrorKind::Damaged, ErrorKind::OutcomeUnknown})
        QVERIFY(!traitsOf(kind).isTransient());
}

QTEST_GUILESS_MAIN(tst_ApiError)
#include "tst_apierror.moc"
