// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/errorkind.h"

#include <QSet>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(pollux::ErrorKind)
Q_DECLARE_METATYPE(pollux::ErrorScope)
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

/// Repeats the table on purpose: names are stored and exit codes are documented, so neither may change.
void tst_ErrorKind::traits_data()
{
    using enum ErrorScope;
    using Remedy = ErrorRemedy;
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorScope>("scope");
    QTest::addColumn<ErrorRemedy>("remedy");
    QTest::addColumn<bool>("isTransient");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *name, ErrorKind kind, ErrorScope scope, Remedy remedy, int exitCode,
                        bool isTransient = false) {
        QTest::newRow(name) << kind << scope << remedy << isTransient << exitCode;
    };
    row("cancelled", ErrorKind::Cancelled, File, Remedy::Restart, 1);
    row("network", ErrorKind::Network, Link, Remedy::Retry, 4, true);
    row("unreachable", ErrorKind::Unreachable, Link, Remedy::AwaitLink, 4);
    row("timeout", ErrorKind::Timeout, Link, Remedy::Retry, 4, true);
    row("tls", ErrorKind::Tls, Link, Remedy::ChangeSettings, 4);
    row("proxy", ErrorKind::Proxy, Link, Remedy::ChangeSettings, 4);
    row("insecureEndpoint", ErrorKind::InsecureEndpoint, Account, Remedy::ChangeEndpoint, 4);
    row("redirected", ErrorKind::Redirected, Link, Remedy::ChangeEndpoint, 4);
    row("proxyPage", ErrorKind::ProxyPage, Link, Remedy::AwaitLink, 4);
    row("protocol", ErrorKind::Protocol, Service, Remedy::Restart, 4);
    row("answerTooLarge", ErrorKind::AnswerTooLarge, Service, Remedy::ChangeEndpoint, 4);
    row("foreignUploadUrl", ErrorKind::ForeignUploadUrl, Account, Remedy::ChangeEndpoint, 4);
    row("wrongEndpoint", ErrorKind::WrongEndpoint, Account, Remedy::ChangeEndpoint, 4);
    row("invalidKey", ErrorKind::InvalidKey, Account, Remedy::ChangeKey, 3);
    row("missingKey", ErrorKind::MissingKey, Account, Remedy::ChangeKey, 3);
    row("permission", ErrorKind::Permission, Account, Remedy::ChangeProject, 3);
    row("billing", ErrorKind::Billing, Account, Remedy::ChangeProject, 1);
    row("gone", ErrorKind::Gone, File, Remedy::Refresh, 1);
    row("notReady", ErrorKind::NotReady, File, Remedy::Refresh, 1);
    row("badRequest", ErrorKind::BadRequest, File, Remedy::None, 1);
    row("readRefused", ErrorKind::ReadRefused, File, Remedy::Refresh, 1);
    row("unsupportedType", ErrorKind::UnsupportedType, File, Remedy::None, 1);
    row("tooLarge", ErrorKind::TooLarge, File, Remedy::None, 1);
    row("storageQuota", ErrorKind::StorageQuota, Account, Remedy::FreeStorage, 1);
    row("rateQuota", ErrorKind::RateQuota, Service, Remedy::AwaitQuota, 4, true);
    row("serverBusy", ErrorKind::ServerBusy, Service, Remedy::AwaitService, 4, true);
    row("locationBlocked", ErrorKind::LocationBlocked, Account, Remedy::ChangeLocation, 3);
    row("precondition", ErrorKind::Precondition, File, Remedy::Refresh, 1);
    row("conflict", ErrorKind::Conflict, File, Remedy::Refresh, 1);
    row("sessionDead", ErrorKind::SessionDead, File, Remedy::NewSession, 4);
    row("chunkRule", ErrorKind::ChunkRule, File, Remedy::Restart, 4);
    row("localFile", ErrorKind::LocalFile, File, Remedy::Restart, 1);
    row("fileChanged", ErrorKind::FileChanged, File, Remedy::Restart, 1);
    row("journalNotWritable", ErrorKind::JournalNotWritable, File, Remedy::ChangeSettings, 1);
    row("damaged", ErrorKind::Damaged, File, Remedy::Restart, 1);
    row("operationFailed", ErrorKind::OperationFailed, File, Remedy::None, 1);
    row("outcomeUnknown", ErrorKind::OutcomeUnknown, File, Remedy::Refresh, 4);
}

void tst_ErrorKind::traits()
{
    QFETCH(const ErrorKind, kind);
    const ErrorTraits &traits = traitsOf(kind);
    QCOMPARE(traits.kind, kind);
    QCOMPARE(traits.name, QLatin1StringView(QTest::currentDataTag()));
    QTEST(traits.scope, "scope");
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
