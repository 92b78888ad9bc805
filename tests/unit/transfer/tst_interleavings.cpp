// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadengine.h"
#include "tests/support/demofixture.h"
#include "tests/support/queuefixture.h"
#include "tests/unit/journal/journalsamples.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <functional>

using namespace Qt::StringLiterals;
using namespace pollux;

using State = UploadTask::State;

namespace {

enum class Action { Pause, PauseAll, Cancel, Discard, RemoveAccount, NetworkBack, Hold };

/// When it happens, seen from the outcome of the upload.
enum class Moment {
    Arrived, ///< the final answer is in the socket
    Queued,  ///< the journal is about to be written
    Written, ///< the journal was written
    Refused  ///< the journal could not be written
};

const QString profile = u"profile"_s;
const QString store = u"ragStores/shelf-1"_s;
const QByteArray key = "queue-test-key"_ba;

} // namespace

/// What stops an upload meets its outcome at every moment: the file is told exactly once, and never lost or doubled.
/// The engine runs in the test's thread, so that each moment can be hit.
class tst_Interleavings final : public QObject {
    Q_OBJECT

public:
    bool eventFilter(QObject *watched, QEvent *event) override;

private slots:
    void init();
    void cleanup();
    void outcomeIsToldOnce_data();
    void outcomeIsToldOnce();
    void outcomeFromTheListOutlivesACancellation();

private:
    ScriptedDemoServer &server() { return m_demo->server(); }
    template <typename Class>
    Class *part() const
    {
        return m_engine->findChild<Class *>();
    }
    void setAccount();
    void enqueue(bool isForStore);
    qsizetype resultsOnServer();
    void act();
    void heal();
    void actOnArrival();
    const TaskRecord *record() const { return m_engine->tasks().find(m_id); }

    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<UploadEngine> m_engine;
    UploadTask::Id m_id = 0;
    Action m_action = Action::Pause;
    Moment m_moment = Moment::Arrived;
    bool m_hasActed = false;
};

void tst_Interleavings::init()
{
    m_demo = std::make_unique<DemoFixture>();
    m_folder = std::make_unique<QTemporaryDir>();
    server().stores().addStore({{"name"_L1, store}, {"displayName"_L1, u"Shelf"_s}});
    UploadEngine::Options options = QueueFixture::quickOptions();
    options.journalPath = Journal::pathIn(m_folder->path());
    m_engine = std::make_unique<UploadEngine>(options);
    m_engine->open();
    setAccount();
    m_hasActed = false;
}

void tst_Interleavings::cleanup()
{
    if (m_engine)
        m_engine->shutDown();
    m_engine.reset();
    m_demo.reset();
}

void tst_Interleavings::setAccount()
{
    m_engine->setAccount(profile, RequestFactory({m_demo->baseUrl(), u"v1beta"_s}, key), key);
}

void tst_Interleavings::enqueue(bool isForStore)
{
    const QByteArray content = testBytes(1000);
    QFile written(m_folder->filePath(u"a.txt"_s));
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write(content) == content.size());
    AcceptedFile file;
    file.path = written.fileName();
    file.displayName = u"a.txt"_s;
    file.mimeType = u"text/plain"_s;
    file.size = content.size();
    if (isForStore)
        file.storeUpload = StoreUpload{store, {}, {}};
    m_engine->enqueue(profile, {file});
    m_id = m_engine->tasks().at(0).task.id;
}

qsizetype tst_Interleavings::resultsOnServer()
{
    return server().files().size() + server().stores().documents(store).size();
}

void tst_Interleavings::act()
{
    m_hasActed = true;
    switch (m_action) {
    case Action::Pause:
        m_engine->pause({m_id});
        break;
    case Action::PauseAll:
        m_engine->setPaused(true);
        break;
    case Action::Cancel:
        m_engine->cancel({m_id});
        break;
    case Action::Discard:
        m_engine->discard({m_id});
        break;
    case Action::RemoveAccount:
        m_engine->removeAccount(profile);
        break;
    case Action::NetworkBack:
        m_engine->renewConnections();
        break;
    case Action::Hold:
        for (int failure = 0; failure < CircuitBreaker::failuresToOpen; ++failure)
            emit part<RunningUploads>()->tryFailed(m_id, ApiError::local(ErrorKind::ServerBusy));
        break;
    }
}

void tst_Interleavings::heal()
{
    m_engine->resume({m_id});
    m_engine->setPaused(false);
    setAccount();
    m_engine->releaseHold();
}

/// Sees the call that writes the journal.
bool tst_Interleavings::eventFilter(QObject *watched, QEvent *event)
{
    const bool isNow = event->type() == QEvent::MetaCall && m_moment != Moment::Arrived && !m_hasActed;
    if (!isNow || resultsOnServer() == 0)
        return false;
    if (m_moment == Moment::Queued) {
        act();
        return false;
    }
    journalsamples::RawDatabase raw(Journal::pathIn(m_folder->path()));
    if (m_moment == Moment::Refused)
        raw.run(u"CREATE TRIGGER refusal BEFORE INSERT ON results BEGIN SELECT RAISE(ABORT, 'refused'); END"_s);
    watched->event(event);
    act();
    if (m_moment == Moment::Refused)
        raw.run(u"DROP TRIGGER refusal"_s);
    return true;
}

/// Waits until the answer is on its way, without the event loop in which the engine would read it.
void tst_Interleavings::actOnArrival()
{
    const int stall = server().faults().add(faultOn("upload, finalize"_ba, faults::stallAfter()));
    QTRY_COMPARE(resultsOnServer(), 1);
    server().faults().release(stall);
    const auto isAnswered = [this] {
        const QList<RequestRecord> uploads = m_demo->requestsWith("upload, finalize"_ba);
        return !uploads.isEmpty() && uploads.last().finished;
    };
    const QDeadlineTimer deadline(QueueFixture::maxWait);
    while (!isAnswered() && !deadline.hasExpired())
        QThread::yieldCurrentThread();
    QVERIFY(isAnswered());
    act();
}

void tst_Interleavings::outcomeIsToldOnce_data()
{
    QTest::addColumn<Action>("action");
    QTest::addColumn<Moment>("moment");
    QTest::addColumn<bool>("isForStore");
    const QList<std::pair<const char *, Action>> actions{{"pause", Action::Pause},
                                                         {"pause all", Action::PauseAll},
                                                         {"cancel", Action::Cancel},
                                                         {"discard", Action::Discard},
                                                         {"hold", Action::Hold},
                                                         {"account removed", Action::RemoveAccount},
                                                         {"network back", Action::NetworkBack}};
    const QList<std::pair<const char *, Moment>> moments{{"answer arrived", Moment::Arrived},
                                                         {"write queued", Moment::Queued},
                                                         {"written", Moment::Written},
                                                         {"refused", Moment::Refused}};
    for (const auto &[action, what] : actions) {
        for (const auto &[moment, when] : moments) {
            QTest::addRow("%s, %s", action, moment) << what << when << false;
            QTest::addRow("%s, %s, store", action, moment) << what << when << true;
        }
    }
}

void tst_Interleavings::outcomeIsToldOnce()
{
    QFETCH(const bool, isForStore);
    QFETCH(const Action, action);
    QFETCH(const Moment, moment);
    m_action = action;
    m_moment = moment;
    QSignalSpy uploaded(m_engine.get(), &UploadEngine::uploaded);
    QSignalSpy operations(m_engine.get(), &UploadEngine::operationsChanged);
    QSignalSpy removed(&m_engine->tasks(), &TaskList::removed);
    QSet<State> ends;
    connect(&m_engine->tasks(), &TaskList::changed, this, [&ends](const QList<UploadTask> &tasks) {
        for (const UploadTask &task : tasks) {
            if (task.isFinished())
                ends.insert(task.state);
        }
    });
    int done = 0;
    int failed = 0;
    connect(m_engine.get(), &UploadEngine::idle, this, [&](int doneNow, int failedNow) {
        done += doneNow;
        failed += failedNow;
    });
    part<TaskList>()->installEventFilter(this);
    enqueue(isForStore);
    if (m_moment == Moment::Arrived)
        actOnArrival();
    QTRY_VERIFY(m_hasActed);
    heal();

    // An answer that was not read yet does not hinder a cancellation; afterwards it does.
    const bool isStopped = m_action == Action::Cancel || m_action == Action::Discard;
    const bool isCancelled = isStopped && m_moment == Moment::Arrived;
    const bool isRemoved = m_action == Action::Discard && m_moment != Moment::Refused;
    if (!isRemoved)
        QTRY_VERIFY(record()->task.isFinished());
    QTRY_COMPARE(done, isCancelled ? 0 : 1);
    QCOMPARE(failed, 0);
    QCOMPARE(removed.size(), isRemoved ? 1 : 0);
    QCOMPARE(uploaded.size(), isCancelled || isForStore ? 0 : 1);
    if (!isCancelled && isForStore) {
        const auto told = operations.constFirst().constFirst().value<QList<OperationRecord>>();
        QCOMPARE(told.constFirst().task, m_id);
    } else {
        QCOMPARE(operations.size(), 0);
    }
    part<TaskList>()->publish();
    if (!isRemoved)
        QCOMPARE(ends, QSet<State>{isCancelled ? State::Cancelled : State::Done});
    QCOMPARE(resultsOnServer(), 1);
    cleanup();
    Journal journal(Journal::pathIn(m_folder->path()));
    QCOMPARE(journal.tasks().size(), isRemoved ? 0 : 1);
    QCOMPARE(journal.operations().size(), !isCancelled && isForStore ? 1 : 0);
    QCOMPARE(journal.originsOf(profile).size(), !isCancelled && !isForStore ? 1 : 0);
    for (const TaskRecord &kept : journal.tasks()) {
        QCOMPARE(kept.task.state, isCancelled ? State::Cancelled : State::Done);
        QVERIFY(!kept.session);
    }
}

void tst_Interleavings::outcomeFromTheListOutlivesACancellation()
{
    m_action = Action::Cancel;
    m_moment = Moment::Refused;
    server().faults().add(faultOn("upload, finalize"_ba, faults::dropAfter()));
    server().faults().add(faultOn("query"_ba, faults::endSession(400)));
    QSignalSpy uploaded(m_engine.get(), &UploadEngine::uploaded);
    part<TaskList>()->installEventFilter(this);
    enqueue(false);
    QTRY_VERIFY(m_hasActed);
    heal();
    QTRY_VERIFY(record()->task.isFinished());
    QCOMPARE(record()->task.state, State::Done);
    QVERIFY(record()->task.notes.testFlag(UploadNote::FoundInList));
    QCOMPARE(uploaded.size(), 1);
    QCOMPARE(resultsOnServer(), 1);
}

QTEST_GUILESS_MAIN(tst_Interleavings)
#include "tst_interleavings.moc"
