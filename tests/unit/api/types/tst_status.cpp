// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/status.h"
#include "tests/unit/api/sample.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;
using std::chrono::milliseconds;

class tst_Status : public QObject {
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void errorInfo();
    void quotaAndRetry();
    void survivesWrongTypes_data();
    void survivesWrongTypes();
    void retryDelay_data();
    void retryDelay();
    void clampsRetryDelay_data();
    void clampsRetryDelay();
    void codeNames();
};

namespace {

Status statusOf(QStringView sampleName)
{
    return Status::fromJson(sample::object(sampleName).value("error"_L1).toObject());
}

QJsonObject detail(const QString &type, QJsonObject content)
{
    content.insert("@type"_L1, QString(u"type.googleapis.com/google.rpc."_s + type));
    return content;
}

StatusDetails detailsOf(const QJsonArray &details)
{
    return Status{0, {}, {}, details}.readDetails();
}

} // namespace

void tst_Status::fields_data()
{
    QTest::addColumn<QJsonObject>("sent");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("codeText");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QJsonObject>("written");
    const QJsonObject plain{{u"code"_s, 3}, {u"message"_s, u"m"_s}};
    const QJsonObject text{{u"code"_s, u"not_found"_s}, {u"message"_s, u"m"_s}};
    const QJsonObject detailed{{u"code"_s, 9}, {u"message"_s, u"m"_s}, {u"details"_s, QJsonArray{QJsonObject{}}}};
    const QJsonObject nothing{{u"code"_s, 0}, {u"message"_s, QString()}};
    QTest::newRow("plain") << plain << 3 << QString() << u"m"_s << plain;
    QTest::newRow("text code") << text << 0 << u"not_found"_s << u"m"_s << text;
    QTest::newRow("details") << detailed << 9 << QString() << u"m"_s << detailed;
    QTest::newRow("empty") << QJsonObject() << 0 << QString() << QString() << nothing;
    QTest::newRow("code is a fraction") << QJsonObject{{u"code"_s, 1.5}} << 0 << QString() << QString() << nothing;
    QTest::newRow("code is huge") << QJsonObject{{u"code"_s, 1e300}} << 0 << QString() << QString() << nothing;
}

void tst_Status::fields()
{
    QFETCH(const QJsonObject, sent);
    const Status status = Status::fromJson(sent);
    QTEST(status.code, "code");
    QTEST(status.codeText, "codeText");
    QTEST(status.message, "message");
    QTEST(status.toJson(), "written");
    QCOMPARE(Status::fromJson(status.toJson()), status);
}

void tst_Status::errorInfo()
{
    const Status status = statusOf(u"30-error-400-api-key-invalid");
    QCOMPARE(status.code, 400);
    QCOMPARE(status.details.size(), 2);
    const StatusDetails details = status.readDetails();
    QCOMPARE(details.reason, u"API_KEY_INVALID"_s);
    QVERIFY(!details.retryDelay);
}

void tst_Status::quotaAndRetry()
{
    const StatusDetails details = statusOf(u"36-error-429-per-minute-retryinfo").readDetails();
    QCOMPARE(details.quotaViolations.size(), 1);
    const QuotaViolation &violation = details.quotaViolations.first();
    QCOMPARE(violation.metric, u"generativelanguage.googleapis.com/generate_content_free_tier_requests"_s);
    QCOMPARE(violation.id, u"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"_s);
    QCOMPARE(details.retryDelay, milliseconds(28000));
}

void tst_Status::survivesWrongTypes_data()
{
    QTest::addColumn<QJsonArray>("details");
    QTest::newRow("none") << QJsonArray();
    QTest::newRow("no objects") << QJsonArray{QJsonValue::Null, 5, u"text"_s, QJsonArray{}};
    QTest::newRow("no type") << QJsonArray{QJsonObject{{u"reason"_s, u"X"_s}}};
    QTest::newRow("type is a number") << QJsonArray{QJsonObject{{u"@type"_s, 5}, {u"reason"_s, u"X"_s}}};
    QTest::newRow("foreign type") << QJsonArray{QJsonObject{{u"@type"_s, u"a/b.DebugInfo"_s}, {u"reason"_s, u"X"_s}}};
    QTest::newRow("violations are a text") << QJsonArray{detail(u"QuotaFailure"_s, {{u"violations"_s, u"x"_s}})};
    QTest::newRow("delay is a number") << QJsonArray{detail(u"RetryInfo"_s, {{u"retryDelay"_s, 28}})};
    QTest::newRow("reason is an object") << QJsonArray{detail(u"ErrorInfo"_s, {{u"reason"_s, QJsonObject{}}})};
}

void tst_Status::survivesWrongTypes()
{
    QFETCH(const QJsonArray, details);
    QCOMPARE(detailsOf(details), StatusDetails());
}

void tst_Status::retryDelay_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<qint64>("expected"); // ms, -1 = none
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    QTest::newRow("seconds") << u"28s"_s << qint64{28000};
    QTest::newRow("fraction") << u"0.2s"_s << qint64{200};
    QTest::newRow("largest") << u"9223372036854775807s"_s << largest;
    QTest::newRow("beyond") << u"99999999999999999999s"_s << largest;
    QTest::newRow("negative") << u"-1s"_s << qint64{-1};
    QTest::newRow("exponent") << u"1e9s"_s << qint64{-1};
    QTest::newRow("empty") << QString() << qint64{-1};
}

void tst_Status::retryDelay()
{
    QFETCH(const QString, sent);
    const StatusDetails details = detailsOf({detail(u"RetryInfo"_s, {{u"retryDelay"_s, sent}})});
    QTEST(qint64{details.retryDelay.value_or(milliseconds(-1)).count()}, "expected");
}

void tst_Status::clampsRetryDelay_data()
{
    QTest::addColumn<qint64>("asked");
    QTest::addColumn<qint64>("obeyed");
    QTest::newRow("within") << qint64{28000} << qint64{28000};
    QTest::newRow("zero") << qint64{0} << qint64{0};
    QTest::newRow("negative") << std::numeric_limits<qint64>::min() << qint64{0};
    QTest::newRow("quarter of an hour") << qint64{900'000} << qint64{900'000};
    QTest::newRow("longer") << qint64{900'001} << qint64{900'000};
    QTest::newRow("for ever") << std::numeric_limits<qint64>::max() << qint64{900'000};
}

void tst_Status::clampsRetryDelay()
{
    QFETCH(const qint64, asked);
    QTEST(qint64{clampedRetryDelay(milliseconds(asked)).count()}, "obeyed");
}

void tst_Status::codeNames()
{
    QCOMPARE(Status::codeName(0), u"OK"_s);
    QCOMPARE(Status::codeName(3), u"INVALID_ARGUMENT"_s);
    QCOMPARE(Status::codeName(9), u"FAILED_PRECONDITION"_s);
    QCOMPARE(Status::codeName(13), u"INTERNAL"_s);
    QCOMPARE(Status::codeName(16), u"UNAUTHENTICATED"_s);
    QCOMPARE(Status::codeName(17), QString());
    QCOMPARE(Status::codeName(-1), QString());
    QCOMPARE(Status::codeName(404), QString());
}

QTEST_GUILESS_MAIN(tst_Status)
#include "tst_status.moc"
