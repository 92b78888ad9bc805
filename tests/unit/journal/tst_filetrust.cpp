// SPDX-License-Identifier: Apache-2.0
#include "models/journal/filetrust.h"
#include "models/journal/journal.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_FileTrust final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void trustsItsOwnFiles();
    void takesRightsFromOthers();
    void refusesALink();
    void refusesTheFileOfAnotherUser();
    void refusesForeignFilesBesideTheJournal_data();
    void refusesForeignFilesBesideTheJournal();
    void refusesAFolderOpenToAll();
    void refusesTheFolderOfAnotherUser();

private:
    QString path() const { return Journal::pathIn(m_folder->path()); }
    bool write(const QString &name) const
    {
        QFile file(name);
        return file.open(QIODevice::WriteOnly) && file.write("x") == 1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_FileTrust::init()
{
#ifndef Q_OS_UNIX
    QSKIP("this system has no such permissions");
#endif
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_FileTrust::trustsItsOwnFiles()
{
    QCOMPARE(distrustOf(path()), QString());
    QCOMPARE(distrustOf(u"/nowhere/journal.sqlite"_s), QString());
    QVERIFY(write(path()));
    QCOMPARE(distrustOf(path()), QString());
}

#ifdef Q_OS_UNIX

void tst_FileTrust::takesRightsFromOthers()
{
    QVERIFY(write(path()));
    QCOMPARE(::chmod(QFile::encodeName(path()).constData(), 0666), 0);
    QCOMPARE(distrustOf(path()), QString());
    struct stat status {};
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void tst_FileTrust::refusesALink()
{
    const QString target = m_folder->filePath(u"target"_s);
    for (const bool isThere : {false, true}) {
        QVERIFY(!isThere || write(target));
        QVERIFY(isThere || QFile::link(target, path()));
        QVERIFY(distrustOf(path()).contains(u"link"_s));
        const Journal journal(path());
        QCOMPARE(journal.health(), Journal::Health::MemoryOnly);
        QVERIFY(journal.errorText().contains(u"link"_s));
        QCOMPARE(QFile::exists(target), isThere);
    }
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "x"_ba);
}

void tst_FileTrust::refusesTheFileOfAnotherUser()
{
    QVERIFY(write(path()));
    constexpr uid_t nobody = 65534;
    if (::geteuid() != 0 || ::chown(QFile::encodeName(path()).constData(), nobody, nobody) != 0)
        QSKIP("only root can give files away");
    QVERIFY(distrustOf(path()).contains(u"another user"_s));
    const Journal journal(path());
    QCOMPARE(journal.health(), Journal::Health::MemoryOnly);
    QVERIFY(!journal.isKept());
}

void tst_FileTrust::refusesForeignFilesBesideTheJournal_data()
{
    QTest::addColumn<QString>("suffix");
    for (const QString &suffix : {u"-journal"_s, u"-wal"_s, u"-shm"_s})
        QTest::newRow(qPrintable(suffix)) << suffix;
}

/// SQLite would apply them to the journal.
void tst_FileTrust::refusesForeignFilesBesideTheJournal()
{
    QFETCH(const QString, suffix);
    QCOMPARE(Journal(path()).health(), Journal::Health::Good);
    const QString target = m_folder->filePath(u"target"_s);
    QVERIFY(write(target));
    QVERIFY(QFile::link(target, path() + suffix));
    const Journal journal(path());
    QCOMPARE(journal.health(), Journal::Health::MemoryOnly);
    QVERIFY(journal.errorText().contains(u"link"_s));
    QVERIFY(QFile::exists(target));
}

void tst_FileTrust::refusesAFolderOpenToAll()
{
    const QByteArray folder = QFile::encodeName(m_folder->path());
    QCOMPARE(::chmod(folder.constData(), 0777), 0);
    QVERIFY(distrustOf(path()).contains(u"folder"_s));
    QCOMPARE(::chmod(folder.constData(), 01777), 0);
    QCOMPARE(distrustOf(path()), QString());
    QCOMPARE(::chmod(folder.constData(), 0700), 0);
}

void tst_FileTrust::refusesTheFolderOfAnotherUser()
{
    constexpr uid_t nobody = 65534;
    const QByteArray folder = QFile::encodeName(m_folder->path());
    if (::geteuid() != 0 || ::chown(folder.constData(), nobody, nobody) != 0)
        QSKIP("only root can give folders away");
    QVERIFY(distrustOf(path()).contains(u"folder"_s));
    QCOMPARE(::chown(folder.constData(), 0, 0), 0);
    QCOMPARE(distrustOf(path()), QString());
}

#else

void tst_FileTrust::takesRightsFromOthers() {}
void tst_FileTrust::refusesALink() {}
void tst_FileTrust::refusesTheFileOfAnotherUser() {}
void tst_FileTrust::refusesForeignFilesBesideTheJournal_data() {}
void tst_FileTrust::refusesForeignFilesBesideTheJournal() {}
void tst_FileTrust::refusesAFolderOpenToAll() {}
void tst_FileTrust::refusesTheFolderOfAnotherUser() {}

#endif

QTEST_GUILESS_MAIN(tst_FileTrust)
#include "tst_filetrust.moc"
