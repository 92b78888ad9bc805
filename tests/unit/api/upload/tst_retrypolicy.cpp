// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/retrypolicy.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace pollux;

using enum UploadStep;

Q_DECLARE_METATYPE(pollux::UploadStep)
Q_DECLARE_METATYPE(pollux::Remedy)
Q_DECLARE_METATYPE(pollux::ServerAnswer)

namespace {

ServerAnswer http(int status, const QByteArray &body = {}, const QByteArray &uploadStatus = {})
{
    ServerAnswer answer;
    answer.httpStatus = status;
    answer.body = body;
    if (!uploadStatus.isEmpty())
        answer.headers.insert("x-goog-upload-status", uploadStatus);
    return answer;
}

ServerAnswer broken(ErrorKind kind)
{
    ServerAnswer answer;
    answer.transportError = ApiError::local(kind);
    return answer;
}

QByteArray envelope(const QByteArray &status, const QByteArray &message = {}, const QByteArray &details = {})
{
    return R"({"error":{"status":")" + status + R"(","message":")" + message + R"(","details":[)" + details + "]}}";
}

const auto badKey = envelope("INVALID_ARGUMENT", "API key not valid.",
                             R"({"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"})");
const auto noKey = envelope("PERMISSION_DENIED", "Method doesn't allow unregistered callers.");
const auto storageFull = envelope("RESOURCE_EXHAUSTED", "You have exceeded the storage limit.");
const auto html = "<!DOCTYPE html><html><body>Log in</body></html>"_ba;
const auto terminated = "Upload has already been terminated."_ba;

/// The remedy for an error kind at each step if no HTTP status and no header decides.
struct KindRow {
    ErrorKind kind;
    Remedy start;
    Remedy body;
    Remedy query;
};

constexpr KindRow givenUp(ErrorKind kind)
{
    return {kind, Remedy::GiveUp, Remedy::GiveUp, Remedy::GiveUp};
}

constexpr KindRow triedAgain(ErrorKind kind)
{
    return {kind, Remedy::TryAgain, Remedy::TryAgain, Remedy::TryAgain};
}

constexpr KindRow waitedFor(ErrorKind kind)
{
    return {kind, Remedy::WaitForLink, Remedy::WaitForLink, Remedy::WaitForLink};
}

constexpr std::array kindRows{
    givenUp(ErrorKind::Cancelled),
    triedAgain(ErrorKind::Network),
    waitedFor(ErrorKind::Unreachable),
    triedAgain(ErrorKind::Timeout),
    givenUp(ErrorKind::Tls),
    givenUp(ErrorKind::Proxy),
    givenUp(ErrorKind::InsecureEndpoint),
    givenUp(ErrorKind::Redirected),
    waitedFor(ErrorKind::ProxyPage),
    givenUp(ErrorKind::Protocol),
    givenUp(ErrorKind::AnswerTooLarge),
    givenUp(ErrorKind::ForeignUploadUrl),
    givenUp(ErrorKind::WrongEndpoint),
    givenUp(ErrorKind::InvalidKey),
    givenUp(ErrorKind::MissingKey),
    givenUp(ErrorKind::Permission),
    givenUp(ErrorKind::Billing),
    givenUp(ErrorKind::Gone),
    givenUp(ErrorKind::NotReady),
    givenUp(ErrorKind::BadRequest),
    givenUp(ErrorKind::ReadRefused),
    givenUp(ErrorKind::UnsupportedType),
    givenUp(ErrorKind::TooLarge),
    givenUp(ErrorKind::StorageQuota),
    triedAgain(ErrorKind::RateQuota),
    triedAgain(ErrorKind::ServerBusy),
    givenUp(ErrorKind::LocationBlocked),
    givenUp(ErrorKind::Precondition),
    givenUp(ErrorKind::Conflict),
    KindRow{ErrorKind::SessionDead, Remedy::TryAgain, Remedy::NewSession, Remedy::NewSession},
    givenUp(ErrorKind::ChunkRule),
    givenUp(ErrorKind::LocalFile),
    givenUp(ErrorKind::FileChanged),
    givenUp(ErrorKind::JournalNotWritable),
    givenUp(ErrorKind::Damaged),
    givenUp(ErrorKind::OperationFailed),
    givenUp(ErrorKind::OutcomeUnknown),
};
static_assert(kindRows.size() == static_cast<std::size_t>(ErrorKind::OutcomeUnknown) + 1);

} // namespace

class tst_RetryPolicy : public QObject {
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void answers_data();
    void answers();
};

void tst_RetryPolicy::kinds_data()
{
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < kindRows.size(); ++i)
        QTest::addRow("kind %d", static_cast<int>(i)) << static_cast<int>(i);
}

void tst_RetryPolicy::kinds()
{
    QFETCH(const int, row);
    const KindRow &expected = kindRows[static_cast<std::size_t>(row)];
    QCOMPARE(static_cast<int>(expected.kind), row);
    QCOMPARE(remedyFor(Start, broken(expected.kind)), expected.start);
    QCOMPARE(remedyFor(Body, broken(expected.kind)), expected.body);
    QCOMPARE(remedyFor(Query, broken(expected.kind)), expected.query);
}

namespace {

void addStartAnswers()
{
    for (const int status : {408, 500, 502, 503, 504, 429})
        QTest::addRow("start %d", status) << Start << http(status) << Remedy::TryAgain;
    QTest::newRow("start 429 storage") << Start << http(429, storageFull) << Remedy::GiveUp;
    QTest::newRow("start 511") << Start << http(511, html) << Remedy::WaitForLink;
    QTest::newRow("start 404 page") << Start << http(404, html) << Remedy::WaitForLink;
    QTest::newRow("start 400 terminated") << Start << http(400, terminated) << Remedy::TryAgain;
    QTest::newRow("start 400 bad key") << Start << http(400, badKey) << Remedy::GiveUp;
    QTest::newRow("start 401") << Start << http(401) << Remedy::GiveUp;
    QTest::newRow("start 403 no key") << Start << http(403, noKey) << Remedy::GiveUp;
    for (const int status : {302, 400, 403, 404, 407, 409, 410, 413, 416})
        QTest::addRow("start %d", status) << Start << http(status, "no") << Remedy::GiveUp;
    QTest::newRow("start 400 final") << Start << http(400, "no", "final") << Remedy::GiveUp;
}

void addBodyAnswers()
{
    for (const int status : {400, 401, 403, 404, 413, 429, 503})
        QTest::addRow("body %d final", status) << Body << http(status, "no", "Final ") << Remedy::Ask;
    for (const int status : {400, 409, 412, 416}) {
        QTest::addRow("body %d", status) << Body << http(status, "no") << Remedy::Ask;
        QTest::addRow("body %d active", status) << Body << http(status, "no", "active") << Remedy::Ask;
    }
    QTest::newRow("body 400 cancelled") << Body << http(400, "no", "cancelled") << Remedy::Ask;
    for (const int status : {403, 404, 410, 499})
        QTest::addRow("body %d", status) << Body << http(status, "no") << Remedy::NewSession;
    QTest::newRow("body 400 terminated") << Body << http(400, terminated) << Remedy::NewSession;
    QTest::newRow("body 403 of the service") << Body << http(403, envelope("PERMISSION_DENIED")) << Remedy::GiveUp;
    QTest::newRow("body 404 of the service") << Body << http(404, envelope("NOT_FOUND")) << Remedy::NewSession;
    QTest::newRow("body 404 page") << Body << http(404, html) << Remedy::WaitForLink;
    QTest::newRow("body 511") << Body << http(511, html) << Remedy::WaitForLink;
    for (const int status : {408, 429, 500, 502, 503, 504})
        QTest::addRow("body %d", status) << Body << http(status, "", "active") << Remedy::TryAgain;
    QTest::newRow("body 429 storage") << Body << http(429, storageFull) << Remedy::GiveUp;
    QTest::newRow("body 400 bad key") << Body << http(400, badKey) << Remedy::GiveUp;
    QTest::newRow("body 401") << Body << http(401) << Remedy::GiveUp;
    QTest::newRow("body 403 no key") << Body << http(403, noKey) << Remedy::GiveUp;
    QTest::newRow("body 400 type") << Body << http(400, "Unsupported MIME type: x/y") << Remedy::GiveUp;
    for (const int status : {302, 407, 413, 415})
        QTest::addRow("body %d", status) << Body << http(status, "no") << Remedy::GiveUp;
}

void addQueryAnswers()
{
    for (const int status : {408, 429, 500, 502, 503, 504}) {
        QTest::addRow("query %d", status) << Query << http(status) << Remedy::TryAgain;
        QTest::addRow("query %d active", status) << Query << http(status, "", "active") << Remedy::TryAgain;
    }
    QTest::newRow("query 511") << Query << http(511, html) << Remedy::WaitForLink;
    QTest::newRow("query 404 page") << Query << http(404, html) << Remedy::WaitForLink;
    for (const int status : {403, 404, 410, 499})
        QTest::addRow("query %d", status) << Query << http(status, "no") << Remedy::NewSession;
    QTest::newRow("query 410 cancelled") << Query << http(410, "", "cancelled") << Remedy::NewSession;
    QTest::newRow("query 400 terminated") << Query << http(400, terminated) << Remedy::NewSession;
    for (const auto *status : {"active", "final", "cancelled", "unheard of"})
        QTest::addRow("query 400 %s", status) << Query << http(400, "no", status) << Remedy::NewSession;
    QTest::newRow("query 429 storage") << Query << http(429, storageFull) << Remedy::GiveUp;
    QTest::newRow("query 400 bad key") << Query << http(400, badKey, "active") << Remedy::GiveUp;
    QTest::newRow("query 403 no key") << Query << http(403, noKey) << Remedy::GiveUp;
    for (const int status : {302, 400, 407, 409, 412, 413, 416})
        QTest::addRow("query %d", status) << Query << http(status, "no") << Remedy::GiveUp;
}

} // namespace

void tst_RetryPolicy::answers_data()
{
    QTest::addColumn<UploadStep>("step");
    QTest::addColumn<ServerAnswer>("answer");
    QTest::addColumn<Remedy>("remedy");
    addStartAnswers();
    addBodyAnswers();
    addQueryAnswers();
}

void tst_RetryPolicy::answers()
{
    QFETCH(const UploadStep, step);
    QFETCH(const ServerAnswer, answer);
    QFETCH(const Remedy, remedy);
    QCOMPARE(remedyFor(step, answer), remedy);
}

QTEST_GUILESS_MAIN(tst_RetryPolicy)
#include "tst_retrypolicy.moc"
