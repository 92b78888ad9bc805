// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"

#include "tests/unit/journal/journalsamples.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::journalsamples;

namespace {

constexpr int pageSize = 4096;
constexpr int smallCount = 4;   // tasks that fit one page
constexpr int largeCount = 200; // tasks that need many pages

} // namespace

class tst_JournalDamage final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cutAnywhere();
    void flippedAnywhere();
    void eachPageInTurn_data();
    void eachPageInTurn();
    void noJournalAtAll_data();
    void noJournalAtAll();
    void sparesWhatWasSetAsideBefore();
    void carriesEverythingOver();
    void staleFilesBesideIt();
    void newerVersionIsLeftAsItIs_data();
    void newerVersionIsLeftAsItIs();
    void countsWhatCannotBeReadAtAll_data();
    void countsWhatCannotBeReadAtAll();

private:
    QString path() const { return Journal::pathIn(m_folder->path()); }
    QString badPath() const;
    bool fill(int count) const { return journalsamples::fill(path(), count); }
    void forgetAllFiles() const;
    QSet<int> pagesOf(const QString &table) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_JournalDamage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

/// The path of the damaged file if exactly one was set aside; else empty.
QString tst_JournalDamage::badPath() const
{
    const QStringList names = QDir(m_folder->path()).entryList({u"journal.sqlite.bad-*"_s}, QDir::Files);
    return names.size() == 1 ? QDir(m_folder->path()).filePath(names.first()) : QString();
}

void tst_JournalDamage::forgetAllFiles() const
{
    QDir folder(m_folder->path());
    for (const QString &name : folder.entryList(QDir::Files))
        folder.remove(name);
}

/// Numbers of the pages that hold a table, from 1; empty if this SQLite has no dbstat table.
QSet<int> tst_JournalDamage::pagesOf(const QString &table) const
{
    RawDatabase raw(path());
    QSet<int> pages;
    const QString list = raw.value(u"SELECT group_concat(pageno) FROM dbstat WHERE name='%1'"_s.arg(table)).toString();
    for (const QString &page : list.split(u',', Qt::SkipEmptyParts))
        pages.insert(page.toInt());
    return pages;
}

void tst_JournalDamage::cutAnywhere()
{
    QVERIFY(fill(smallCount));
    const QByteArray whole = bytes(path());
    const QSet<int> pages = pagesOf(u"tasks"_s);
    QCOMPARE(pages.size(), 1);
    const qsizetype needed = qsizetype{*pages.begin()} * pageSize;
    // All sizes only with POLLUX_EVERY_BYTE; else those at the borders of pages and headers, and many between.
    const bool isThorough = qEnvironmentVariableIsSet("POLLUX_EVERY_BYTE");
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        const qsizetype inPage = size % pageSize;
        if (!isThorough && size > 110 && inPage > 12 && inPage < pageSize - 3 && size % 509 != 0)
            continue;
        forgetAllFiles();
        QVERIFY(replaceBytes(path(), whole.left(size)));
        Journal journal(path());
        // SQLite reads what is missing of the last page as null bytes. If they were null, nothing is lost.
        const QByteArray missing = whole.sliced(size);
        const bool isWhole = missing.size() < pageSize && missing.count('\0') == missing.size();
        const bool isEmptyOrWhole = size == 0 || isWhole;
        QVERIFY2(journal.health() == (isEmptyOrWhole ? Journal::Health::Good : Journal::Health::SetAside),
                 qPrintable(u"%1: %2 %3"_s.arg(size).arg(static_cast<int>(journal.health())).arg(journal.errorText())));
        const auto read = journal.tasks().size();
        QVERIFY2(size < needed && !isWhole ? read <= smallCount : read == smallCount,
                 qPrintable(u"%1 tasks of a file cut at %2"_s.arg(read).arg(size)));
        if (!isEmptyOrWhole)
            QCOMPARE(bytes(journal.setAsidePath()), whole.left(size));
        QList<TaskRecord> more = records(1);
        QVERIFY2(journal.addTasks(more), qPrintable(journal.errorText()));
    }
}

void tst_JournalDamage::flippedAnywhere()
{
    QVERIFY(fill(smallCount));
    const QByteArray whole = bytes(path());
    const QSet<int> pages = pagesOf(u"tasks"_s);
    constexpr int flips = 300;
    QRandomGenerator random(20); // a fixed seed, the same flips in each run
    for (int flip = 0; flip < flips; ++flip) {
        // Half of the flips hit the first page, which has the file header and the schema.
        const auto place = static_cast<qsizetype>(random.bounded(flip % 2 == 0 ? pageSize : int(whole.size())));
        const char mask = static_cast<char>(1 << random.bounded(8));
        QByteArray damaged = whole;
        damaged[place] = static_cast<char>(damaged.at(place) ^ mask);
        forgetAllFiles();
        QVERIFY(replaceBytes(path(), damaged));
        Journal journal(path());
        const auto read = journal.tasks().size();
        const bool isElsewhere = !pages.contains(int(place / pageSize) + 1);
        QVERIFY2(isElsewhere ? read == smallCount : read <= smallCount,
                 qPrintable(u"%1 tasks after byte %2 ^ %3, health %4: %5"_s.arg(read)
                                .arg(place)
                                .arg(int(mask))
                                .arg(static_cast<int>(journal.health()))
                                .arg(journal.errorText())));
    }
}

void tst_JournalDamage::eachPageInTurn_data()
{
    QTest::addColumn<QByteArray>("content");
    QByteArray noise(pageSize, Qt::Uninitialized);
    QRandomGenerator random(7);
    for (char &byte : noise)
        byte = static_cast<char>(random.bounded(256));
    QTest::newRow("zeros") << QByteArray(pageSize, '\0');
    QTest::newRow("noise") << noise;
}

void tst_JournalDamage::eachPageInTurn()
{
    QFETCH(const QByteArray, content);
    QVERIFY(fill(largeCount));
    const QByteArray whole = bytes(path());
    const QSet<int> pages = pagesOf(u"tasks"_s);
    QVERIFY(pages.size() > 5);
    int root = 0;
    {
        RawDatabase raw(path());
        root = raw.value(u"SELECT rootpage FROM sqlite_schema WHERE name='tasks'"_s).toInt();
    }
    constexpr qsizetype maxInOnePage = 40;
    for (int page = 1; page <= whole.size() / pageSize; ++page) {
        forgetAllFiles();
        QByteArray damaged = whole;
        damaged.replace(qsizetype{page - 1} * pageSize, pageSize, content);
        QVERIFY(replaceBytes(path(), damaged));
        Journal journal(path());
        QVERIFY2(journal.health() == Journal::Health::SetAside, qPrintable(QString::number(page)));
        const auto read = journal.tasks().size();
        const qsizetype expected = page == root ? 0 : largeCount - (pages.contains(page) ? maxInOnePage : 0);
        QVERIFY2(read >= expected, qPrintable(u"%1 tasks without page %2"_s.arg(read).arg(page)));
    }
}

void tst_JournalDamage::noJournalAtAll_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << "This is no database.\n"_ba;
    QTest::newRow("one byte") << "S"_ba;
    QTest::newRow("zeros") << QByteArray(10'000, '\0');
    QTest::newRow("magic alone") << QByteArray("SQLite format 3\0", 16);
    QByteArray noise(50'000, Qt::Uninitialized);
    QRandomGenerator random(3);
    for (char &byte : noise)
        byte = static_cast<char>(random.bounded(256));
    QTest::newRow("noise") << noise;
    QTest::newRow("magic and noise") << QByteArray("SQLite format 3\0", 16) + noise;
    QTemporaryDir folder;
    const QString foreign = folder.filePath(u"foreign"_s);
    {
        RawDatabase raw(foreign);
        QCOMPARE(raw.run(u"CREATE TABLE tasks (a)"_s), QString());
        QCOMPARE(raw.run(u"INSERT INTO tasks VALUES (1)"_s), QString());
    }
    QTest::newRow("another program's database") << bytes(foreign);
}

void tst_JournalDamage::noJournalAtAll()
{
    QFETCH(const QByteArray, content);
    QVERIFY(replaceBytes(path(), content));
    {
        Journal journal(path());
        QCOMPARE(journal.health(), Journal::Health::SetAside);
        QCOMPARE(journal.setAsidePath(), badPath());
        QVERIFY(!journal.errorText().isEmpty());
        QCOMPARE(journal.tasks().size(), 0);
        QCOMPARE(bytes(badPath()), content);
        QList<TaskRecord> added = records(1);
        QVERIFY(journal.addTasks(added));
    }
    Journal again(path());
    QCOMPARE(again.health(), Journal::Health::Good);
    QCOMPARE(again.tasks().size(), 1);
}

void tst_JournalDamage::sparesWhatWasSetAsideBefore()
{
    constexpr int times = 5; // several of them within one second
    QSet<QString> aside;
    for (int time = 0; time < times; ++time) {
        QVERIFY(replaceBytes(path(), "noise "_ba + QByteArray::number(time)));
        const Journal journal(path());
        QCOMPARE(journal.health(), Journal::Health::SetAside);
        aside.insert(journal.setAsidePath());
        QCOMPARE(bytes(journal.setAsidePath()), "noise "_ba + QByteArray::number(time));
    }
    QCOMPARE(aside.size(), times);
    QCOMPARE(QDir(m_folder->path()).entryList({u"*.bad-*"_s}, QDir::Files).size(), times);
}

void tst_JournalDamage::carriesEverythingOver()
{
    QVERIFY(fill(smallCount));
    QByteArray print;
    UploadTask::Id last = 0;
    {
        Journal journal(path());
        print = journal.fingerprint("key"_ba);
        QList<TaskRecord> passing = records(1);
        QVERIFY(journal.addTasks(passing));
        last = passing.first().task.id;
        QVERIFY(journal.removeTasks({last}));
        RawDatabase raw(path());
        QCOMPARE(
            raw.run(
                u"INSERT INTO operations VALUES ('operations/a', 'profile', 's', 'd', 'running', 1, 2, NULL, NULL, NULL, NULL)"_s),
            QString());
    }
    const QString before = contentOf(path());
    QByteArray damaged = bytes(path());
    damaged.replace(0, 100, QByteArray(100, 'x'));
    QVERIFY(replaceBytes(path(), damaged));
    Journal journal(path());
    QCOMPARE(journal.health(), Journal::Health::SetAside);
    QCOMPARE(contentOf(path()), before);
    QCOMPARE(journal.fingerprint("key"_ba), print);
    RawDatabase raw(path());
    QCOMPARE(raw.value(u"SELECT count(*) FROM operations WHERE state='running'"_s).toInt(), 1);
    QList<TaskRecord> added = records(1);
    QVERIFY(journal.addTasks(added));
    QVERIFY(added.first().task.id > last);
    const QFile::Permissions others = QFile::ReadGroup | QFile::ReadOther;
    QVERIFY(!(QFile::permissions(path()) & others));
    QVERIFY(!(QFile::permissions(journal.setAsidePath()) & others));
}

void tst_JournalDamage::staleFilesBesideIt()
{
    QVERIFY(fill(smallCount));
    const QString before = contentOf(path());
    for (const QString &suffix : {u".new"_s, u".new-journal"_s, u".copy"_s, u"-journal"_s})
        QVERIFY(replaceBytes(path() + suffix, QByteArray(5000, 'n')));
    QCOMPARE(contentOf(path()), before);
    // A rollback journal belongs to the damaged file and is removed with it.
    QByteArray damaged = bytes(path());
    damaged.replace(0, 100, QByteArray(100, 'x'));
    QVERIFY(replaceBytes(path(), damaged));
    QVERIFY(replaceBytes(path() + u"-journal"_s, QByteArray(5000, 'n')));
    QCOMPARE(contentOf(path()), before);
    QVERIFY(!QFile::exists(path() + u"-journal"_s));
    for (const QString &suffix : {u".new"_s, u".new-journal"_s, u".copy"_s, u".lock"_s})
        QVERIFY2(!QFile::exists(path() + suffix), qPrintable(suffix));
}

void tst_JournalDamage::newerVersionIsLeftAsItIs_data()
{
    QTest::addColumn<QString>("change");
    QTest::newRow("the same tables") << QString();
    QTest::newRow("a new column") << u"ALTER TABLE tasks ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"_s;
    QTest::newRow("a column less") << u"ALTER TABLE tasks DROP COLUMN error"_s;
    QTest::newRow("a table less") << u"DROP TABLE operations"_s;
    QTest::newRow("a write-ahead log") << u"PRAGMA journal_mode=WAL"_s;
}

void tst_JournalDamage::newerVersionIsLeftAsItIs()
{
    QFETCH(const QString, change);
    QVERIFY(fill(smallCount));
    {
        RawDatabase raw(path());
        QCOMPARE(raw.run(u"PRAGMA user_version=99"_s), QString());
        QVERIFY(change.isEmpty() || raw.run(change).isEmpty());
    }
    // As another program or person left it, also its rights and what lies beside it.
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    const QDir folder = QFileInfo(path()).dir();
    const QStringList names = folder.entryList(QDir::Files);
    const QFile::Permissions permissions = QFile::permissions(path());
    const QByteArray before = bytes(path());
    {
        Journal journal(path());
        QCOMPARE(journal.health(), Journal::Health::NewerVersion);
        QVERIFY(!journal.isKept());
        QCOMPARE(journal.tasks().size(), 0);
        QList<TaskRecord> added = records(1);
        QVERIFY(journal.addTasks(added));
        QCOMPARE(journal.tasks().size(), 1);
        QCOMPARE(folder.entryList(QDir::Files), names);
    }
    QCOMPARE(bytes(path()), before);
    QCOMPARE(QFile::permissions(path()), permissions);
    QCOMPARE(folder.entryList(QDir::Files), names);
    QCOMPARE(badPath(), QString());
}

void tst_JournalDamage::countsWhatCannotBeReadAtAll_data()
{
    QTest::addColumn<QString>("table");
    for (const QString &table : {u"tasks"_s, u"sessions"_s, u"results"_s, u"operations"_s})
        QTest::newRow(qPrintable(table)) << table;
}

/// Where reading breaks off, rows may be missing.
void tst_JournalDamage::countsWhatCannotBeReadAtAll()
{
    QFETCH(const QString, table);
    Journal journal(path());
    {
        RawDatabase raw(path());
        QCOMPARE(raw.run(u"DROP TABLE "_s + table), QString());
    }
    journal.tasks();
    journal.operations();
    QCOMPARE(journal.unreadableCount(), 1);
    QVERIFY(!journal.errorText().isEmpty());
}

QTEST_GUILESS_MAIN(tst_JournalDamage)
#include "tst_journaldamage.moc"
