// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"

#include "tests/unit/journal/journalsamples.h"

#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::journalsamples;

/// What the journal's file tells whoever reads it, and what the journal believes of a file that somebody has edited.
class tst_JournalTrust final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void sessionUrlStandsInItsRowOnly();
    void fingerprintsTellKeysApart();
    void filesAreTheOwnersAlone();
    void leavesOutWhatCannotBeBelieved_data();
    void leavesOutWhatCannotBeBelieved();

private:
    QString path() const { return Journal::pathIn(m_folder->path()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_JournalTrust::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void tst_JournalTrust::sessionUrlStandsInItsRowOnly()
{
    QList<TaskRecord> added = records(2);
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    const FileSnapshot snapshot{1000, 1, 2, 3};
    QVERIFY(journal.keepSession(added.first().task.id, snapshot, session()));
    QCOMPARE(bytes(path()).count("SECRET-SESSION"_ba), 1);
    const TaskRecord read = journal.tasks().first();
    QVERIFY(read.session == session());
    QVERIFY(read.snapshot == snapshot);
    QCOMPARE(read.task.sessionCount, session().number);
    QCOMPARE(read.task.bytesConfirmed, session().confirmed);
    // A task that was removed meanwhile stays removed.
    QVERIFY(journal.keepSession(999, snapshot, session()));
    QCOMPARE(journal.tasks().size(), added.size());
    // A deleted row leaves no bytes in the file.
    QVERIFY(journal.removeTasks(idsOf(added)));
    QCOMPARE(bytes(path()).count("SECRET-SESSION"_ba), 0);
}

void tst_JournalTrust::fingerprintsTellKeysApart()
{
    const QByteArray apiKey = "AIza-canary-of-a-key"_ba;
    QByteArray print;
    {
        Journal journal(path());
        print = journal.fingerprint(apiKey);
        QCOMPARE(print.size(), 32);
        QVERIFY(print != journal.fingerprint(apiKey + 'x'));
        QList<TaskRecord> added = records(1);
        added.first().keyFingerprint = print;
        QVERIFY(journal.addTasks(added));
    }
    Journal again(path());
    QCOMPARE(again.fingerprint(apiKey), print);
    QCOMPARE(again.tasks().first().keyFingerprint, print);
    QVERIFY(Journal(QString()).fingerprint(apiKey) != print);
    const QDir folder(m_folder->path());
    for (const QString &name : folder.entryList(QDir::Files))
        QVERIFY2(!bytes(folder.filePath(name)).contains("canary"), qPrintable(name));
}

void tst_JournalTrust::filesAreTheOwnersAlone()
{
#ifdef Q_OS_UNIX
    const mode_t before = ::umask(0);
    {
        Journal journal(path());
        QList<TaskRecord> added = records(1);
        QVERIFY(journal.addTasks(added));
        // Another program is in the middle of a transaction, so that SQLite's rollback journal exists too.
        RawDatabase raw(path());
        QCOMPARE(raw.run(u"BEGIN IMMEDIATE"_s), QString());
        QCOMPARE(raw.run(u"UPDATE tasks SET size=1"_s), QString());
        const QDir folder(m_folder->path());
        const QStringList names = folder.entryList(QDir::Files);
        QVERIFY(names.contains(u"journal.sqlite-journal"_s));
        QCOMPARE(names.size(), 3);
        for (const QString &name : names) {
            struct stat status = {};
            QCOMPARE(::stat(QFile::encodeName(folder.filePath(name)).constData(), &status), 0);
            QVERIFY2((status.st_mode & 0777) == 0600, qPrintable(name));
        }
        QCOMPARE(raw.run(u"ROLLBACK"_s), QString());
    }
    // A file with wider permissions loses them when it is opened.
    QVERIFY(QFile::setPermissions(path(), QFile::Permissions(0x6666)));
    Journal journal(path());
    const QFile::Permissions left = QFile::permissions(path());
    QVERIFY(!(left & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    ::umask(before);
#else
    QSKIP("permission bits are a matter of Unix");
#endif
}

void tst_JournalTrust::leavesOutWhatCannotBeBelieved_data()
{
    QTest::addColumn<QString>("edit");
    QTest::addColumn<int>("tasks");
    QTest::addColumn<bool>("hasSession");
    QTest::addColumn<bool>("hasFile");
    QTest::addColumn<int>("unreadable");
    const auto task = [](const char *name, const QString &set) {
        QTest::newRow(name) << u"UPDATE tasks SET "_s + set << 0 << false << false << 1;
    };
    QTest::newRow("as it was") << u"UPDATE tasks SET owner=NULL"_s << 1 << true << true << 0;
    // Progress that cannot be is no reason to lose the task.
    for (const QString &table : {u"tasks"_s, u"sessions"_s}) {
        for (const QString &confirmed : {u"1000000"_s, u"-1"_s})
            QTest::addRow("%s confirmed %s", qPrintable(table), qPrintable(confirmed))
                << u"UPDATE %1 SET confirmed=%2"_s.arg(table, confirmed) << 1 << true << true << 0;
    }
    task("relative path", u"path='a/b'"_s);
    task("empty path", u"path=''"_s);
    task("endless path", u"path='/' || hex(zeroblob(20000))"_s);
    task("path with a null character", u"path='/a' || char(0) || 'b'"_s);
    task("negative size", u"size=-1"_s);
    task("size is text", u"size='-9x'"_s);
    task("size is bytes", u"size=x'fffe'"_s);
    task("snapshot is text", u"file_size='9x'"_s);
    task("snapshot negative", u"file_size=-1"_s);
    task("unknown state", u"state='flying'"_s);
    task("no profile", u"profile=''"_s);
    task("no target", u"target=''"_s);
    task("no name", u"display_name=''"_s);
    task("type is none", u"mime_type='none'"_s);
    task("type with a line break", u"mime_type='a/b' || char(13) || char(10) || 'X: y'"_s);
    task("fingerprint of another length", u"fingerprint=x'00'"_s);
    const auto session = [](const char *name, const QString &set) {
        QTest::newRow(name) << u"UPDATE sessions SET "_s + set << 1 << false << true << 1;
    };
    session("address of a file", u"url='file:///etc/passwd'"_s);
    session("address of another kind", u"url='ftp://upload.example/x'"_s);
    session("address without a host", u"url='https:///x'"_s);
    session("address is noise", u"url='%%%'"_s);
    session("address empty", u"url=''"_s);
    session("granularity 0", u"granularity=0"_s);
    session("granularity huge", u"granularity=4611686018427387904"_s);
    session("number 0", u"number=0"_s);
    const auto result = [](const char *name, const QString &set) {
        QTest::newRow(name) << u"UPDATE results SET "_s + set << 1 << true << false << 1;
    };
    result("answer is no JSON", u"file='{'"_s);
    result("answer without a name", u"file='{}'"_s);
    result("answer is bytes", u"file=x'fffefd'"_s);
}

void tst_JournalTrust::leavesOutWhatCannotBeBelieved()
{
    QFETCH(const QString, edit);
    QList<TaskRecord> added{ended(record(1), u"files/a"_s)};
    added.first().session = session();
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    {
        RawDatabase raw(path());
        QCOMPARE(raw.run(edit), QString());
    }
    const QList<TaskRecord> read = journal.tasks();
    QTEST(static_cast<int>(read.size()), "tasks");
    QTEST(journal.unreadableCount(), "unreadable");
    QTEST(!read.isEmpty() && read.first().session.has_value(), "hasSession");
    QTEST(!read.isEmpty() && read.first().task.file.has_value(), "hasFile");
    for (const TaskRecord &record : read) {
        QVERIFY(record.task.bytesConfirmed >= 0 && record.task.bytesConfirmed <= record.task.size);
        if (record.session)
            QVERIFY(record.session->confirmed >= 0 && record.session->confirmed <= record.task.size);
    }
}

QTEST_GUILESS_MAIN(tst_JournalTrust)
#include "tst_journaltrust.moc"
