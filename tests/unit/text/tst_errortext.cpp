// SPDX-License-Identifier: Apache-2.0
#include "models/text/errortext.h"

#include "models/api/http/proxycheck.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr int kindCount = static_cast<int>(ErrorKind::OutcomeUnknown) + 1;

/// Checks that a text is not empty and has neither a placeholder nor two full stops in a row.
void verifyText(const QString &text)
{
    static const QRegularExpression placeholder(u"%(L?[0-9]|n)"_s);
    QVERIFY(!text.trimmed().isEmpty());
    QVERIFY2(!text.contains(placeholder), qPrintable(text));
    QVERIFY2(!text.contains(".."_L1), qPrintable(text));
    QVERIFY2(!text.contains("HTTP 3"_L1), qPrintable(text));
}

void verifyError(const ApiError &error)
{
    const ErrorText text = errorText(error);
    for (const QString &part : {text.title, text.explanation, text.nextStep, errorDetails(error)})
        verifyText(part);
    QVERIFY2(!text.title.endsWith(u'.'), qPrintable(text.title));
    QVERIFY2(text.explanation.endsWith(u'.'), qPrintable(text.explanation));
    QVERIFY2(text.nextStep.endsWith(u'.'), qPrintable(text.nextStep));
    const QString sentence = errorSentence(error);
    verifyText(sentence);
    QVERIFY2(!sentence.contains(u'\n'), qPrintable(sentence));
    QVERIFY2(sentence.contains(text.nextStep), qPrintable(sentence));
}

ApiError errorOfSample(const QJsonObject &sample, const QByteArray &bytes, int statusInName)
{
    if (sample.contains("body_text"_L1))
        return ApiError::fromHttp(sample.value("http_status"_L1).toInt(),
                                  sample.value("body_text"_L1).toString().toUtf8());
    return ApiError::fromHttp(statusInName, bytes);
}

} // namespace

class tst_ErrorText : public QObject {
    Q_OBJECT

private slots:
    void everyKind_data();
    void everyKind();
    void samples_data();
    void samples();
    void reasons_data();
    void reasons();
    void oldKeysAreToldWithoutTheServersWords();
    void proxies_data();
    void proxies();
    void actions();
    void says_data();
    void says();
    void markupStaysText();
    void secretsAreTakenOut_data();
    void secretsAreTakenOut();
    void detailsHoldWhatTheServiceSent();
    void localPathOnlyForLocalErrors();
    void status_data();
    void status();
};

void tst_ErrorText::everyKind_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < kindCount; ++kind)
        QTest::addRow("kind %d", kind) << kind;
}

void tst_ErrorText::everyKind()
{
    QFETCH(int, kind);
    const auto errorKind = static_cast<ErrorKind>(kind);
    verifyError(ApiError::local(errorKind));
    verifyError(ApiError::local(errorKind, u"host.example"_s, u"Words of the system."_s));
    verifyError(ApiError::local(errorKind, u"/folder/%1 file.txt"_s.arg(u"100 percent"_s), u"Two\nlines.\n"_s));
}

void tst_ErrorText::samples_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/samples"));
    const QStringList names = folder.entryList({u"*error*.json"_s}, QDir::Files, QDir::Name);
    static const QRegularExpression statusInName(u"error-([0-9]{3})"_s);
    for (const QString &name : names) {
        const QString status = statusInName.match(name).captured(1);
        QTest::newRow(qPrintable(name)) << folder.filePath(name) << (status.isEmpty() ? 500 : status.toInt());
    }
    QVERIFY(names.size() >= 15);
}

void tst_ErrorText::samples()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const ApiError error = errorOfSample(QJsonDocument::fromJson(bytes).object(), bytes, status);
    verifyError(error);
    QVERIFY2(errorText(error).serverText.startsWith(u"The service says: “"_s), qPrintable(error.message));
}

void tst_ErrorText::reasons_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("action");
    const auto row = [](const char *name, int status, const QByteArray &error, const QString &title,
                        ErrorAction action) {
        QTest::newRow(name) << QByteArray(R"({"error":{)" + error + "}}") << status << title
                            << static_cast<int>(action);
    };
    const auto info = [](const QByteArray &reason) {
        return QByteArray(R"("details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":")" + reason +
                          R"("}])");
    };
    row("wrong key", 400, info("API_KEY_INVALID"), u"The API key was not accepted"_s, ErrorAction::ChangeKey);
    row("old kind of key", 401, info("ACCESS_TOKEN_TYPE_UNSUPPORTED"), u"Keys of this kind are no longer accepted"_s,
        ErrorAction::ChangeKey);
    row("old kind of key, in words", 401, R"("message":"Invalid credentials. Expected OAuth 2 access token.")",
        u"Keys of this kind are no longer accepted"_s, ErrorAction::ChangeKey);
    row("two credentials", 401, info("OVERLOADED_CREDENTIALS"), u"The API key was not accepted"_s,
        ErrorAction::ChangeKey);
    row("no key", 403, R"("message":"Method doesn't allow unregistered callers.")", u"No API key reached the service"_s,
        ErrorAction::ChangeKey);
    row("expired key", 400, R"("message":"API key expired. Please renew the API key.",)" + info("API_KEY_INVALID"),
        u"The API key has expired"_s, ErrorAction::ChangeKey);
    row("leaked key", 403, R"("message":"Your API key was reported as leaked.")", u"The API key is blocked"_s,
        ErrorAction::ChangeKey);
    row("blocked key", 403, info("API_KEY_SERVICE_BLOCKED"), u"The API key is blocked"_s, ErrorAction::ChangeKey);
    row("API switched off", 403, info("SERVICE_DISABLED"), u"The Gemini API is switched off in this project"_s,
        ErrorAction::OpenAccounts);
    row("suspended", 403, info("CONSUMER_SUSPENDED"), u"The project is suspended"_s, ErrorAction::OpenAccounts);
    row("billing", 403, info("BILLING_DISABLED"), u"The project's billing is not set up"_s, ErrorAction::ShowBilling);
    row("billing in words", 400, R"("status":"FAILED_PRECONDITION","message":"Please enable billing on project 7.")",
        u"The project's billing is not set up"_s, ErrorAction::ShowBilling);
    row("region", 400, R"("status":"FAILED_PRECONDITION","message":"User location is not supported for the API use.")",
        u"The service is not offered at this location"_s, ErrorAction::ShowLocations);
    row("gone", 403, R"("status":"PERMISSION_DENIED","message":"No permission for x or it may not exist.")",
        u"The file is gone, expired, or another project's"_s, ErrorAction::RefreshList);
    row("server down", 503, R"("status":"UNAVAILABLE")", u"The service is busy or has a fault"_s,
        ErrorAction::ShowServiceStatus);
}

void tst_ErrorText::reasons()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const int, action);
    const ApiError error = ApiError::fromHttp(status, body);
    verifyError(error);
    QTEST(errorText(error).title, "title");
    QCOMPARE(static_cast<int>(errorText(error).action), action);
    const bool concernsKey = errorText(error).action == ErrorAction::ChangeKey;
    QCOMPARE(errorText(error).secondAction, concernsKey ? ErrorAction::MakeKey : ErrorAction::None);
}

/// The words of the service lead to OAuth, which does not help.
void tst_ErrorText::oldKeysAreToldWithoutTheServersWords()
{
    const ApiError error = ApiError::fromHttp(401, R"({"error":{"code":401,"status":"UNAUTHENTICATED",
        "message":"Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"}})");
    const ErrorText text = errorText(error);
    QVERIFY(text.serverText.isEmpty());
    QVERIFY2(text.nextStep.contains(errorActionPage(ErrorAction::MakeKey).toString()), qPrintable(text.nextStep));
    QVERIFY(errorDetails(error).contains("OAuth 2"_L1));
}

/// Full storage and an exceeded rate limit need different actions, although both are 429.
void tst_ErrorText::proxies_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("refuses") << QString() << u"403 Blocked by policy"_s
                             << u"The proxy gate:3128 refuses the connection: 403 Blocked by policy."_s;
    QTest::newRow("NTLM") << QString(ProxyCheck::methodUnsupported) << u"NTLM"_s
                          << u"The proxy gate:3128 asks for a login that Pollux does not support: NTLM."_s;
    QTest::newRow("missing") << QString(ProxyCheck::credentialsMissing) << u"407 Required"_s
                             << u"The proxy gate:3128 asks for a user name and a password: 407 Required."_s;
    QTest::newRow("wrong") << QString(ProxyCheck::credentialsRefused) << u"407 Required"_s
                           << u"The proxy gate:3128 did not accept the user name and the password: 407 Required."_s;
    QTest::newRow("gone") << QString(ProxyCheck::noAnswer) << u"Connection refused"_s
                          << u"The proxy gate:3128 does not answer: Connection refused."_s;
}

void tst_ErrorText::proxies()
{
    QFETCH(const QString, reason);
    QFETCH(const QString, message);
    QFETCH(const QString, sentence);
    ApiError error = ApiError::local(ErrorKind::Proxy, u"gate:3128"_s, message);
    error.details.reason = reason;
    verifyError(error);
    QVERIFY2(errorSentence(error).startsWith(sentence), qPrintable(errorSentence(error)));
    QCOMPARE(errorText(error).action, ErrorAction::OpenSettings);
    QVERIFY(errorText(error).nextStep.contains(u"Settings > Network"_s));
    QCOMPARE(errorText(error).serverText.startsWith(u"The system says"_s), reason == ProxyCheck::noAnswer);
}

void tst_ErrorText::actions()
{
    const auto actionOfSample = [](const QString &name) {
        QFile file(QStringLiteral(TEST_DATA_DIR "/samples/") + name);
        return file.open(QIODevice::ReadOnly) ? errorText(ApiError::fromHttp(429, file.readAll())).action
                                              : ErrorAction::None;
    };
    QCOMPARE(actionOfSample(u"34-error-429-file-storage-quota.json"_s), ErrorAction::ShowExpiring);
    QCOMPARE(actionOfSample(u"36-error-429-per-minute-retryinfo.json"_s), ErrorAction::ShowLimits);
    QVERIFY(errorActionText(ErrorAction::None).isEmpty());
    QSet<QString> labels;
    for (int action = 1; action <= static_cast<int>(ErrorAction::ShowServiceStatus); ++action) {
        const auto errorAction = static_cast<ErrorAction>(action);
        verifyText(errorActionText(errorAction));
        labels.insert(errorActionText(errorAction));
        const QUrl page = errorActionPage(errorAction);
        QCOMPARE(page.isEmpty(), errorAction < ErrorAction::ShowBilling);
        QVERIFY(page.isEmpty() || (page.isValid() && page.scheme() == "https"_L1));
    }
    QCOMPARE(labels.size(), static_cast<int>(ErrorAction::ShowServiceStatus));
}

void tst_ErrorText::says_data()
{
    using namespace std::chrono_literals;
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<QString>("expected");
    ApiError quota = ApiError::local(ErrorKind::RateQuota);
    quota.retryAfter = 28s;
    QTest::newRow("wait time") << quota << u"Too many requests. Wait 28 s, then try again."_s;
    quota.retryAfter = 27001ms;
    QTest::newRow("wait time is rounded up") << quota << u"Too many requests. Wait 28 s, then try again."_s;
    quota.retryAfter = 0ms;
    QTest::newRow("no wait time") << quota << u"Too many requests. Wait a moment, then try again."_s;
    QTest::newRow("unreachable")
        << ApiError::local(ErrorKind::Unreachable, {}, u"Connection refused"_s)
        << u"No connection to the service: Connection refused. Check the network, and the endpoint in Accounts."_s;
    QTest::newRow("journal") << ApiError::local(ErrorKind::JournalNotWritable, {}, u"disk full"_s)
                             << u"The state of the upload cannot be saved: disk full. Make room on the disk, and check "
                                u"that the data folder can be written."_s;
    QTest::newRow("foreign host") << ApiError::local(ErrorKind::ForeignUploadUrl, u"evil.example"_s)
                                  << u"The upload was directed to evil.example. Check the endpoint in Accounts."_s;
    QTest::newRow("insecure host")
        << ApiError::local(ErrorKind::InsecureEndpoint, u"plain.example"_s)
        << u"The key would travel unencrypted to plain.example. Change the endpoint in Accounts to an https address."_s;
    QTest::newRow("redirect") << ApiError::local(ErrorKind::Redirected, u"login.example"_s)
                              << u"The server redirects to login.example. Check the endpoint in Accounts, and whether "
                                 u"this network asks for a login."_s;
    QTest::newRow("gone")
        << ApiError::local(ErrorKind::Gone)
        << u"The file is gone, expired, or another project's. Refresh the list to see what is there."_s;
    QTest::newRow("operation")
        << ApiError::local(ErrorKind::OperationFailed, {}, u"no text in it"_s)
        << u"The service could not make a document of it: no text in it. Check that stores take files of this type, then upload it again."_s;
    ApiError portal = ApiError::fromHttp(403, "<html><title>Blocked by policy</title></html>");
    portal.subject = u"proxy.example"_s;
    QTest::newRow("gateway")
        << portal
        << u"A gateway at proxy.example answered: Blocked by policy. Log in to the network in a web "
           u"browser, or check the endpoint in Accounts."_s;
    QTest::newRow("early answer")
        << ApiError::fromHttp(103, {})
        << u"A gateway answered too early. Try again; if it happens again, check the endpoint "
           u"in Accounts."_s;
    QTest::newRow("full store") << ApiError::local(ErrorKind::StorageQuota, {},
                                                   u"Corpus has reached the storage limit of 1 bytes."_s)
                                << u"The store is full. Delete documents of this store, or use another store."_s;
    QTest::newRow("unknown outcome")
        << ApiError::local(ErrorKind::OutcomeUnknown)
        << u"Everything was sent, but the answer was lost. Look at the list before uploading again."_s;
    QTest::newRow("local file")
        << ApiError::local(ErrorKind::LocalFile, u"/home/me/report.pdf"_s, u"Permission denied"_s)
        << u"“report.pdf” cannot be read: Permission denied. Check that it is there and that you "
           u"may read it, then try again."_s;
    QTest::newRow("storage")
        << ApiError::local(ErrorKind::StorageQuota)
        << u"The project's storage is full. Delete files that are no longer needed, then try again."_s;
}

void tst_ErrorText::says()
{
    QFETCH(ApiError, error);
    QTEST(errorSentence(error), "expected");
}

void tst_ErrorText::markupStaysText()
{
    const ApiError error = ApiError::fromHttp(400, R"({"error":{"message":"<b>bold</b> & %1 %n"}})");
    QVERIFY(errorSentence(error).contains("<b>bold</b> & %1 %n"_L1));
    QVERIFY(errorText(error).serverText.contains("<b>bold</b> & %1 %n"_L1));
}

void tst_ErrorText::secretsAreTakenOut_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("secret");
    const QString key = u"AIzaSyCANARY0123456789abcdefghijklmnopq"_s;
    QTest::newRow("key alone") << u"Key %1 is unknown"_s.arg(key) << key;
    QTest::newRow("key in URL") << u"see https://host/v1beta/files?key=abc-secret&x=1"_s << u"abc-secret"_s;
    QTest::newRow("named key") << u"consumer api_key:abc-secret is blocked"_s << u"abc-secret"_s;
    QTest::newRow("header") << u"X-Goog-Api-Key: abc-secret"_s << u"abc-secret"_s;
    QTest::newRow("newer key") << u"AQ.Ab8RN6secretsecret is unknown"_s << u"Ab8RN6secretsecret"_s;
    QTest::newRow("session URL")
        << u"Error transferring https://host/upload/v1beta/files?upload_id=ABgV-secret&upload_protocol=resumable"_s
        << u"ABgV-secret"_s;
}

void tst_ErrorText::secretsAreTakenOut()
{
    QFETCH(QString, words);
    QFETCH(QString, secret);
    ApiError error = ApiError::local(ErrorKind::BadRequest, {}, words);
    error.httpStatus = 400;
    error.rawDetails = {QJsonObject{{u"note"_s, words}}};
    const Status status{3, {}, words, {}};
    for (const QString &text :
         {errorText(error).serverText, errorSentence(error), errorDetails(error), statusText(status)}) {
        QVERIFY2(!text.contains(secret), qPrintable(text));
        QVERIFY2(text.contains("[removed]"_L1), qPrintable(text));
    }
}

void tst_ErrorText::detailsHoldWhatTheServiceSent()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/samples/30-error-400-api-key-invalid.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString details = errorDetails(ApiError::fromHttp(400, file.readAll()));
    for (const QString &line : {u"HTTP status: 400"_s, u"Code: INVALID_ARGUMENT"_s, u"Reason: API_KEY_INVALID"_s,
                                u"Message: API key not valid. Please pass a valid API key."_s, u"ErrorInfo"_s})
        QVERIFY2(details.contains(line), qPrintable(details));
}

void tst_ErrorText::localPathOnlyForLocalErrors()
{
    const QString path = u"/home/me/report.pdf"_s;
    for (int kind = 0; kind < kindCount; ++kind) {
        const ApiError error = ApiError::local(static_cast<ErrorKind>(kind), path);
        QVERIFY(!errorSentence(error).contains("/home/me"_L1) || error.kind < ErrorKind::LocalFile);
        if (error.kind == ErrorKind::Damaged || error.kind == ErrorKind::OutcomeUnknown)
            QVERIFY(!errorDetails(error).contains(path));
    }
    QVERIFY(errorDetails(ApiError::local(ErrorKind::LocalFile, path)).contains(path));
}

void tst_ErrorText::status_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("codeText");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("expected");
    QTest::newRow("name and words") << 3 << u""_s << u"No video."_s << u"INVALID_ARGUMENT: No video"_s;
    QTest::newRow("text code") << 0 << u"not_found"_s << u"Gone"_s << u"not_found: Gone"_s;
    QTest::newRow("unknown code") << 400 << u""_s << u"Odd"_s << u"Code 400: Odd"_s;
    QTest::newRow("no words") << 13 << u""_s << u""_s << u"INTERNAL: the service gave no reason"_s;
}

void tst_ErrorText::status()
{
    QFETCH(int, code);
    QFETCH(QString, codeText);
    QFETCH(QString, message);
    QTEST(statusText({code, codeText, message, {}}), "expected");
}

QTEST_GUILESS_MAIN(tst_ErrorText)
#include "tst_errortext.moc"
