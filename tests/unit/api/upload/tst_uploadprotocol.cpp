// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/uploadprotocol.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using State = SessionStatus::State;

Q_DECLARE_METATYPE(pollux::SessionStatus::State)
Q_DECLARE_METATYPE(pollux::ServerAnswer)
Q_DECLARE_METATYPE(pollux::Verification)

namespace {

using Headers = QHash<QByteArray, QByteArray>;

constexpr qint64 unsaid = -1;
constexpr qint64 size = 10;
const auto hash = QByteArray(32, 'h');

ServerAnswer answerOf(const Headers &headers, const QByteArray &body = {}, int httpStatus = 200)
{
    ServerAnswer answer;
    answer.httpStatus = httpStatus;
    answer.headers = headers;
    answer.body = body;
    return answer;
}

ServerAnswer withStatus(const QByteArray &status, const QByteArray &received = {})
{
    return answerOf({{"x-goog-upload-status"_ba, status}, {"x-goog-upload-size-received"_ba, received}});
}

ServerAnswer started(const QByteArray &granularity, const QByteArray &date = {})
{
    return answerOf({{"x-goog-upload-status"_ba, "active"_ba},
                     {"x-goog-upload-url"_ba, "https://host/upload?upload_id=x"_ba},
                     {"x-goog-upload-chunk-granularity"_ba, granularity},
                     {"date"_ba, date}});
}

RequestFactory requests()
{
    return RequestFactory({QUrl(u"https://host"_s), u"v1beta"_s}, "key"_ba);
}

UploadSource fileSource()
{
    return {.path = u"/a.txt"_s, .displayName = u"a.txt"_s, .mimeType = u"text/plain"_s};
}

UploadSource storeSource(bool isTypeChosen = false)
{
    UploadSource source = fileSource();
    source.isMimeTypeChosen = isTypeChosen;
    source.store = StoreUpload{.store = u"ragStores/x"_s, .metadata = {}, .chunking = {}};
    return source;
}

UploadOutcome fileOutcome(const QByteArray &sha256, std::optional<qint64> sizeBytes, const QString &mimeType)
{
    UploadOutcome outcome;
    outcome.file.sizeBytes = sizeBytes;
    outcome.file.sha256Hash = sha256;
    outcome.file.mimeType = mimeType;
    return outcome;
}

} // namespace

class tst_UploadProtocol : public QObject {
    Q_OBJECT

private slots:
    void sessionStatuses_data();
    void sessionStatuses();
    void opensSession_data();
    void opensSession();
    void opensNoSession_data();
    void opensNoSession();
    void foreignSession();
    void refusedType_data();
    void refusedType();
    void finalOutcomes_data();
    void finalOutcomes();
    void verifiesFiles_data();
    void verifiesFiles();
    void verifiesDocuments_data();
    void verifiesDocuments();
};

void tst_UploadProtocol::sessionStatuses_data()
{
    QTest::addColumn<ServerAnswer>("answer");
    QTest::addColumn<State>("state");
    QTest::addColumn<qint64>("received");
    QTest::newRow("active") << withStatus("active", "5") << State::Active << qint64{5};
    QTest::newRow("no size") << withStatus("active") << State::Active << unsaid;
    QTest::newRow("other case and blanks") << withStatus(" Active ", "0") << State::Active << qint64{0};
    QTest::newRow("final") << withStatus("final", "7") << State::Final << qint64{7};
    QTest::newRow("cancelled") << withStatus("cancelled") << State::Unclear << unsaid;
    QTest::newRow("none") << answerOf({}) << State::Unclear << unsaid;
    QTest::newRow("negative") << withStatus("active", "-1") << State::Active << unsaid;
    QTest::newRow("signed") << withStatus("active", "+1") << State::Active << unsaid;
    QTest::newRow("blank") << withStatus("active", " 1") << State::Active << unsaid;
    QTest::newRow("too large") << withStatus("active", "9223372036854775808") << State::Active << unsaid;
    QTest::newRow("largest") << withStatus("active", "9223372036854775807") << State::Active
                             << std::numeric_limits<qint64>::max();
}

void tst_UploadProtocol::sessionStatuses()
{
    QFETCH(const ServerAnswer, answer);
    QTEST(sessionStatus(answer).state, "state");
    QTEST(sessionStatus(answer).received.value_or(unsaid), "received");
}

void tst_UploadProtocol::opensSession_data()
{
    QTest::addColumn<ServerAnswer>("answer");
    QTest::addColumn<qint64>("granularity");
    QTest::addColumn<QDateTime>("time");
    const qint64 usual = OpenSession::defaultGranularity;
    const QDateTime unknown = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    QTest::newRow("announced") << started("262144") << qint64{262144} << unknown;
    QTest::newRow("no granularity") << started({}) << usual << unknown;
    QTest::newRow("granularity of 0") << started("0") << usual << unknown;
    QTest::newRow("granularity too large") << started("1073741825") << usual << unknown;
    QDateTime recently = QDateTime::currentDateTimeUtc().addDays(-3);
    recently.setTime({recently.time().hour(), 33, 33});
    const QByteArray date = QLocale::c().toString(recently, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    QTest::newRow("dated") << started({}, date) << usual << recently;
    QTest::newRow("absurd date") << started({}, "Fri, 31 Dec 2100 22:33:33 GMT") << usual << unknown;
    QTest::newRow("no date") << started({}, "yesterday") << usual << unknown;
}

void tst_UploadProtocol::opensSession()
{
    QFETCH(const ServerAnswer, answer);
    const auto opened = openedSession(answer, requests(), 2);
    QVERIFY(opened && opened->ok());
    QCOMPARE(opened->value().url, QUrl(u"https://host/upload?upload_id=x"_s));
    QCOMPARE(opened->value().number, 2);
    QCOMPARE(opened->value().confirmed, 0);
    QTEST(opened->value().granularity, "granularity");
    QTEST(opened->value().started, "time");
}

void tst_UploadProtocol::opensNoSession_data()
{
    QTest::addColumn<ServerAnswer>("answer");
    const auto url = "https://host/upload?upload_id=x"_ba;
    QTest::newRow("no headers") << answerOf({});
    QTest::newRow("no URL") << withStatus("active");
    QTest::newRow("no status") << answerOf({{"x-goog-upload-url"_ba, url}});
    QTest::newRow("final") << answerOf({{"x-goog-upload-url"_ba, url}, {"x-goog-upload-status"_ba, "final"_ba}});
}

void tst_UploadProtocol::opensNoSession()
{
    QFETCH(const ServerAnswer, answer);
    QVERIFY(!openedSession(answer, requests(), 1));
}

void tst_UploadProtocol::foreignSession()
{
    ServerAnswer answer = started({});
    answer.headers.insert("x-goog-upload-url"_ba, "https://elsewhere/upload?upload_id=x"_ba);
    const auto opened = openedSession(answer, requests(), 1);
    QVERIFY(opened && !opened->ok());
    QCOMPARE(opened->error().kind, ErrorKind::ForeignUploadUrl);
    QCOMPARE(opened->error().subject, u"elsewhere"_s);
}

void tst_UploadProtocol::refusedType_data()
{
    QTest::addColumn<bool>("isStore");
    QTest::addColumn<bool>("isChosen");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("expected");
    const auto refusal = "Unknown name \\\"mime_type\\\""_ba;
    QTest::newRow("refused") << true << true << 400 << refusal << true;
    QTest::newRow("a File") << false << true << 400 << refusal << false;
    QTest::newRow("not in the body") << true << false << 400 << refusal << false;
    QTest::newRow("other status") << true << true << 500 << refusal << false;
    QTest::newRow("other message") << true << true << 400 << "no"_ba << false;
}

void tst_UploadProtocol::refusedType()
{
    QFETCH(const bool, isStore);
    QFETCH(const bool, isChosen);
    QFETCH(const int, httpStatus);
    QFETCH(const QByteArray, message);
    UploadSource source = storeSource(isChosen);
    if (!isStore)
        source.store.reset();
    const ServerAnswer answer = answerOf({}, R"({"error":{"message":")" + message + R"("}})", httpStatus);
    QTEST(isTypeRefused(source, answer), "expected");
}

void tst_UploadProtocol::finalOutcomes_data()
{
    QTest::addColumn<bool>("isStore");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("name"); // of the file or operation; empty = OutcomeUnknown
    const auto file = R"({"file":{"name":"files/a"}})"_ba;
    const auto operation = R"({"name":"ragStores/x/operations/o"})"_ba;
    QTest::newRow("file") << false << file << u"files/a"_s;
    QTest::newRow("bare file") << false << R"({"name":"files/a"})"_ba << QString();
    QTest::newRow("file without a name") << false << R"({"file":{}})"_ba << QString();
    QTest::newRow("operation for a file") << false << operation << QString();
    QTest::newRow("operation") << true << operation << u"ragStores/x/operations/o"_s;
    QTest::newRow("file for a store") << true << file << QString();
    QTest::newRow("empty object") << true << "{}"_ba << QString();
    QTest::newRow("nothing") << false << QByteArray() << QString();
    QTest::newRow("no name of an operation") << true << R"({"name":"files/x"})"_ba << QString();
    QTest::newRow("page") << false << "<html></html>"_ba << QString();
    QTest::newRow("array") << false << "[]"_ba << QString();
}

void tst_UploadProtocol::finalOutcomes()
{
    QFETCH(const bool, isStore);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, name);
    const auto outcome = finalOutcome(isStore ? storeSource() : fileSource(), answerOf({}, body));
    QCOMPARE(outcome.ok(), !name.isEmpty());
    if (!outcome.ok()) {
        QCOMPARE(outcome.error().kind, ErrorKind::OutcomeUnknown);
        QCOMPARE(outcome.error().httpStatus, 200);
        return;
    }
    QCOMPARE(outcome.value().operation.has_value(), isStore);
    QCOMPARE(isStore ? outcome.value().operation->name : outcome.value().file.name, name);
}

void tst_UploadProtocol::verifiesFiles_data()
{
    QTest::addColumn<QByteArray>("serverHash");
    QTest::addColumn<QByteArray>("ownHash");
    QTest::addColumn<qint64>("sizeBytes");
    QTest::addColumn<QString>("mimeType");
    QTest::addColumn<Verification>("expected");
    const auto other = QByteArray(32, 'o');
    QTest::newRow("the same") << hash << hash << size << u"text/plain"_s << Verification::Verified;
    QTest::newRow("type in other case") << hash << hash << size << u"Text/Plain"_s << Verification::Verified;
    QTest::newRow("other type") << hash << hash << size << u"text/html"_s << Verification::TypeDiffers;
    QTest::newRow("other hash") << other << hash << size << u"text/plain"_s << Verification::Damaged;
    QTest::newRow("other size") << hash << hash << size + 1 << u"text/plain"_s << Verification::Damaged;
    QTest::newRow("unreadable size") << hash << hash << unsaid << u"text/plain"_s << Verification::Damaged;
    QTest::newRow("no hash from the server") << QByteArray() << hash << size << u"text/html"_s << Verification::NoHash;
    QTest::newRow("no hash of ours") << hash << QByteArray() << size << u"text/html"_s << Verification::NoHash;
    QTest::newRow("no hash, other size") << QByteArray() << hash << size + 1 << u"text/plain"_s
                                         << Verification::Damaged;
}

void tst_UploadProtocol::verifiesFiles()
{
    QFETCH(const QByteArray, serverHash);
    QFETCH(const QByteArray, ownHash);
    QFETCH(const qint64, sizeBytes);
    QFETCH(const QString, mimeType);
    const UploadOutcome outcome =
        fileOutcome(serverHash, sizeBytes == unsaid ? std::nullopt : std::optional(sizeBytes), mimeType);
    const UploadOutcome checked = verified(outcome, fileSource(), size, ownHash);
    QTEST(checked.verification, "expected");
    QCOMPARE(checked.sha256, ownHash);
    QCOMPARE(checked.file, outcome.file);
}

void tst_UploadProtocol::verifiesDocuments_data()
{
    QTest::addColumn<QJsonObject>("response");
    QTest::addColumn<Verification>("expected");
    const QString size = u"sizeBytes"_s;
    const QString type = u"mimeType"_s;
    QTest::newRow("nothing said") << QJsonObject() << Verification::NoHash;
    QTest::newRow("the same") << QJsonObject{{size, u"10"_s}, {type, u"text/plain"_s}} << Verification::NoHash;
    QTest::newRow("other size") << QJsonObject{{size, u"11"_s}} << Verification::Damaged;
    QTest::newRow("other type") << QJsonObject{{type, u"application/json"_s}} << Verification::TypeDiffers;
    QTest::newRow("both other") << QJsonObject{{size, u"11"_s}, {type, u"application/json"_s}} << Verification::Damaged;
}

void tst_UploadProtocol::verifiesDocuments()
{
    QFETCH(const QJsonObject, response);
    UploadOutcome outcome;
    outcome.operation = Operation();
    outcome.operation->response = response;
    QTEST(verified(outcome, storeSource(), size, hash).verification, "expected");
}

QTEST_GUILESS_MAIN(tst_UploadProtocol)
#include "tst_uploadprotocol.moc"
