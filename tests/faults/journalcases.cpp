// SPDX-License-Identifier: Apache-2.0
// Group G, the journal's file.
#include "models/journal/journalschema.h"
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/systemfaults.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <cerrno>
#include <random>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;

constexpr qint64 granule = FaultBench::granule;
const auto wholeBody = "upload, finalize"_ba;

/// Uploads four files, closes the queue while the victim is in its session, and returns the bytes of the journal.
QByteArray makeJournal(FaultBench &bench)
{
    bench.open();
    bench.finishHealthy();
    bench.faults().add(faultOn(wholeBody, faults::keepUntil(3 * granule)));
    const int stall = bench.faults().add(faultOn("query"_ba, faults::stallBefore()));
    bench.addVictim();
    bench.waitUntilFired();
    bench.close();
    bench.faults().release(stall);
    QFile file(bench.world().journalPath());
    bench.require(file.open(QIODevice::ReadOnly) && file.size() > 0, u"there is no journal"_s);
    return file.readAll();
}

void resumeVictim(FaultBench &bench)
{
    bench.open();
    bench.queue().resume(bench.queue().interrupted());
    bench.waitForState(State::Done);
}

struct Damage {
    QString words;
    QByteArray content;
};

/// Requires that a journal with these bytes can be opened, and that an unreadable one is set aside. Returns the number
/// of tasks that were read.
qsizetype requireStart(FaultBench &bench, const Damage &damage)
{
    const QTemporaryDir folder;
    const QString path = Journal::pathIn(folder.path());
    QFile file(path);
    bench.require(file.open(QIODevice::WriteOnly) && file.write(damage.content) == damage.content.size(),
                  u"a journal cannot be written"_s);
    file.close();
    Journal journal(path);
    const QList<TaskRecord> records = journal.tasks();
    if (journal.health() == Journal::Health::SetAside)
        bench.require(QFileInfo::exists(journal.setAsidePath()), u"%1: nothing stands aside"_s.arg(damage.words));
    QList<TaskRecord> added = records.mid(0, 1);
    if (!added.isEmpty())
        bench.require(!journal.isKept() || journal.addTasks(added), u"%1: it takes no task"_s.arg(damage.words));
    for (const TaskRecord &record : records) {
        const bool isPossible =
            record.task.size >= 0 && record.task.bytesConfirmed >= 0 && record.task.bytesConfirmed <= record.task.size;
        bench.require(isPossible, u"%1: an impossible task is believed"_s.arg(damage.words));
    }
    return records.size();
}

void damagedJournal(FaultBench &bench)
{
    const QByteArray whole = makeJournal(bench);
    std::mt19937 random(41);
    QList<Damage> damages{{u"empty"_s, {}}, {u"noise"_s, testBytes(whole.size(), 3)}};
    for (qsizetype length = 1; length < whole.size(); length += 1 + whole.size() / 60)
        damages.append({u"cut at %1"_s.arg(length), whole.first(length)});
    constexpr int flips = 80;
    for (int i = 0; i < flips; ++i) {
        Damage damage{u"flip %1"_s.arg(i), whole};
        for (int j = 0; j < 3; ++j) {
            const auto at = std::uniform_int_distribution<qsizetype>(0, whole.size() - 1)(random);
            damage.content[at] = static_cast<char>(damage.content[at] ^ (1 << (random() % 8)));
        }
        damages.append(damage);
    }
    qsizetype found = 0;
    for (const Damage &damage : std::as_const(damages))
        found += requireStart(bench, damage);
    bench.require(requireStart(bench, {u"whole"_s, whole}) == 5, u"the whole journal is not read"_s);
    // Three flipped bits among tens of thousands leave most rows intact.
    bench.require(found >= flips * 5 / 2, u"only %1 tasks could be saved"_s.arg(found));
    resumeVictim(bench);
}

void setVersion(const QString &path, int version)
{
    const QString name = u"version"_s;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        if (database.open())
            QSqlQuery(database).exec(u"PRAGMA user_version=%1"_s.arg(version));
    }
    QSqlDatabase::removeDatabase(name);
}

void newerJournal(FaultBench &bench)
{
    makeJournal(bench);
    const QString path = bench.world().journalPath();
    setVersion(path, journalschema::newestVersion + 1);
    QFile file(path);
    bench.require(file.open(QIODevice::ReadOnly), u"the journal is gone"_s);
    const QByteArray before = file.readAll();
    {
        UploadEngine::Options options = QueueFixture::quickOptions();
        options.journalPath = path;
        UploadQueue queue(options);
        QSignalSpy opened(&queue, &UploadQueue::opened);
        queue.open();
        bench.require(opened.wait(FaultBench::maxWait), u"the queue does not open"_s);
        const auto report = opened.value(0).value(0).value<JournalReport>();
        bench.require(report.health == Journal::Health::NewerVersion, u"nobody was told"_s);
        bench.require(queue.count() == 0, u"tasks of the newer program could be sent twice"_s);
    }
    file.close();
    bench.require(file.open(QIODevice::ReadOnly) && file.readAll() == before, u"the newer journal was changed"_s);
    setVersion(path, journalschema::newestVersion);
    resumeVictim(bench);
}

void eachWriteFails(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"writes cannot be made to fail on this system"_s);
        return;
    }
    bench.open();
    int failed = 1;
    int rounds = 0;
    for (int skip = 0; failed > 0 && !bench.isOver(); skip += 1) {
        const QString path = bench.write(u"file-%1.bin"_s.arg(skip), testBytes(granule + skip, 9));
        QSignalSpy enqueued(&bench.queue(), &UploadQueue::enqueued);
        systemfaults::failWrites(bench.world().journalPath().toUtf8(), EIO, skip, 1);
        bench.add({path});
        // Files that could not be saved in the journal were not added, and the caller got an error.
        if (enqueued.value(0).value(0).toInt() == 0) {
            bench.require(!enqueued.value(0).value(1).toString().isEmpty(), u"a file vanished without a word"_s);
            bench.forgetTask(path);
            bench.add({path});
        }
        bench.waitUntilIdle();
        failed = systemfaults::writesFailed();
        rounds += failed;
        bench.reopen();
        systemfaults::clear();
        bench.queue().resume(bench.queue().interrupted());
        bench.waitUntilIdle();
        bench.requireState(State::Done, u"file-%1.bin"_s.arg(skip));
    }
    bench.require(rounds >= 10, u"O9, only %1 writes failed"_s.arg(rounds));
    bench.finishHealthy();
}

} // namespace

QList<FaultCase> journalCases()
{
    return {
        {u"G04"_s, u"journal empty, noise, cut, with flipped bits"_s, damagedJournal},
        {u"G05"_s, u"journal of a newer version"_s, newerJournal},
        {u"G06"_s, u"each write of the journal fails once"_s, eachWriteFails},
    };
}

} // namespace pollux
