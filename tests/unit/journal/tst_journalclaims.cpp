// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"

#include "tests/unit/journal/journalsamples.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::journalsamples;

namespace {

const auto holdArgument = "--hold"_L1;

/// Claims all tasks, prints their number and waits until its standard input ends.
int holdClaims(const QString &path)
{
    Journal journal(path);
    QList<TaskRecord> records = journal.tasks();
    QFile output;
    QFile input;
    if (!output.open(stdout, QIODevice::WriteOnly) || !input.open(stdin, QIODevice::ReadOnly))
        return 1;
    output.write(QByteArray::number(journal.claim(idsOf(records)).size()) + '\n');
    output.flush();
    input.readAll();
    return 0;
}

} // namespace

class tst_JournalClaims final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void secondProgramGetsWhatIsFree();
    void claimsEndWithTheJournal();
    void claimOfAKilledProgramIsFree();
    void strangeOwnersAreNobody_data();
    void strangeOwnersAreNobody();
    void waitsForNobodyForEver();

private:
    QString path() const { return Journal::pathIn(m_folder->path()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_JournalClaims::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void tst_JournalClaims::secondProgramGetsWhatIsFree()
{
    QList<TaskRecord> mine = records(2);
    Journal first(path());
    QVERIFY(first.addTasks(mine));
    Journal second(path());
    QCOMPARE(second.health(), Journal::Health::Good);
    QCOMPARE(idsOf(second.tasks()), idsOf(mine));
    QCOMPARE(second.claim(idsOf(mine)), QList<UploadTask::Id>());
    QList<TaskRecord> others = records(1);
    QVERIFY(second.addTasks(others));
    QCOMPARE(first.claim(idsOf(mine) + idsOf(others)), idsOf(mine));
    QCOMPARE(second.claim(idsOf(others) + QList<UploadTask::Id>{999}), idsOf(others));
}

void tst_JournalClaims::claimsEndWithTheJournal()
{
    QList<TaskRecord> added = records(2);
    {
        Journal first(path());
        QVERIFY(first.addTasks(added));
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"journal.sqlite"_s});
    {
        RawDatabase raw(path());
        QCOMPARE(raw.value(u"SELECT count(*) FROM tasks WHERE owner IS NOT NULL"_s).toInt(), 0);
    }
    Journal second(path());
    QCOMPARE(second.claim(idsOf(added)), idsOf(added));
}

void tst_JournalClaims::claimOfAKilledProgramIsFree()
{
    QList<TaskRecord> added = records(3);
    {
        Journal journal(path());
        QVERIFY(journal.addTasks(added));
    }
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(), {holdArgument, path()});
    QTRY_VERIFY(program.canReadLine());
    QCOMPARE(program.readLine().trimmed(), "3"_ba);
    Journal journal(path());
    QCOMPARE(journal.claim(idsOf(added)), QList<UploadTask::Id>());
    program.kill();
    QVERIFY(program.waitForFinished());
    // The lock file of a killed program stays until another program opens the journal.
    const QDir folder(m_folder->path());
    QCOMPARE(folder.entryList({u"*.owner-*"_s}, QDir::Files).size(), 2);
    {
        const Journal later(path());
        QCOMPARE(folder.entryList({u"*.owner-*"_s}, QDir::Files).size(), 2);
    }
    QCOMPARE(folder.entryList({u"*.owner-*"_s}, QDir::Files).size(), 1);
    QCOMPARE(journal.claim(idsOf(added)), idsOf(added));
}

void tst_JournalClaims::strangeOwnersAreNobody_data()
{
    QTest::addColumn<QString>("owner");
    QTest::newRow("empty") << QString();
    QTest::newRow("path") << u"../../../etc/passwd"_s;
    QTest::newRow("no lock") << QUuid::createUuid().toString(QUuid::WithoutBraces);
    QTest::newRow("word") << u"owner"_s;
}

void tst_JournalClaims::strangeOwnersAreNobody()
{
    QFETCH(const QString, owner);
    QList<TaskRecord> added = records(1);
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    {
        RawDatabase raw(path());
        QCOMPARE(raw.run(u"UPDATE tasks SET owner='%1'"_s.arg(owner)), QString());
    }
    QCOMPARE(journal.claim(idsOf(added)), idsOf(added));
}

void tst_JournalClaims::waitsForNobodyForEver()
{
    QList<TaskRecord> added = records(1);
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    const QByteArray before = bytes(path());
    RawDatabase other(path());
    QCOMPARE(other.run(u"BEGIN EXCLUSIVE"_s), QString());
    QList<TaskRecord> more = records(1);
    QVERIFY(!journal.addTasks(more));
    QVERIFY(!journal.errorText().isEmpty());
    QCOMPARE(more.first().task.id, UploadTask::Id(0));
    // A busy database does not count as damaged.
    Journal third(path());
    QCOMPARE(third.health(), Journal::Health::ReadOnly);
    QVERIFY(!third.errorText().isEmpty());
    QCOMPARE(bytes(path()), before);
    QCOMPARE(other.run(u"ROLLBACK"_s), QString());
    QCOMPARE(idsOf(journal.tasks()), idsOf(added));
    QVERIFY(journal.addTasks(more));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == holdArgument)
        return holdClaims(arguments.value(2));
    tst_JournalClaims test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_journalclaims.moc"
