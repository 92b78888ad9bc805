// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/preflight.h"

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

using Skipped = QList<SkippedPath>;

class TestPreflight final : public QObject {
    Q_OBJECT

private slots:
    void init();

    void describesAFile();
    void walksFoldersInNameOrder();
    void makesPathsAbsolute();
    void takesAFileOnce();
    void skips_data();
    void skips();
    void takesTheLargestSize();
    void hiddenFileThatIsNamedIsTaken();
    void hiddenFileInAFolderIsSkipped();
    void linkThatIsNamedIsTaken();
    void linkInAFolderIsSkipped();
    void neverOpensSpecialFiles();
    void reportsUnreadable();
    void stopsAtTheMostFiles();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &content = "x") const;
    void makeFolder(const QString &name) const { QVERIFY(QDir(m_folder->path()).mkpath(name)); }
    static QStringList acceptedPaths(const PreflightResult &result);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPreflight::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString TestPreflight::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QStringList TestPreflight::acceptedPaths(const PreflightResult &result)
{
    QStringList paths;
    for (const AcceptedFile &file : result.accepted)
        paths.append(file.path);
    return paths;
}

void TestPreflight::describesAFile()
{
    const QString text = write(u"Übersicht – «ü» 📄.txt"_s, "hello");
    const QString empty = write(u"empty"_s, {});
    const PreflightResult result = preflight({text, empty});
    QCOMPARE(result.skipped, Skipped());
    QCOMPARE(result.accepted.size(), 2);
    QCOMPARE(result.accepted.at(0), (AcceptedFile{text, u"Übersicht – «ü» 📄.txt"_s, u"text/plain"_s, true, 5}));
    QCOMPARE(result.accepted.at(1), (AcceptedFile{empty, u"empty"_s, u"application/octet-stream"_s, false, 0}));
}

void TestPreflight::walksFoldersInNameOrder()
{
    makeFolder(u"top/b"_s);
    const QStringList expected{write(u"top/B.txt"_s), write(u"top/a.txt"_s), write(u"top/b/1.txt"_s),
                               write(u"top/b/2.txt"_s), write(u"top/c.txt"_s)};
    const PreflightResult result = preflight({path(u"top"_s) + u'/'});
    QCOMPARE(acceptedPaths(result), expected);
    QCOMPARE(result.skipped, Skipped());
}

void TestPreflight::makesPathsAbsolute()
{
    const QString file = write(u"a.txt"_s);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const PreflightResult result = preflight({u"./a.txt"_s, u"absent"_s});
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(acceptedPaths(result), QStringList{file});
    QCOMPARE(result.skipped, (Skipped{{path(u"absent"_s), SkipReason::Missing}}));
}

void TestPreflight::takesAFileOnce()
{
    makeFolder(u"top"_s);
    const QString file = write(u"top/a.txt"_s);
    const PreflightResult result = preflight({file, path(u"top"_s), path(u"top/../top/a.txt"_s)});
    QCOMPARE(acceptedPaths(result), QStringList{file});
    QCOMPARE(result.skipped, Skipped());
}

void TestPreflight::skips_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<SkipReason>("reason");
    QTest::newRow("absent") << u"absent"_s << SkipReason::Missing;
    QTest::newRow("dangling link") << u"dangling"_s << SkipReason::Missing;
    QTest::newRow("empty folder") << u"hollow"_s << SkipReason::EmptyFolder;
    QTest::newRow("one byte too large") << u"large"_s << SkipReason::TooLarge;
}

void TestPreflight::skips()
{
    QFETCH(QString, what);
    QFETCH(SkipReason, reason);
    makeFolder(u"hollow"_s);
    write(u"large"_s, {});
    QVERIFY(QFile::resize(path(u"large"_s), largestFile + 1));
    QVERIFY(QFile::link(path(u"nowhere"_s), path(u"dangling"_s)));
    const PreflightResult result = preflight({path(what)});
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{path(what), reason}}));
    QCOMPARE(preflight({QString()}).skipped, (Skipped{{QString(), SkipReason::Missing}}));
}

void TestPreflight::takesTheLargestSize()
{
    const QString file = write(u"large"_s, {});
    QVERIFY(QFile::resize(file, largestFile));
    const PreflightResult result = preflight({file});
    QCOMPARE(acceptedPaths(result), QStringList{file});
    QCOMPARE(result.accepted.constFirst().size, largestFile);
}

void TestPreflight::hiddenFileThatIsNamedIsTaken()
{
    const QString file = write(u".profile"_s);
    QCOMPARE(acceptedPaths(preflight({file})), QStringList{file});
}

void TestPreflight::hiddenFileInAFolderIsSkipped()
{
    makeFolder(u"top/.git"_s);
    write(u"top/.git/config"_s);
    const QString hidden = write(u"top/.env"_s);
    const PreflightResult result = preflight({path(u"top"_s)});
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{hidden, SkipReason::Hidden}, {path(u"top/.git"_s), SkipReason::Hidden}}));
}

void TestPreflight::linkThatIsNamedIsTaken()
{
    makeFolder(u"top"_s);
    write(u"top/a.txt"_s, "12345");
    QVERIFY(QFile::link(path(u"top/a.txt"_s), path(u"link.md"_s)));
    QVERIFY(QFile::link(path(u"top"_s), path(u"folderlink"_s)));
    const PreflightResult result = preflight({path(u"link.md"_s), path(u"folderlink"_s)});
    QCOMPARE(acceptedPaths(result), (QStringList{path(u"link.md"_s), path(u"folderlink/a.txt"_s)}));
    QCOMPARE(result.accepted.constFirst().displayName, u"link.md"_s);
    QCOMPARE(result.accepted.constFirst().size, 5);
}

void TestPreflight::linkInAFolderIsSkipped()
{
    makeFolder(u"top"_s);
    const QString secret = write(u"secret.txt"_s);
    QVERIFY(QFile::link(secret, path(u"top/file"_s)));
    QVERIFY(QFile::link(path(u"top"_s), path(u"top/itself"_s)));
    QVERIFY(QFile::link(path(u"absent"_s), path(u"top/nowhere"_s)));
    const PreflightResult result = preflight({path(u"top"_s)});
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{path(u"top/file"_s), SkipReason::SymbolicLink},
                                      {path(u"top/itself"_s), SkipReason::SymbolicLink},
                                      {path(u"top/nowhere"_s), SkipReason::SymbolicLink}}));
}

void TestPreflight::neverOpensSpecialFiles()
{
#ifdef Q_OS_UNIX
    makeFolder(u"top"_s);
    QCOMPARE(::mkfifo(qPrintable(path(u"top/pipe"_s)), 0600), 0);
    QVERIFY(QFile::link(path(u"top/pipe"_s), path(u"link"_s)));
    // Opening the pipe, or reading the device to its end, would never return.
    const PreflightResult result = preflight({path(u"top"_s), path(u"top/pipe"_s), path(u"link"_s), u"/dev/zero"_s});
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{path(u"top/pipe"_s), SkipReason::NotRegular},
                                      {path(u"top/pipe"_s), SkipReason::NotRegular},
                                      {path(u"link"_s), SkipReason::NotRegular},
                                      {u"/dev/zero"_s, SkipReason::NotRegular}}));
#else
    QSKIP("No FIFOs and devices here");
#endif
}

void TestPreflight::reportsUnreadable()
{
#ifdef Q_OS_UNIX
    if (::geteuid() == 0)
        QSKIP("The superuser may read everything");
#endif
    makeFolder(u"closed"_s);
    const QString inside = write(u"closed/a.txt"_s);
    const QString file = write(u"b.txt"_s);
    QVERIFY(QFile::setPermissions(file, {}));
    QVERIFY(QFile::setPermissions(path(u"closed"_s), {}));
    const PreflightResult result = preflight({path(u"closed"_s), file});
    QVERIFY(QFile::setPermissions(path(u"closed"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{path(u"closed"_s), SkipReason::NotReadable}, {file, SkipReason::NotReadable}}));
}

void TestPreflight::stopsAtTheMostFiles()
{
    makeFolder(u"many"_s);
    for (int i = 0; i < mostFilesAtOnce + 1; ++i)
        write(u"many/"_s + QString::number(i).rightJustified(5, u'0'), {});
    const QString next = write(u"next"_s);
    const PreflightResult result = preflight({path(u"many"_s), next});
    QCOMPARE(result.accepted.size(), mostFilesAtOnce);
    QCOMPARE(result.accepted.constLast().displayName, u"09999"_s);
    QCOMPARE(result.skipped, (Skipped{{path(u"many"_s), SkipReason::TooManyFiles}, {next, SkipReason::TooManyFiles}}));

    QVERIFY(QFile::remove(path(u"many/10000"_s)));
    QCOMPARE(preflight({path(u"many"_s)}).skipped, Skipped());
}

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
