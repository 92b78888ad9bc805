// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/queueholds.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const HeldUpload fileA{1, u"a"_s, u"https://a"_s, {}};
const HeldUpload otherA{2, u"a"_s, u"https://a"_s, {}};
const HeldUpload shelfA{3, u"a"_s, u"https://a"_s, u"shelf"_s};
const HeldUpload fileB{4, u"b"_s, u"https://b"_s, {}};
const HeldUpload sameEndpoint{5, u"c"_s, u"https://a"_s, {}};

constexpr QueueHolds::Neighbours alone{.isOnlyUpload = true, .isOnlyTarget = true};
constexpr QueueHolds::Neighbours amongMany{.isOnlyUpload = false, .isOnlyTarget = false};

ApiError errorOf(ErrorKind kind)
{
    ApiError error = ApiError::local(kind);
    if (traitsOf(kind).scope != ErrorScope::Link)
        error.httpStatus = 400;
    return error;
}

} // namespace

class tst_QueueHolds final : public QObject {
    Q_OBJECT

private slots:
    void init();

    void errorsHoldByTheirScope_data();
    void errorsHoldByTheirScope();
    void probesAreDue_data();
    void probesAreDue();
    void refusedKeyIsProbedWhenAsked();
    void busyServiceIsHeldAfterThreeFailures();
    void oneFailingStoreIsHeldAlone();
    void holdOfOneStoreGrows();
    void oneFailingUploadIsDeferred();
    void uploadThatAloneFailsHoldsOthersOnce();
    void linkReplacesService();
    void answerFromTheServiceReleasesTheLink();
    void successReleases();
    void vanishesWithoutUploads();
    void lostProbeMakesRoom();
    void probeThatIsOverdueIsPlanned();
    void accountIsDelayedByItsQuota();
    void refusalOfFilesOutlastsAnOpenedSession_data();
    void refusalOfFilesOutlastsAnOpenedSession();
    void probesWaitAsLongAsTheServiceAsks();
    void deferralWaitsAsLongAsTheServiceAsks();

private:
    /// What holds uploads, as in "Network https://a".
    QStringList held() const;
    Admission admission() const
    {
        Admission admission;
        m_holds->fill(admission);
        return admission;
    }
    void probe(const HeldUpload &upload)
    {
        for (const QueueHold &hold : m_holds->all())
            m_holds->takeProbe({upload.id, hold.key()});
    }
    void failThrice(ErrorKind kind, const HeldUpload &upload, const QueueHolds::Neighbours &neighbours)
    {
        for (int i = 0; i < CircuitBreaker::failuresToOpen; ++i)
            m_holds->handleFailedTry(upload, errorOf(kind), neighbours);
    }

    milliseconds m_now{};
    std::unique_ptr<QueueHolds> m_holds;
};

void tst_QueueHolds::init()
{
    m_now = std::chrono::hours(1);
    m_holds = std::make_unique<QueueHolds>(RetrySchedule(), nullptr, [this] { return m_now; });
}

QStringList tst_QueueHolds::held() const
{
    QStringList texts;
    for (const QueueHold &hold : m_holds->all())
        texts.append(u"%1 %2"_s.arg(static_cast<int>(hold.reason)).arg(hold.key()));
    return texts;
}

void tst_QueueHolds::errorsHoldByTheirScope_data()
{
    QTest::addColumn<ErrorKind>("kind");
    for (int i = 0; i <= static_cast<int>(ErrorKind::OutcomeUnknown); ++i) {
        const auto kind = static_cast<ErrorKind>(i);
        QTest::newRow(traitsOf(kind).name.data()) << kind;
    }
}

void tst_QueueHolds::errorsHoldByTheirScope()
{
    QFETCH(const ErrorKind, kind);
    const ErrorTraits &traits = traitsOf(kind);
    const auto wait = m_holds->handleEnd(shelfA, errorOf(kind), amongMany);
    QCOMPARE(wait.has_value(), traits.scope != ErrorScope::File);
    const QList<QueueHold> holds = m_holds->all();
    const bool isHeldAtOnce =
        traits.scope == ErrorScope::Account || (traits.scope == ErrorScope::Link && !traits.isTransient());
    QCOMPARE(holds.size(), isHeldAtOnce ? 1 : 0);
    if (!isHeldAtOnce) {
        if (wait)
            QCOMPARE(wait->reason, WaitReason::Retry);
        return;
    }
    const QueueHold &hold = holds.constFirst();
    QCOMPARE(hold.reason, wait->reason);
    QCOMPARE(hold.scope, traits.scope);
    QVERIFY(hold.covers(shelfA));
    QVERIFY(!hold.covers(fileB));
    QCOMPARE(hold.covers(fileA), traits.remedy != ErrorRemedy::FreeStorage);
    QCOMPARE(hold.covers(sameEndpoint), traits.scope == ErrorScope::Link);
    QCOMPARE(hold.nextTry.isValid(), traits.remedy != ErrorRemedy::ChangeKey);
}

void tst_QueueHolds::probesAreDue_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QList<int>>("pauses"); // seconds
    const QList<int> slow{60, 120, 240, 480, 960, 1800, 1800};
    const QList<int> link{1, 2, 4, 8, 16, 32, 64, 64};
    QTest::newRow("permission") << ErrorKind::Permission << slow;
    QTest::newRow("storage") << ErrorKind::StorageQuota << slow;
    QTest::newRow("location") << ErrorKind::LocationBlocked << slow;
    QTest::newRow("unreachable") << ErrorKind::Unreachable << link;
    QTest::newRow("tls") << ErrorKind::Tls << link;
    QTest::newRow("redirected") << ErrorKind::Redirected << link;
}

void tst_QueueHolds::probesAreDue()
{
    QFETCH(const ErrorKind, kind);
    QFETCH(const QList<int>, pauses);
    QSignalSpy held(m_holds.get(), &QueueHolds::held);
    for (const int pause : pauses) {
        QVERIFY(m_holds->handleEnd(fileA, errorOf(kind), amongMany));
        // Late failures of other uploads change nothing.
        QVERIFY(m_holds->handleEnd(otherA, errorOf(kind), amongMany));
        m_now += seconds(pause) - milliseconds(1);
        QVERIFY(!admission().holds.front().isDue);
        m_now += milliseconds(1);
        QVERIFY(admission().holds.front().isDue);
        probe(fileA);
        QVERIFY(!admission().holds.front().isDue);
        QCOMPARE(admission().holds.front().probe, fileA.id);
        QVERIFY(m_holds->all().constFirst().isProbing);
    }
    QCOMPARE(m_holds->all().size(), 1);
    QCOMPARE(held.count(), pauses.size());
}

void tst_QueueHolds::refusedKeyIsProbedWhenAsked()
{
    QVERIFY(m_holds->handleEnd(fileA, errorOf(ErrorKind::InvalidKey), amongMany));
    m_now += std::chrono::hours(9);
    QVERIFY(!admission().holds.front().isDue);
    m_holds->tryNow();
    QVERIFY(admission().holds.front().isDue);
    probe(fileA);
    QVERIFY(m_holds->handleEnd(fileA, errorOf(ErrorKind::InvalidKey), amongMany));
    m_now += std::chrono::hours(9);
    QVERIFY(!admission().holds.front().isDue);
    m_holds->releaseAccount(u"a"_s);
    QVERIFY(m_holds->all().isEmpty());
}

void tst_QueueHolds::busyServiceIsHeldAfterThreeFailures()
{
    m_holds->handleFailedTry(fileA, errorOf(ErrorKind::ServerBusy), amongMany);
    m_holds->handleFailedTry(otherA, errorOf(ErrorKind::ServerBusy), amongMany);
    QVERIFY(m_holds->all().isEmpty());
    m_holds->handleFailedTry(fileA, errorOf(ErrorKind::ServerBusy), amongMany);
    QCOMPARE(m_holds->all().size(), 1);
    QVERIFY(m_holds->all().constFirst().covers(sameEndpoint));
    QVERIFY(m_holds->blockerOf(shelfA));
    QVERIFY(!m_holds->blockerOf(fileB));
    m_now += CircuitBreaker::firstPause;
    QVERIFY(admission().holds.front().isDue);
}

void tst_QueueHolds::oneFailingStoreIsHeldAlone()
{
    m_holds->handleFailedTry(fileA, errorOf(ErrorKind::ServerBusy), amongMany);
    failThrice(ErrorKind::ServerBusy, shelfA, {.isOnlyUpload = true, .isOnlyTarget = false});
    QCOMPARE(m_holds->all().size(), 1);
    QVERIFY(m_holds->blockerOf(shelfA));
    QVERIFY(!m_holds->blockerOf(fileA));
    m_holds->handleAnswered(fileA);
    QCOMPARE(m_holds->all().size(), 1);
    m_holds->handleAnswered(shelfA);
    QVERIFY(m_holds->all().isEmpty());
}

void tst_QueueHolds::holdOfOneStoreGrows()
{
    failThrice(ErrorKind::ServerBusy, shelfA, {.isOnlyUpload = true, .isOnlyTarget = false});
    failThrice(ErrorKind::ServerBusy, fileA, alone);
    QCOMPARE(m_holds->all().size(), 1);
    QVERIFY(m_holds->blockerOf(shelfA));
    QVERIFY(m_holds->blockerOf(fileA));
}

void tst_QueueHolds::oneFailingUploadIsDeferred()
{
    for (const int pause : {60, 120, 240, 480, 960, 1800, 1800}) {
        failThrice(ErrorKind::ServerBusy, fileA, amongMany);
        const auto wait = m_holds->handleEnd(fileA, errorOf(ErrorKind::ServerBusy), amongMany);
        QCOMPARE(wait->reason, WaitReason::Retry);
        QVERIFY(m_holds->all().isEmpty());
        m_now += seconds(pause) - milliseconds(1);
        QVERIFY(admission().deferred.contains(fileA.id));
        m_now += milliseconds(1);
        QVERIFY(!admission().deferred.contains(fileA.id));
    }
    m_holds->handleEnd(fileA, errorOf(ErrorKind::ServerBusy), amongMany);
    m_holds->tryNow();
    QVERIFY(admission().deferred.isEmpty());
}

void tst_QueueHolds::uploadThatAloneFailsHoldsOthersOnce()
{
    for (const ErrorKind kind : {ErrorKind::ServerBusy, ErrorKind::Network}) {
        failThrice(kind, fileA, alone);
        QCOMPARE(m_holds->all().size(), 1);
        QCOMPARE(admission().holds.front().lastProbe, fileA.id); // another upload probes
        m_holds->tryNow();
        probe(otherA);
        m_holds->handleAnswered(otherA);
        QVERIFY(admission().deferred.isEmpty());
        failThrice(kind, fileA, alone);
        QVERIFY(m_holds->all().isEmpty());
        m_holds->handleAnswered(fileA);
        failThrice(kind, fileA, alone);
        QCOMPARE(m_holds->all().size(), 1);
        m_holds->tryNow();
        probe(fileA);
        m_holds->handleAnswered(fileA);
    }
}

void tst_QueueHolds::linkReplacesService()
{
    failThrice(ErrorKind::ServerBusy, fileA, alone);
    QCOMPARE(m_holds->all().constFirst().scope, ErrorScope::Service);
    m_holds->tryNow();
    probe(fileA);
    m_holds->handleFailedTry(fileA, errorOf(ErrorKind::Unreachable), alone);
    QCOMPARE(m_holds->all().size(), 1);
    QCOMPARE(m_holds->all().constFirst().reason, WaitReason::Network);
}

void tst_QueueHolds::answerFromTheServiceReleasesTheLink()
{
    m_holds->handleFailedTry(fileA, errorOf(ErrorKind::Unreachable), amongMany);
    QCOMPARE(m_holds->all().size(), 1);
    m_holds->tryLinksNow();
    probe(fileA);
    // A refusal shows that the network works.
    QVERIFY(m_holds->handleEnd(fileA, errorOf(ErrorKind::StorageQuota), amongMany));
    QCOMPARE(held(), QStringList{u"%1 1 a "_s.arg(static_cast<int>(WaitReason::StorageFull))});
}

void tst_QueueHolds::successReleases()
{
    QSignalSpy due(m_holds.get(), &QueueHolds::due);
    QVERIFY(m_holds->handleEnd(fileA, errorOf(ErrorKind::Permission), amongMany));
    m_holds->handleFailedTry(fileA, errorOf(ErrorKind::Unreachable), amongMany);
    m_holds->handleFailedTry(fileB, errorOf(ErrorKind::Unreachable), amongMany);
    QCOMPARE(m_holds->all().size(), 3);
    // Uploads that the account has under way do not show that it may begin others.
    m_holds->handleAnswered(otherA);
    QCOMPARE(m_holds->all().size(), 2);
    m_holds->tryNow();
    probe(fileA);
    m_holds->handleAnswered(fileA);
    QCOMPARE(m_holds->all().size(), 1);
    QVERIFY(m_holds->all().constFirst().covers(fileB));
    QCOMPARE(due.count(), 2);
}

void tst_QueueHolds::vanishesWithoutUploads()
{
    QVERIFY(m_holds->handleEnd(fileA, errorOf(ErrorKind::Permission), amongMany));
    m_holds->handleFailedTry(fileB, errorOf(ErrorKind::Unreachable), amongMany);
    const auto runsNothing = [](UploadTask::Id) { return false; };
    m_holds->sweep([](const QueueHold &hold) { return hold.covers(fileB); }, runsNothing);
    QCOMPARE(m_holds->all().size(), 1);
    QVERIFY(m_holds->all().constFirst().covers(fileB));
}

void tst_QueueHolds::lostProbeMakesRoom()
{
    QVERIFY(m_holds->handleEnd(fileA, errorOf(ErrorKind::Permission), amongMany));
    m_holds->tryNow();
    probe(otherA);
    const auto isNeeded = [](const QueueHold &) { return true; };
    m_holds->sweep(isNeeded, [](UploadTask::Id id) { return id == otherA.id; });
    QCOMPARE(m_holds->probes(), QList{otherA.id});
    m_holds->sweep(isNeeded, [](UploadTask::Id) { return false; });
    QVERIFY(m_holds->probes().isEmpty());
    QVERIFY(admission().holds.front().isDue);
}

void tst_QueueHolds::probeThatIsOverdueIsPlanned()
{
    QSignalSpy due(m_holds.get(), &QueueHolds::due);
    m_holds->handleFailedTry(fileA, errorOf(ErrorKind::Unreachable), amongMany);
    admission();
    // The thread was busy for longer than the pause.
    m_now += std::chrono::hours(2);
    m_holds->startTimer();
    QTRY_COMPARE(due.count(), 1);
    // Planned and not started, since there is no place: that is no reason to plan again and again.
    admission();
    m_holds->startTimer();
    QVERIFY(!due.wait(20));
}

void tst_QueueHolds::accountIsDelayedByItsQuota()
{
    QSignalSpy slowed(m_holds.get(), &QueueHolds::slowedDown);
    ApiError error = errorOf(ErrorKind::RateQuota);
    error.retryAfter = seconds(30);
    m_holds->handleFailedTry(fileA, error, amongMany);
    QCOMPARE(slowed.count(), 1);
    QVERIFY(m_holds->all().isEmpty());
    QCOMPARE(admission().delayedAccounts, QSet<QString>{u"a"_s});
    m_now += seconds(30);
    QVERIFY(admission().delayedAccounts.isEmpty());
}

void tst_QueueHolds::refusalOfFilesOutlastsAnOpenedSession_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("hasSession");
    QTest::addColumn<bool>("outlasts");
    QTest::newRow("storage, start") << ErrorKind::StorageQuota << false << false;
    QTest::newRow("storage, file") << ErrorKind::StorageQuota << true << true;
    QTest::newRow("permission, file") << ErrorKind::Permission << true << true;
    QTest::newRow("billing, file") << ErrorKind::Billing << true << true;
    QTest::newRow("location, file") << ErrorKind::LocationBlocked << true << false;
    QTest::newRow("key, file") << ErrorKind::InvalidKey << true << false;
}

void tst_QueueHolds::refusalOfFilesOutlastsAnOpenedSession()
{
    QFETCH(const ErrorKind, kind);
    QFETCH(const bool, hasSession);
    QFETCH(const bool, outlasts);
    HeldUpload refused = fileA;
    refused.hasSession = hasSession;
    QVERIFY(m_holds->handleEnd(refused, errorOf(kind), amongMany));
    m_holds->tryNow();
    probe(otherA);
    m_holds->handleAnswered(otherA);
    QCOMPARE(m_holds->all().size(), outlasts ? 1 : 0);
    m_holds->handleAnswered(otherA, true);
    QVERIFY(m_holds->all().isEmpty());
}

void tst_QueueHolds::probesWaitAsLongAsTheServiceAsks()
{
    ApiError error = errorOf(ErrorKind::ServerBusy);
    error.retryAfter = seconds(90);
    for (int i = 0; i < CircuitBreaker::failuresToOpen; ++i)
        m_holds->handleFailedTry(fileA, error, alone);
    m_now += seconds(90) - milliseconds(1);
    QVERIFY(!admission().holds.front().isDue);
    m_now += milliseconds(1);
    QVERIFY(admission().holds.front().isDue);
}

void tst_QueueHolds::deferralWaitsAsLongAsTheServiceAsks()
{
    ApiError error = errorOf(ErrorKind::ServerBusy);
    error.retryAfter = seconds(90);
    QCOMPARE(m_holds->handleEnd(fileA, error, amongMany)->reason, WaitReason::Retry);
    m_now += seconds(90) - milliseconds(1);
    QVERIFY(admission().deferred.contains(fileA.id));
    m_now += milliseconds(1);
    QVERIFY(admission().deferred.isEmpty());
}

QTEST_GUILESS_MAIN(tst_QueueHolds)
#include "tst_queueholds.moc"
