// SPDX-License-Identifier: Apache-2.0
#include "tests/support/queuefixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const auto other = u"other"_s;
const auto refusedKey = "refused-key"_ba;

} // namespace

/// Uploads of several accounts in one queue.
class tst_AccountUploads final : public QObject {
    Q_OBJECT

private slots:
    void aDropKeepsItsAccount();
    void aDropOnAStoreKeepsItsAccount();
    void waitsForTheKeyOfItsAccount();
    void eachAccountMayUploadAFile();
    void aNewKeyReachesAnAccountThatIsNotActive();
    void aNewKeyReachesWhatRuns();
    void aLateRefusalOfAFormerKeyHoldsNobody();

private:
    UploadQueue &queue() { return m_fixture->queue(); }
    QString write(const QString &name) { return m_fixture->writeFile(name, name.toUtf8()); }
    void setOther(const QByteArray &key)
    {
        queue().setAccount(other, RequestFactory({m_others.baseUrl(), u"v1beta"_s}, key), key);
    }
    void open(const DemoServerOptions &options = testServerOptions())
    {
        m_fixture = std::make_unique<QueueFixture>(options);
        QVERIFY(m_fixture->openQueue());
    }

    DemoFixture m_others; // the server of the other account
    std::unique_ptr<QueueFixture> m_fixture;
};

void tst_AccountUploads::aDropKeepsItsAccount()
{
    open();
    QSignalSpy added(&queue(), &UploadQueue::addFinished);
    queue().add(QueueFixture::profileId, {write(u"a.txt"_s)});
    // Before the preflight has ended.
    setOther("other-key"_ba);
    QTRY_COMPARE(added.count(), 1);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(queue().taskAt(0).profileId, QueueFixture::profileId);
    QCOMPARE(m_fixture->server().files().size(), 1);
    QVERIFY(m_others.server().files().isEmpty());
}

void tst_AccountUploads::aDropOnAStoreKeepsItsAccount()
{
    open();
    const QString store = u"fileSearchStores/shelf-1"_s;
    m_fixture->server().stores().addStore({{"name"_L1, store}});
    QSignalSpy finished(&queue(), &UploadQueue::preflightFinished);
    queue().preflight(QueueFixture::profileId, {write(u"a.txt"_s)}, {}, store);
    setOther("other-key"_ba);
    QTRY_COMPARE(finished.count(), 1);
    const auto result = finished.first().first().value<PreflightResult>();
    QCOMPARE(result.profileId, QueueFixture::profileId);
    AcceptedFile file = result.accepted.value(0);
    file.storeUpload = StoreUpload{store, {}, {}};
    queue().enqueue(result.profileId, {file});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(m_fixture->server().stores().documents(store).size(), 1);
    QVERIFY(m_others.server().requests().isEmpty());
}

void tst_AccountUploads::waitsForTheKeyOfItsAccount()
{
    open();
    QSignalSpy enqueued(&queue(), &UploadQueue::enqueued);
    queue().add(other, {write(u"a.txt"_s)});
    QTRY_COMPARE(enqueued.count(), 1);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Waiting));
    QCOMPARE(queue().taskAt(0).waitReason, WaitReason::AnotherKey);
    setOther("other-key"_ba);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(m_others.server().files().size(), 1);
    QVERIFY(m_fixture->server().requests().isEmpty());
    m_others.server().removeFile(m_others.server().files().constFirst().name());
    m_others.server().clearRequests();
}

void tst_AccountUploads::eachAccountMayUploadAFile()
{
    open();
    queue().setPaused(true);
    const QString path = write(u"a.txt"_s);
    for (const QString &profileId : {QueueFixture::profileId, other, other}) {
        QSignalSpy added(&queue(), &UploadQueue::addFinished);
        QSignalSpy enqueued(&queue(), &UploadQueue::enqueued);
        queue().add(profileId, {path});
        QTRY_COMPARE(added.count(), 1);
        QTRY_COMPARE(enqueued.count(), 1);
    }
    QCOMPARE(queue().count(), 2);
    QCOMPARE(queue().taskAt(0).profileId, QueueFixture::profileId);
    QCOMPARE(queue().taskAt(1).profileId, other);
}

void tst_AccountUploads::aNewKeyReachesAnAccountThatIsNotActive()
{
    DemoServerOptions options = testServerOptions();
    options.keys = {"accepted-key"_ba};
    open(options);
    m_fixture->key = refusedKey;
    m_fixture->setAccount();
    QSignalSpy enqueued(&queue(), &UploadQueue::enqueued);
    queue().add(QueueFixture::profileId, {write(u"a.txt"_s)});
    QTRY_COMPARE(enqueued.count(), 1);
    QTRY_COMPARE(queue().holds().value(0).reason, WaitReason::BadKey);
    setOther("other-key"_ba);
    m_fixture->key = "accepted-key"_ba;
    m_fixture->setAccount();
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QTRY_VERIFY(queue().holds().isEmpty());
}

void tst_AccountUploads::aNewKeyReachesWhatRuns()
{
    open();
    QSignalSpy enqueued(&queue(), &UploadQueue::enqueued);
    // It is bound to no key, since none is known.
    queue().add(other, {write(u"a.txt"_s)});
    QTRY_COMPARE(enqueued.count(), 1);
    const int stall = m_others.server().faults().add(faultOn("start"_ba, faults::stallBefore()));
    setOther("first-key"_ba);
    QTRY_COMPARE(m_others.server().faults().fired(stall), 1);
    setOther("second-key"_ba);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(m_others.requestsWith("start"_ba).last().header("x-goog-api-key"), "second-key"_ba);
    QCOMPARE(m_others.server().files().size(), 1);
    m_others.server().faults().release(stall);
}

void tst_AccountUploads::aLateRefusalOfAFormerKeyHoldsNobody()
{
    DemoServerOptions options = testServerOptions();
    options.keys = {"accepted-key"_ba};
    open(options);
    m_fixture->key = refusedKey;
    m_fixture->setAccount();
    const int stall = m_fixture->server().faults().add(faultOn("start"_ba, faults::stallBefore()));
    QSignalSpy enqueued(&queue(), &UploadQueue::enqueued);
    queue().add(QueueFixture::profileId, {write(u"a.txt"_s)});
    QTRY_COMPARE(m_fixture->server().faults().fired(stall), 1);
    m_fixture->key = "accepted-key"_ba;
    m_fixture->setAccount();
    QVERIFY(m_fixture->add({write(u"b.txt"_s)}));
    QVERIFY(m_fixture->waitForState(u"b.txt"_s, UploadTask::State::Done));
    m_fixture->server().faults().release(stall);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Waiting));
    QCOMPARE(m_fixture->task(u"a.txt"_s).waitReason, WaitReason::AnotherKey);
    QVERIFY(queue().holds().isEmpty());
    queue().resume({m_fixture->task(u"a.txt"_s).id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
}

QTEST_GUILESS_MAIN(tst_AccountUploads)
#include "tst_accountuploads.moc"
