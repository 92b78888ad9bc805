// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/errorkind.h"

#include <QSet>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(pollux::ErrorKind)
Q_DECLARE_METATYPE(pollux::ErrorRemedy)

namespace {

constexpr int kindCount = static_cast<int>(ErrorKind::OutcomeUnknown) + 1;

} // namespace

class tst_ErrorKind : public QObject {
    Q_OBJECT

private slots:
    void traits_data();
    void traits();
    void everyKindHasARow();
    void namesAreUnique();
    void unknownNames_data();
    void unknownNames();
};

/// Written out once more, apart from the table: names are stored and exit codes are documented.
void tst_ErrorKind::traits_data()
{
    using Remedy = ErrorRemedy;
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorRemedy>("remedy");
    QTest::addColumn<bool>("isTransient");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *name, ErrorKind kind, Remedy remedy, int exitCode, bool isTransient = false) {
        QTest::newRow(name) << kind << remedy << isTransient << exitCode;
    };
    row("cancelled", ErrorKind::Cancelled, Remedy::Restart, 1);
    row("network", ErrorKind::Network, Remedy::Retry, 4, true);
    row("unreachable", ErrorKind::Unreachable, Remedy::AwaitLink, 4);
    row("timeout", ErrorKind::Timeout, Remedy::Retry, 4, true);
    row("tls", ErrorKind::Tls, Remedy::ChangeSettings, 4);
    row("proxy", ErrorKind::Proxy, Remedy::ChangeSettings, 4);
    row("insecureEndpoint", ErrorKind::InsecureEndpoint, Remedy::ChangeEndpoint, 4);
    row("redirected", ErrorKind::Redirected, Remedy::ChangeEndpoint, 4);
    row("proxyPage", ErrorKind::ProxyPage, Remedy::AwaitLink, 4);
    row("protocol", ErrorKind::Protocol, Remedy::Restart, 4);
    row("answerTooLarge", ErrorKind::AnswerTooLarge, Remedy::ChangeEndpoint, 4);
    row("foreignUploadUrl", ErrorKind::ForeignUploadUrl, Remedy::ChangeEndpoint, 4);
    row("invalidKey", ErrorKind::InvalidKey, Remedy::ChangeKey, 3);
    row("missingKey", ErrorKind::MissingKey, Remedy::ChangeKey, 3);
    row("permission", ErrorKind::Permission, Remedy::ChangeProject, 3);
    row("gone", ErrorKind::Gone, Remedy::Refresh, 1);
    row("notReady", ErrorKind::NotReady, Remedy::Refresh, 1);
    row("badRequest", ErrorKind::BadRequest, Remedy::None, 1);
    row("unsupportedType", ErrorKind::UnsupportedType, Remedy::None, 1);
    row("tooLarge", ErrorKind::TooLarge, Remedy::None, 1);
    row("storageQuota", ErrorKind::StorageQuota, Remedy::FreeStorage, 1);
    row("rateQuota", ErrorKind::RateQuota, Remedy::AwaitQuota, 4, true);
    row("serverBusy", ErrorKind::ServerBusy, Remedy::AwaitService, 4, true);
    row("locationBlocked", ErrorKind::LocationBlocked, Remedy::ChangeLocation, 3);
    row("precondition", ErrorKind::Precondition, Remedy::Refresh, 1);
    row("conflict", ErrorKind::Conflict, Remedy::Refresh, 1);
    row("sessionDead", ErrorKind::SessionDead, Remedy::NewSession, 4);
    row("chunkRule", ErrorKind::ChunkRule, Remedy::Restart, 4);
    row("localFile", ErrorKind::LocalFile, Remedy::Restart, 1);
    row("fileChanged", ErrorKind::FileChanged, Remedy::Restart, 1);
    row("journalNotWritable", ErrorKind::JournalNotWritable, Remedy::ChangeSettings, 1);
    row("damaged", ErrorKind::Damaged, Remedy::Restart, 1);
    row("operationFailed", ErrorKind::OperationFailed, Remedy::None, 1);
    row("outcomeUnknown", ErrorKind::OutcomeUnknown, Remedy::Refresh, 4);
}

void tst_ErrorKind::traits()
{
    QFETCH(const ErrorKind, kind);
    const ErrorTraits &traits = traitsOf(kind);
    QCOMPARE(traits.kind, kind);
    QCOMPARE(traits.name, QLatin1StringView(QTest::currentDataTag()));
    QTEST(traits.remedy, "remedy");
    QTEST(traits.isTransient(), "isTransient");
    QTEST(traits.exitCode, "exitCode");
    QCOMPARE(errorKindFromName(QString(traits.name)), std::optional(kind));
}

void tst_ErrorKind::everyKindHasARow()
{
    for (int number = 0; number < kindCount; ++number)
        QCOMPARE(static_cast<int>(traitsOf(static_cast<ErrorKind>(number)).kind), number);
}

void tst_ErrorKind::namesAreUnique()
{
    QSet<QString> names;
    for (int number = 0; number < kindCount; ++number)
        names.insert(traitsOf(static_cast<ErrorKind>(number)).name);
    QCOMPARE(names.size(), kindCount);
    QVERIFY(!names.contains(QString()));
}

void tst_ErrorKind::unknownNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("other case") << u"Network"_s;
    QTest::newRow("longer") << u"networks"_s;
    QTest::newRow("number") << u"1"_s;
}

void tst_ErrorKind::unknownNames()
{
    QFETCH(const QString, name);
    QVERIFY(!errorKindFromName(name));
}

QTEST_APPLESS_MAIN(tst_ErrorKind)
#include "tst_errorkind.moc"
