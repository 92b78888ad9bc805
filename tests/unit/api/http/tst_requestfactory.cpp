// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/requestfactory.h"

#include "models/api/http/requestattribute.h"
#include "models/api/http/serverclock.h"
#include "models/api/types/mimetypes.h"
#include "models/productinfo.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto key = "AIzaSecretKey"_ba;

RequestFactory factoryFor(const QString &base, const QByteArray &apiKey = key)
{
    return RequestFactory({QUrl(base), u"v1beta"_s}, apiKey);
}

RequestFactory standardFactory(const QByteArray &apiKey = key)
{
    return RequestFactory(Endpoint::standard(), apiKey);
}

} // namespace

class tst_RequestFactory : public QObject {
    Q_OBJECT

private slots:
    void attributes_data();
    void attributes();
    void ownAttributesAreApart();
    void timeouts();
    void keyTravelsInTheHeaderOnly_data();
    void keyTravelsInTheHeaderOnly();
    void unsafeKeyIsNeverSent_data();
    void unsafeKeyIsNeverSent();
    void encodesPaths_data();
    void encodesPaths();
    void keepsTheBaseUrl_data();
    void keepsTheBaseUrl();
    void json();
    void uploadStart();
    void uploadStartIntoAStore();
    void announcedType_data();
    void announcedType();
    void sessionRequests();
    void acceptsSessionUrl_data();
    void acceptsSessionUrl();
    void refusesSessionUrl_data();
    void refusesSessionUrl();
    void secureOrLoopback_data();
    void secureOrLoopback();
    void problem();
    void mimeTypes_data();
    void mimeTypes();
};

void tst_RequestFactory::attributes_data()
{
    QTest::addColumn<QNetworkRequest>("request");
    const QUrl session(u"https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=x"_s);
    QTest::newRow("control") << standardFactory().control(u"files"_s);
    QTest::newRow("JSON") << standardFactory().json(u"ragStores"_s);
    QTest::newRow("start") << standardFactory().uploadStart(u"files"_s, 1, u"text/plain"_s);
    QTest::newRow("query") << standardFactory().session(session, "query"_ba);
    QTest::newRow("upload") << standardFactory().sessionUpload(session, "upload, finalize"_ba, 0);
}

void tst_RequestFactory::attributes()
{
    QFETCH(const QNetworkRequest, request);
    QCOMPARE(request.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(),
             int{QNetworkRequest::ManualRedirectPolicy});
    QCOMPARE(request.attribute(QNetworkRequest::Http2AllowedAttribute), QVariant(false));
    QCOMPARE(request.attribute(QNetworkRequest::CookieLoadControlAttribute).toInt(), int{QNetworkRequest::Manual});
    QCOMPARE(request.attribute(QNetworkRequest::CookieSaveControlAttribute).toInt(), int{QNetworkRequest::Manual});
    QCOMPARE(request.attribute(QNetworkRequest::AuthenticationReuseAttribute).toInt(), int{QNetworkRequest::Manual});
    QCOMPARE(request.attribute(QNetworkRequest::CacheLoadControlAttribute).toInt(),
             int{QNetworkRequest::AlwaysNetwork});
    QCOMPARE(request.attribute(QNetworkRequest::CacheSaveControlAttribute), QVariant(false));
    QCOMPARE(request.header(QNetworkRequest::UserAgentHeader).toString(),
             QString(productinfo::displayName + "/"_L1 + productinfo::version));
    QVERIFY(request.transferTimeout() > 0);
}

void tst_RequestFactory::ownAttributesAreApart()
{
    namespace own = requestattribute;
    const QSet<int> all{own::log, own::body, own::attempt, own::key, own::answerTime, own::clock};
    QCOMPARE(all.size(), 6);

    RequestFactory factory(Endpoint::standard(), key, {.answer = std::chrono::milliseconds(44)});
    factory.setClock(std::make_shared<ServerClock>());
    const QNetworkRequest request = factory.control(u"files"_s);
    QCOMPARE(request.attribute(own::answerTime).toInt(), 44);
    QVERIFY(request.attribute(own::clock).isValid());
}

void tst_RequestFactory::timeouts()
{
    using std::chrono::milliseconds;
    const RequestFactory factory(Endpoint::standard(), key, {milliseconds(11), milliseconds(22), milliseconds(33)});
    const QUrl session(u"https://generativelanguage.googleapis.com/upload/x"_s);
    QCOMPARE(factory.control(u"files"_s).transferTimeout(), 11);
    QCOMPARE(factory.json(u"ragStores"_s).transferTimeout(), 11);
    QCOMPARE(factory.uploadStart(u"files"_s, 1, u"text/plain"_s).transferTimeout(), 11);
    QCOMPARE(factory.session(session, "query"_ba).transferTimeout(), 11);
    // Qt cannot change the timeout of a running request, so the request has the longer one from the start.
    QCOMPARE(factory.sessionUpload(session, "upload, finalize"_ba, 0).transferTimeout(), 33);
}

void tst_RequestFactory::keyTravelsInTheHeaderOnly_data()
{
    QTest::addColumn<QNetworkRequest>("request");
    QTest::newRow("list") << standardFactory().control(u"files"_s, {{u"pageSize"_s, u"100"_s}});
    QTest::newRow("get") << standardFactory().control(u"files/abc"_s);
    QTest::newRow("create") << standardFactory().json(u"ragStores"_s);
    QTest::newRow("start") << standardFactory().uploadStart(u"files"_s, 1, u"text/plain"_s);
}

void tst_RequestFactory::keyTravelsInTheHeaderOnly()
{
    QFETCH(const QNetworkRequest, request);
    QCOMPARE(request.rawHeader("x-goog-api-key"), key);
    QVERIFY(!request.url().toEncoded().contains(key));
    QVERIFY(!request.url().toEncoded().contains("key="));
    for (const QByteArray &name : request.rawHeaderList())
        QVERIFY2(!request.rawHeader(name).contains(key) || name.toLower() == "x-goog-api-key", name.constData());
}

void tst_RequestFactory::unsafeKeyIsNeverSent_data()
{
    QTest::addColumn<QByteArray>("unsafe");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("line break") << "abc\r\nX-Evil: 1"_ba;
    QTest::newRow("line feed at the end") << "abc\n"_ba;
    QTest::newRow("blank inside") << "abc def"_ba;
    QTest::newRow("blank before") << " abc"_ba;
    QTest::newRow("tab") << "abc\t"_ba;
    QTest::newRow("zero byte") << QByteArray("abc\0def", 7);
    QTest::newRow("delete") << "abc\x7f"_ba;
    QTest::newRow("umlaut") << "schlüssel"_ba;
    QTest::newRow("byte above 127") << QByteArray("abc\xA0");
}

void tst_RequestFactory::unsafeKeyIsNeverSent()
{
    QFETCH(const QByteArray, unsafe);
    const QNetworkRequest request = standardFactory(unsafe).control(u"files"_s);
    QVERIFY(!request.hasRawHeader("x-goog-api-key"));
    QVERIFY(!request.hasRawHeader("X-Evil"));
}

void tst_RequestFactory::encodesPaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("collection") << u"files"_s << "/v1beta/files"_ba;
    QTest::newRow("name") << u"files/abc-123"_s << "/v1beta/files/abc-123"_ba;
    QTest::newRow("verb") << u"files/abc:download"_s << "/v1beta/files/abc:download"_ba;
    QTest::newRow("verb of a store") << u"ragStores/x:uploadToRagStore"_s << "/v1beta/ragStores/x:uploadToRagStore"_ba;
    QTest::newRow("asterisks") << u"ragStores/x/operations/**"_s << "/v1beta/ragStores/x/operations/%2A%2A"_ba;
    // QUrl and servers resolve "." and ".." also if they are percent-encoded once, so they are encoded twice.
    QTest::newRow("parent") << u"files/.."_s << "/v1beta/files/%252E%252E"_ba;
    QTest::newRow("climbing") << u"files/../../v1/models"_s << "/v1beta/files/%252E%252E/%252E%252E/v1/models"_ba;
    QTest::newRow("same folder") << u"files/./a"_s << "/v1beta/files/%252E/a"_ba;
    QTest::newRow("dots in a name") << u"files/..a"_s << "/v1beta/files/..a"_ba;
    QTest::newRow("question mark") << u"files/a?key=1"_s << "/v1beta/files/a%3Fkey%3D1"_ba;
    QTest::newRow("fragment") << u"files/a#b"_s << "/v1beta/files/a%23b"_ba;
    QTest::newRow("encoded slash") << u"files/a%2Fb"_s << "/v1beta/files/a%252Fb"_ba;
    QTest::newRow("percent sign") << u"files/100%"_s << "/v1beta/files/100%25"_ba;
    QTest::newRow("blank") << u"files/a b"_s << "/v1beta/files/a%20b"_ba;
    QTest::newRow("backslash") << u"files/a\\b"_s << "/v1beta/files/a%5Cb"_ba;
    QTest::newRow("line break") << u"files/a\r\nb"_s << "/v1beta/files/a%0D%0Ab"_ba;
    QTest::newRow("unicode") << u"files/ü📄"_s << "/v1beta/files/%C3%BC%F0%9F%93%84"_ba;
    QTest::newRow("at sign") << u"files/a@evil.example"_s << "/v1beta/files/a%40evil.example"_ba;
}

void tst_RequestFactory::encodesPaths()
{
    QFETCH(const QString, path);
    const QUrl url = standardFactory().control(path).url();
    QTEST(url.path(QUrl::FullyEncoded).toLatin1(), "expected");
    QCOMPARE(url.host(), u"generativelanguage.googleapis.com"_s);
    QVERIFY(!url.hasQuery());
    QVERIFY(!url.hasFragment());
}

void tst_RequestFactory::keepsTheBaseUrl_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("expected");
    QTest::newRow("host") << u"https://a.example"_s << u"https://a.example/v1beta/files/x"_s;
    QTest::newRow("slash") << u"https://a.example/"_s << u"https://a.example/v1beta/files/x"_s;
    QTest::newRow("slashes") << u"https://a.example//"_s << u"https://a.example/v1beta/files/x"_s;
    QTest::newRow("port") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080/v1beta/files/x"_s;
    QTest::newRow("path") << u"https://a.example/gemini"_s << u"https://a.example/gemini/v1beta/files/x"_s;
    QTest::newRow("path with slash") << u"https://a.example/gemini/"_s << u"https://a.example/gemini/v1beta/files/x"_s;
    QTest::newRow("encoded path") << u"https://a.example/a%20b/"_s << u"https://a.example/a%20b/v1beta/files/x"_s;
    for (const auto *version : {"v1beta", "v1", "v1beta1", "v1alpha"}) {
        const QString base = u"https://a.example/x/"_s + QLatin1StringView(version);
        QTest::addRow("ends in %s", version) << base << base + "/files/x"_L1;
        QTest::addRow("ends in %s/", version) << base + u'/' << base + "/files/x"_L1;
    }
    QTest::newRow("version alone") << u"https://a.example/v1"_s << u"https://a.example/v1/files/x"_s;
    QTest::newRow("no version") << u"https://a.example/v1x"_s << u"https://a.example/v1x/v1beta/files/x"_s;
    QTest::newRow("version within") << u"https://a.example/v1/x"_s << u"https://a.example/v1/x/v1beta/files/x"_s;
    QTest::newRow("query and fragment") << u"https://a.example/?q=1#f"_s << u"https://a.example/v1beta/files/x"_s;
}

void tst_RequestFactory::keepsTheBaseUrl()
{
    QFETCH(const QString, base);
    QTEST(factoryFor(base).control(u"files/x"_s).url().toString(QUrl::FullyEncoded), "expected");
}

void tst_RequestFactory::json()
{
    const QNetworkRequest request = standardFactory().json(u"ragStores/x:importFile"_s);
    QCOMPARE(request.url().toEncoded(), "https://generativelanguage.googleapis.com/v1beta/ragStores/x:importFile"_ba);
    QCOMPARE(request.rawHeader("Content-Type"), "application/json"_ba);
    QCOMPARE(request.rawHeader("x-goog-api-key"), key);
}

void tst_RequestFactory::uploadStart()
{
    const QNetworkRequest request =
        factoryFor(u"https://a.example/p/"_s).uploadStart(u"files"_s, 9'000'000'000, u"video/mp4"_s);
    QCOMPARE(request.url(), QUrl(u"https://a.example/p/upload/v1beta/files"_s));
    QCOMPARE(request.rawHeader("Content-Type"), "application/json"_ba);
    QCOMPARE(request.rawHeader("X-Goog-Upload-Protocol"), "resumable"_ba);
    QCOMPARE(request.rawHeader("X-Goog-Upload-Command"), "start"_ba);
    QCOMPARE(request.rawHeader("X-Goog-Upload-Header-Content-Length"), "9000000000"_ba);
    QCOMPARE(request.rawHeader("X-Goog-Upload-Header-Content-Type"), "video/mp4"_ba);
    QVERIFY(!request.hasRawHeader("X-Goog-Upload-File-Name"));
    QCOMPARE(request.rawHeader("x-goog-api-key"), key);
}

/// The colon before the verb is not percent-encoded.
void tst_RequestFactory::uploadStartIntoAStore()
{
    const QNetworkRequest request =
        factoryFor(u"https://a.example"_s).uploadStart(u"ragStores/x:uploadToRagStore"_s, 1, u"text/plain"_s);
    QCOMPARE(request.url().toEncoded(), "https://a.example/upload/v1beta/ragStores/x:uploadToRagStore"_ba);
}

void tst_RequestFactory::announcedType_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("announced");
    QTest::newRow("plain") << u"text/markdown"_s << "text/markdown"_ba;
    QTest::newRow("suffix") << u"image/svg+xml"_s << "image/svg+xml"_ba;
    QTest::newRow("empty") << QString() << "application/octet-stream"_ba;
    QTest::newRow("no slash") << u"jsonl"_s << "application/octet-stream"_ba;
    QTest::newRow("parameter") << u"text/plain; charset=utf-8"_s << "application/octet-stream"_ba;
    QTest::newRow("header injection") << u"text/plain\r\nX-Evil: 1"_s << "application/octet-stream"_ba;
    QTest::newRow("umlaut") << u"text/schön"_s << "application/octet-stream"_ba;
}

void tst_RequestFactory::announcedType()
{
    QFETCH(const QString, type);
    QTEST(standardFactory().uploadStart(u"files"_s, 1, type).rawHeader("X-Goog-Upload-Header-Content-Type"),
          "announced");
}

void tst_RequestFactory::sessionRequests()
{
    const QUrl url(u"https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=s&a=%2B"_s);
    const QNetworkRequest query = standardFactory().session(url, "query"_ba);
    QCOMPARE(query.url(), url);
    QCOMPARE(query.rawHeader("X-Goog-Upload-Command"), "query"_ba);
    QVERIFY(!query.hasRawHeader("X-Goog-Upload-Offset"));
    QVERIFY(!query.hasRawHeader("X-Goog-Upload-Protocol"));
    QVERIFY(!query.hasRawHeader("x-goog-api-key"));

    const QNetworkRequest upload = standardFactory().sessionUpload(url, "upload, finalize"_ba, 9'000'000'000);
    QCOMPARE(upload.rawHeader("X-Goog-Upload-Command"), "upload, finalize"_ba);
    QCOMPARE(upload.rawHeader("X-Goog-Upload-Offset"), "9000000000"_ba);
    QVERIFY(!upload.hasRawHeader("x-goog-api-key"));
}

void tst_RequestFactory::acceptsSessionUrl_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("same host") << u"https://a.example"_s << "https://a.example/upload/v1beta/files?upload_id=x"_ba;
    QTest::newRow("other case") << u"https://a.example"_s << "HTTPS://A.Example/upload?upload_id=x"_ba;
    QTest::newRow("default port named") << u"https://a.example"_s << "https://a.example:443/upload?upload_id=x"_ba;
    QTest::newRow("default port in the base") << u"https://a.example:443"_s << "https://a.example/u?upload_id=x"_ba;
    QTest::newRow("other port, the same") << u"http://127.0.0.1:81"_s << "http://127.0.0.1:81/u?upload_id=x"_ba;
    QTest::newRow("http default port") << u"http://127.0.0.1"_s << "http://127.0.0.1:80/u?upload_id=x"_ba;
    QTest::newRow("IPv6") << u"http://[::1]:8080"_s << "http://[::1]:8080/u?upload_id=x"_ba;
}

void tst_RequestFactory::acceptsSessionUrl()
{
    QFETCH(const QString, base);
    QFETCH(const QByteArray, url);
    const Result<QUrl> checked = factoryFor(base).checkSessionUrl(url);
    QVERIFY(checked.ok());
    QCOMPARE(checked.value().query(QUrl::FullyEncoded), u"upload_id=x"_s);
}

void tst_RequestFactory::refusesSessionUrl_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("host");
    const auto own = u"generativelanguage.googleapis.com"_s;
    QTest::newRow("other host") << "https://evil.example/u?upload_id=x"_ba << u"evil.example"_s;
    QTest::newRow("http") << "http://generativelanguage.googleapis.com/u"_ba << own;
    QTest::newRow("other scheme") << "ftp://generativelanguage.googleapis.com/u"_ba << own;
    QTest::newRow("file") << "file:///etc/passwd"_ba << QString();
    QTest::newRow("data") << "data:text/plain,x"_ba << QString();
    QTest::newRow("suffix") << "https://generativelanguage.googleapis.com.evil.example/u"_ba
                            << u"generativelanguage.googleapis.com.evil.example"_s;
    QTest::newRow("prefix") << "https://evilgenerativelanguage.googleapis.com/u"_ba
                            << u"evilgenerativelanguage.googleapis.com"_s;
    QTest::newRow("parent domain") << "https://googleapis.com/u"_ba << u"googleapis.com"_s;
    QTest::newRow("user before another host")
        << "https://generativelanguage.googleapis.com@evil.example/u"_ba << u"evil.example"_s;
    QTest::newRow("user with password") << "https://a:b@generativelanguage.googleapis.com/u"_ba << own;
    QTest::newRow("user") << "https://a@generativelanguage.googleapis.com/u"_ba << own;
    QTest::newRow("other port") << "https://generativelanguage.googleapis.com:8443/u"_ba << own;
    QTest::newRow("port 80") << "https://generativelanguage.googleapis.com:80/u"_ba << own;
    QTest::newRow("loopback") << "https://127.0.0.1/u"_ba << u"127.0.0.1"_s;
    QTest::newRow("metadata service") << "http://169.254.169.254/latest"_ba << u"169.254.169.254"_s;
    QTest::newRow("trailing dot") << "https://generativelanguage.googleapis.com./u"_ba << (own + u'.');
    QTest::newRow("no scheme") << "//evil.example/u"_ba << u"evil.example"_s;
    QTest::newRow("relative") << "/upload/v1beta/files?upload_id=x"_ba << QString();
    QTest::newRow("empty") << QByteArray() << QString();
}

void tst_RequestFactory::refusesSessionUrl()
{
    QFETCH(const QByteArray, url);
    const Result<QUrl> checked = standardFactory().checkSessionUrl(url);
    QVERIFY(!checked.ok());
    QCOMPARE(checked.error().kind, ErrorKind::ForeignUploadUrl);
    QTEST(checked.error().subject, "host");
    QVERIFY(!checked.error().message.contains("upload_id"_L1));
}

void tst_RequestFactory::secureOrLoopback_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("expected");
    QTest::newRow("https") << u"https://a.example"_s << true;
    QTest::newRow("https upper case") << u"HTTPS://a.example"_s << true;
    QTest::newRow("http 127.0.0.1") << u"http://127.0.0.1:1234"_s << true;
    QTest::newRow("http 127.1.2.3") << u"http://127.1.2.3"_s << true;
    QTest::newRow("http ::1") << u"http://[::1]:1234"_s << true;
    QTest::newRow("http mapped loopback") << u"http://[::ffff:127.0.0.1]"_s << true;
    QTest::newRow("http localhost") << u"http://localhost:1234"_s << true;
    QTest::newRow("http LOCALHOST") << u"http://LOCALHOST"_s << true;
    QTest::newRow("http") << u"http://a.example"_s << false;
    QTest::newRow("http localhost suffix") << u"http://localhost.evil.example"_s << false;
    QTest::newRow("http sub-domain of localhost") << u"http://evil.localhost"_s << false;
    QTest::newRow("http 127 as a name") << u"http://127.0.0.1.evil.example"_s << false;
    QTest::newRow("http 128.0.0.1") << u"http://128.0.0.1"_s << false;
    QTest::newRow("http 0.0.0.0") << u"http://0.0.0.0"_s << false;
    QTest::newRow("http private network") << u"http://192.168.0.1"_s << false;
    QTest::newRow("user trick") << u"http://127.0.0.1@evil.example"_s << false;
    QTest::newRow("ftp loopback") << u"ftp://127.0.0.1"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("no host") << u"https:///path"_s << false;
    QTest::newRow("no scheme") << u"a.example"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void tst_RequestFactory::secureOrLoopback()
{
    QFETCH(const QString, url);
    QTEST(isSecureOrLoopback(QUrl(url)), "expected");
}

void tst_RequestFactory::problem()
{
    QVERIFY(!standardFactory().problem());
    QVERIFY(!factoryFor(u"http://127.0.0.1:1"_s).problem());
    const auto insecure = factoryFor(u"http://a.example"_s).problem();
    QVERIFY(insecure);
    QCOMPARE(insecure->kind, ErrorKind::InsecureEndpoint);
    QCOMPARE(insecure->subject, u"a.example"_s);
    QCOMPARE(RequestFactory().problem().value_or(ApiError()).kind, ErrorKind::InsecureEndpoint);
}

void tst_RequestFactory::mimeTypes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("expected");
    QTest::newRow("plain") << u"text/plain"_s << true;
    QTest::newRow("long office type") << u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_s
                                      << true;
    QTest::newRow("127 characters") << (u"a/"_s + QString(127, u'b')) << true;
    QTest::newRow("128 characters") << (u"a/"_s + QString(128, u'b')) << false;
    QTest::newRow("empty subtype") << u"text/"_s << false;
    QTest::newRow("two slashes") << u"a/b/c"_s << false;
    QTest::newRow("blank") << u"text/ plain"_s << false;
    QTest::newRow("line break at the end") << u"text/plain\n"_s << false;
    QTest::newRow("wildcard") << u"*/*"_s << false;
    QTest::newRow("capitals") << u"Text/PLAIN"_s << true;
    QTest::newRow("long s") << u"text/\u017f"_s << false;
    QTest::newRow("Kelvin sign") << u"text/\u212a"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void tst_RequestFactory::mimeTypes()
{
    QFETCH(const QString, type);
    QTEST(isMimeType(type), "expected");
}

QTEST_GUILESS_MAIN(tst_RequestFactory)
#include "tst_requestfactory.moc"
