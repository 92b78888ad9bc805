// SPDX-License-Identifier: Apache-2.0
#include "tests/support/queuefixture.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granularity = 262'144; // as in testServerOptions()
const auto wholeBody = "upload, finalize"_ba;

using Removal = std::function<void(UploadQueue &)>;

} // namespace

Q_DECLARE_METATYPE(Removal)

/// An upload that fails while others do not: how long it waits, and what becomes of its session.
class tst_FailingUploads final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<QueueFixture>(); }
    void cleanup() { m_fixture.reset(); }
    void removalCancelsTheSession_data();
    void removalCancelsTheSession();
    void progressShortensTheNextWait();

private:
    UploadQueue &queue() { return m_fixture->queue(); }
    ScriptedDemoServer &server() { return m_fixture->server(); }
    qsizetype count(const QByteArray &command) { return m_fixture->demo().requestsWith(command).size(); }

    std::unique_ptr<QueueFixture> m_fixture;
};

void tst_FailingUploads::removalCancelsTheSession_data()
{
    QTest::addColumn<Removal>("remove");
    QTest::newRow("discard") << Removal([](UploadQueue &queue) { queue.discard({queue.taskAt(0).id}); });
    QTest::newRow("clear") << Removal([](UploadQueue &queue) { queue.clearFinished(true); });
}

void tst_FailingUploads::removalCancelsTheSession()
{
    QFETCH(const Removal, remove);
    QVERIFY(m_fixture->openQueue());
    server().faults().add(faultOn(wholeBody, faults::slowBody(2 * granularity)));
    const QString path = m_fixture->writeFile(u"a.txt"_s, testBytes(6 * granularity));
    QVERIFY(m_fixture->add({path}));
    QVERIFY(m_fixture->waitFor([this] { return m_fixture->bytesReceived() > granularity; }));
    queue().pause({queue().taskAt(0).id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Paused));
    QVERIFY(QFile::remove(path));
    queue().resume({queue().taskAt(0).id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Failed));
    QCOMPARE(count("cancel"_ba), 0);

    // The removal does not wait for the server's answer.
    const int stall = server().faults().add(faultOn("cancel"_ba, faults::stallBefore()));
    remove(queue());
    QTRY_COMPARE(queue().count(), 0);
    QTRY_COMPARE(count("cancel"_ba), 1);
    server().faults().release(stall);
}

void tst_FailingUploads::progressShortensTheNextWait()
{
    // Each failed try ends a run of the upload, and waits are a hundredth of the real ones.
    m_fixture->options.retries.maximumAttempts = 0;
    QVERIFY(m_fixture->openQueue());
    // While another upload is active, a failing one does not hold the queue.
    const int stall = server().faults().add(faultOn(wholeBody, faults::stallBefore()));
    QVERIFY(m_fixture->add({m_fixture->writeFile(u"other.txt"_s, "words"_ba)}));
    QTRY_COMPARE(count(wholeBody), 1);

    struct Wait {
        QDateTime until;
        qint64 left; ///< ms
    };
    QList<Wait> waits;
    connect(&queue(), &UploadQueue::taskChanged, this, [this, &waits] {
        const UploadTask task = m_fixture->task(u"a.txt"_s);
        const bool isDeferred = task.state == UploadTask::State::Waiting && task.waitReason == WaitReason::Retry;
        if (isDeferred && (waits.isEmpty() || waits.constLast().until != task.nextTry))
            waits.append({task.nextTry, QDateTime::currentDateTimeUtc().msecsTo(task.nextTry)});
    });
    server().faults().add(faultOn(wholeBody, faults::answer(503)));
    server().faults().add(faultOn(wholeBody, faults::keepUntil(2 * granularity)));
    // The third run learns of the bytes that the server has kept, and fails.
    server().faults().add(faultOn(wholeBody, faults::answer(503)));
    QVERIFY(m_fixture->add({m_fixture->writeFile(u"a.txt"_s, testBytes(6 * granularity))}));
    QTRY_COMPARE_WITH_TIMEOUT(waits.size(), 3, QueueFixture::maxWait);
    QVERIFY(waits.at(0).left <= 600);
    QVERIFY(waits.at(0).until.msecsTo(waits.at(1).until) >= 1150);
    QVERIFY(waits.at(2).left <= 600);

    server().faults().release(stall);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(count("start"_ba), 2);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

QTEST_GUILESS_MAIN(tst_FailingUploads)
#include "tst_failinguploads.moc"
