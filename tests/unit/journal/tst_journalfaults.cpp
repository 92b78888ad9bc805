// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"

#include "tests/unit/journal/journalsamples.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::journalsamples;

namespace {

constexpr int pageSize = 4096;
constexpr int smallCount = 4;   // tasks that fit one page
constexpr int largeCount = 200; // tasks that need many pages
const auto writeArgument = "--write"_L1;

/// Adds tasks and stores their sessions and results until it is killed. Prints the id of each task that is durable.
int writeForEver(const QString &path)
{
    Journal journal(path);
    QFile output;
    if (!output.open(stdout, QIODevice::WriteOnly))
        return 1;
    for (int number = 0;; ++number) {
        QList<TaskRecord> added{record(number)};
        const bool isDone =
            journal.addTasks(added) && journal.keepSession(added.first().task.id, {1, 1, 1, 1}, session()) &&
            journal.keepResult(ended(added.first(), u"files/%1"_s.arg(number)), origin(u"files/%1"_s.arg(number)));
        if (!isDone)
            return 1;
        output.write(QByteArray::number(added.first().task.id) + '\n');
        output.flush();
    }
}

#ifdef Q_OS_UNIX
/// While it exists, no file can grow beyond `size` bytes, so that writing fails as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t size)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{size, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before = {};
};
#endif

} // namespace

class tst_JournalFaults final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void noFileCanBeMade_data();
    void noFileCanBeMade();
    void startsOnAFullDisk();
    void damagedOnAFullDisk();
    void eachWriteFailsOnce_data();
    void eachWriteFailsOnce();
    void killedWhileWriting();

private:
    QString path() const { return Journal::pathIn(m_folder->path()); }
    bool fill(int count) const { return journalsamples::fill(path(), count); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_JournalFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void tst_JournalFaults::noFileCanBeMade_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("a folder stands there") << QString();
    QTest::newRow("no such folder") << u"/nowhere/at all/journal.sqlite"_s;
    QTest::newRow("nobody writes there") << u"/proc/journal.sqlite"_s;
}

void tst_JournalFaults::noFileCanBeMade()
{
    QFETCH(QString, place);
    if (place.isEmpty()) {
        place = path();
        QVERIFY(QDir().mkdir(place));
    }
    Journal journal(place);
    QCOMPARE(journal.health(), Journal::Health::MemoryOnly);
    QVERIFY(!journal.isKept());
    QVERIFY(!journal.errorText().isEmpty());
    QList<TaskRecord> added = records(2);
    QVERIFY(journal.addTasks(added));
    QCOMPARE(journal.tasks().size(), 2);
    QCOMPARE(journal.claim({added.first().task.id}).size(), 1);
}

void tst_JournalFaults::startsOnAFullDisk()
{
#ifdef Q_OS_UNIX
    QVERIFY(fill(smallCount));
    const QByteArray before = bytes(path());
    {
        const FullDisk full(0);
        Journal journal(path());
        QCOMPARE(journal.health(), Journal::Health::ReadOnly);
        QVERIFY(!journal.errorText().isEmpty());
        QCOMPARE(journal.tasks().size(), smallCount);
    }
    QCOMPARE(bytes(path()), before);
    QCOMPARE(Journal(path()).health(), Journal::Health::Good);
#else
    QSKIP("there is no limit of file sizes to play a full disk with");
#endif
}

void tst_JournalFaults::damagedOnAFullDisk()
{
#ifdef Q_OS_UNIX
    QVERIFY(fill(smallCount));
    const QByteArray damaged = bytes(path()).chopped(pageSize) + QByteArray(pageSize, 'x');
    QVERIFY(replaceBytes(path(), damaged));
    // Bytes for the lock files only, for a part of a new journal, and for all but its end.
    for (const rlim_t room : {rlim_t{0}, rlim_t{300}, rlim_t{pageSize}, 5 * rlim_t{pageSize}, 10 * rlim_t{pageSize}}) {
        {
            const FullDisk full(room);
            Journal journal(path());
            QCOMPARE(journal.health(), Journal::Health::ReadOnly);
            QCOMPARE(journal.tasks().size(), smallCount);
        }
        QCOMPARE(bytes(path()), damaged);
    }
    const Journal journal(path());
    QCOMPARE(journal.health(), Journal::Health::SetAside);
#else
    QSKIP("there is no limit of file sizes to play a full disk with");
#endif
}

void tst_JournalFaults::eachWriteFailsOnce_data()
{
    QTest::addColumn<int>("call");
    const QStringList names{u"add"_s,    u"update"_s, u"keep a session"_s, u"keep a result"_s,
                            u"remove"_s, u"swap"_s,   u"claim"_s};
    for (int call = 0; call < names.size(); ++call)
        QTest::newRow(qPrintable(names.at(call))) << call;
}

void tst_JournalFaults::eachWriteFailsOnce()
{
#ifdef Q_OS_UNIX
    QFETCH(const int, call);
    QVERIFY(fill(smallCount));
    const QByteArray whole = bytes(path());
    const QString before = contentOf(path());
    int failures = 0;
    bool isDone = false;
    // The disk has a little more room each time, until the call succeeds.
    for (rlim_t room = 0; !isDone && room < 1'000'000; room += 1024) {
        QVERIFY(replaceBytes(path(), whole));
        {
            Journal journal(path());
            const QList<TaskRecord> tasks = journal.tasks();
            QList<TaskRecord> added = records(largeCount);
            TaskRecord changed = tasks.at(1);
            changed.task.state = UploadTask::State::Paused;
            TaskRecord changedToo = tasks.at(2);
            changedToo.task.state = UploadTask::State::Cancelled;
            const UploadTask::Id id = changed.task.id;
            const FullDisk full(room);
            switch (call) {
            case 0:
                isDone = journal.addTasks(added);
                break;
            case 1:
                isDone = journal.updateTasks({changed, changedToo});
                break;
            case 2:
                isDone = journal.keepSession(tasks.at(0).task.id, {1, 2, 3, 4}, session());
                break;
            case 3:
                isDone = journal.keepResult(ended(changed, u"files/b"_s), origin(u"files/b"_s));
                break;
            case 4:
                isDone = journal.removeTasks({id, tasks.at(2).task.id});
                break;
            case 5:
                isDone = journal.setPositions({{id, 7}, {tasks.at(2).task.id, 8}});
                break;
            default:
                isDone = !journal.claim({id}).isEmpty();
                break;
            }
            QVERIFY(isDone || !journal.errorText().isEmpty());
        }
        failures += isDone ? 0 : 1;
        const QString after = contentOf(path());
        QVERIFY2(isDone || after == before, qPrintable(after));
        QVERIFY(!isDone || call == 6 || after != before);
    }
    QVERIFY(isDone);
    qInfo("failed at %d places before it came through", failures);
    QVERIFY(failures > 1);
#else
    QSKIP("there is no limit of file sizes to play a full disk with");
#endif
}

void tst_JournalFaults::killedWhileWriting()
{
    constexpr int kills = 25;
    QRandomGenerator random(11);
    QSet<UploadTask::Id> durable;
    for (int kill = 0; kill < kills; ++kill) {
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {writeArgument, path()});
        const qint64 enough = random.bounded(1, 60);
        QTRY_VERIFY(program.bytesAvailable() > enough);
        program.kill();
        QVERIFY(program.waitForFinished());
        while (program.canReadLine())
            durable.insert(program.readLine().trimmed().toULongLong());
        Journal journal(path());
        QCOMPARE(journal.health(), Journal::Health::Good);
        int done = 0;
        QList<UploadTask::Id> ids;
        for (const TaskRecord &record : journal.tasks()) {
            ids.append(record.task.id);
            done += record.task.state == UploadTask::State::Done && durable.contains(record.task.id) ? 1 : 0;
            // The result and the end of the session are stored together.
            QVERIFY(record.task.file.has_value() != record.session.has_value() || !record.task.file);
        }
        QCOMPARE(done, durable.size());
        QCOMPARE(journal.unreadableCount(), 0);
        QCOMPARE(journal.claim(ids).size(), ids.size());
    }
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == writeArgument)
        return writeForEver(arguments.value(2));
    tst_JournalFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_journalfaults.moc"
