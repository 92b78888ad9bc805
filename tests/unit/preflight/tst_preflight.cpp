// SPDX-License-Identifier: Apache-2.0
#include "models/preflight/preflight.h"
#include "models/preflight/remotematch.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <memory>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace pollux;

using Skipped = QList<SkippedPath>;

namespace {

PreflightResult look(const QStringList &paths)
{
    return preflight({paths, {}, {}, {}, {}});
}

AcceptedFile fileOf(const QString &path, const QString &name, const QString &mimeType, qint64 size)
{
    AcceptedFile file;
    file.path = path;
    file.displayName = name;
    file.mimeType = mimeType;
    file.size = size;
    return file;
}

} // namespace

class tst_Preflight final : public QObject {
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
    void linkTargetIsTheLastOfAll();
    void linkInAFolderIsSkipped();
    void specialFileInAFolderIsSkipped();
    void reportsUnreadable();
    void refusesSpecialFilesQuickly_data();
    void refusesSpecialFilesQuickly();
    void noticesWhatIsQueued_data();
    void noticesWhatIsQueued();
    void findsTheSameOnTheServer();
    void takesSoundsForStores();
    void remembersTypes_data();
    void remembersTypes();
    void countsStorage_data();
    void countsStorage();
    void addsUpBytes();
    void endsEarlyWhenGivenUp();
    void queuedFilesAreNotLookedAtWhenGivenUp();
    void stopsAtTheMostFiles();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &content = "x") const;
    void makeFolder(const QString &name) const { QVERIFY(QDir(m_folder->path()).mkpath(name)); }
    static QStringList acceptedPaths(const PreflightResult &result);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Preflight::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString tst_Preflight::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QStringList tst_Preflight::acceptedPaths(const PreflightResult &result)
{
    QStringList paths;
    for (const AcceptedFile &file : result.accepted)
        paths.append(file.path);
    return paths;
}

void tst_Preflight::describesAFile()
{
    const QString text = write(u"Übersicht – «ü» 📄.txt"_s, "hello");
    const QString empty = write(u"empty"_s, {});
    const PreflightResult result = look({text, empty});
    QCOMPARE(result.skipped, Skipped());
    QCOMPARE(result.accepted.size(), 2);
    QCOMPARE(result.accepted.at(0), fileOf(text, u"Übersicht – «ü» 📄.txt"_s, u"text/plain"_s, 5));
    AcceptedFile unknown = fileOf(empty, u"empty"_s, u"application/octet-stream"_s, 0);
    unknown.isMimeTypeKnown = false;
    QCOMPARE(result.accepted.at(1), unknown);
    QCOMPARE(result.bytes, 5);
    QCOMPARE(result.storageLeft, std::nullopt);
}

void tst_Preflight::walksFoldersInNameOrder()
{
    makeFolder(u"top/b"_s);
    const QStringList expected{write(u"top/B.txt"_s), write(u"top/a.txt"_s), write(u"top/b/1.txt"_s),
                               write(u"top/b/2.txt"_s), write(u"top/c.txt"_s)};
    const PreflightResult result = look({path(u"top"_s) + u'/'});
    QCOMPARE(acceptedPaths(result), expected);
    QCOMPARE(result.skipped, Skipped());
}

void tst_Preflight::makesPathsAbsolute()
{
    const QString file = write(u"a.txt"_s);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const PreflightResult result = look({u"./a.txt"_s, u"absent"_s});
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(acceptedPaths(result), QStringList{file});
    QCOMPARE(result.skipped, (Skipped{{path(u"absent"_s), SkipReason::Missing}}));
}

void tst_Preflight::takesAFileOnce()
{
    makeFolder(u"top"_s);
    const QString file = write(u"top/a.txt"_s);
    const PreflightResult result = look({file, path(u"top"_s), path(u"top/../top/a.txt"_s)});
    QCOMPARE(acceptedPaths(result), QStringList{file});
    QCOMPARE(result.skipped, Skipped());
}

void tst_Preflight::skips_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<SkipReason>("reason");
    QTest::newRow("absent") << u"absent"_s << SkipReason::Missing;
    QTest::newRow("no text") << u"Gr\ufffd\ufffde"_s << SkipReason::UnreadableName;
    QTest::newRow("dangling link") << u"dangling"_s << SkipReason::Missing;
    QTest::newRow("empty folder") << u"hollow"_s << SkipReason::EmptyFolder;
    QTest::newRow("one byte too large") << u"large"_s << SkipReason::TooLarge;
}

void tst_Preflight::skips()
{
    QFETCH(QString, what);
    QFETCH(SkipReason, reason);
    makeFolder(u"hollow"_s);
    write(u"large"_s, {});
    QVERIFY(QFile::resize(path(u"large"_s), maxFileSize + 1));
    QVERIFY(QFile::link(path(u"nowhere"_s), path(u"dangling"_s)));
    const PreflightResult result = look({path(what)});
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{path(what), reason}}));
    QCOMPARE(look({QString()}).skipped, (Skipped{{QString(), SkipReason::Missing}}));
}

void tst_Preflight::takesTheLargestSize()
{
    const QString file = write(u"large"_s, {});
    QVERIFY(QFile::resize(file, maxFileSize));
    const PreflightResult result = look({file});
    QCOMPARE(acceptedPaths(result), QStringList{file});
    QCOMPARE(result.accepted.constFirst().size, maxFileSize);
}

void tst_Preflight::hiddenFileThatIsNamedIsTaken()
{
    const QString file = write(u".profile"_s);
    QCOMPARE(acceptedPaths(look({file})), QStringList{file});
}

void tst_Preflight::hiddenFileInAFolderIsSkipped()
{
    makeFolder(u"top/.git"_s);
    write(u"top/.git/config"_s);
    const QString hidden = write(u"top/.env"_s);
    const PreflightResult result = look({path(u"top"_s)});
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{hidden, SkipReason::Hidden}, {path(u"top/.git"_s), SkipReason::Hidden}}));
}

void tst_Preflight::linkThatIsNamedIsTaken()
{
    makeFolder(u"top"_s);
    write(u"top/a.txt"_s, "12345");
    QVERIFY(QFile::link(path(u"top/a.txt"_s), path(u"link.md"_s)));
    QVERIFY(QFile::link(path(u"top"_s), path(u"folderlink"_s)));
    const PreflightResult result = look({path(u"link.md"_s), path(u"folderlink"_s)});
    QCOMPARE(acceptedPaths(result), (QStringList{path(u"link.md"_s), path(u"folderlink/a.txt"_s)}));
    QCOMPARE(result.accepted.constFirst().displayName, u"link.md"_s);
    QCOMPARE(result.accepted.constFirst().size, 5);
    const QString target = QFileInfo(path(u"top/a.txt"_s)).canonicalFilePath();
    QCOMPARE(result.accepted.at(0).linkTarget, target);
    QCOMPARE(result.accepted.at(1).linkTarget, target);
}

void tst_Preflight::linkTargetIsTheLastOfAll()
{
    const QString file = write(u"a.txt"_s);
    QVERIFY(QFile::link(u"a.txt"_s, path(u"middle"_s)));
    QVERIFY(QFile::link(u"middle"_s, path(u"link"_s)));
    const PreflightResult result = look({path(u"link"_s), file});
    QCOMPARE(result.accepted.at(0).linkTarget, QFileInfo(file).canonicalFilePath());
    QCOMPARE(result.accepted.at(1).linkTarget, QString());
}

void tst_Preflight::noticesWhatIsQueued_data()
{
    QTest::addColumn<QStringList>("queued");
    QTest::addColumn<QStringList>("looked");
    QTest::addColumn<QList<bool>>("isQueued");
    QTest::newRow("another file") << QStringList{u"b"_s} << QStringList{u"a"_s} << QList<bool>{false};
    QTest::newRow("same path") << QStringList{u"a"_s} << QStringList{u"a"_s, u"b"_s} << QList<bool>{true, false};
    QTest::newRow("link to a queued file") << QStringList{u"a"_s} << QStringList{u"soft"_s} << QList<bool>{true};
    QTest::newRow("queued through a link") << QStringList{u"soft"_s} << QStringList{u"a"_s} << QList<bool>{true};
    QTest::newRow("hard link") << QStringList() << QStringList{u"a"_s, u"hard"_s} << QList<bool>{false, true};
    QTest::newRow("symbolic link") << QStringList() << QStringList{u"soft"_s, u"a"_s} << QList<bool>{false, true};
    QTest::newRow("equal content") << QStringList() << QStringList{u"a"_s, u"b"_s} << QList<bool>{false, false};
    QTest::newRow("queued and gone") << QStringList{u"gone"_s} << QStringList{u"a"_s} << QList<bool>{false};
}

void tst_Preflight::noticesWhatIsQueued()
{
    QFETCH(QStringList, queued);
    QFETCH(QStringList, looked);
    QFETCH(QList<bool>, isQueued);
    write(u"a"_s);
    write(u"b"_s);
    QVERIFY(QFile::link(path(u"a"_s), path(u"soft"_s)));
#ifdef Q_OS_UNIX
    QCOMPARE(::link(qPrintable(path(u"a"_s)), qPrintable(path(u"hard"_s))), 0);
#endif
    PreflightRequest request;
    for (const QString &name : queued)
        request.queuedPaths.append(path(name));
    for (const QString &name : looked)
        request.paths.append(path(name));
    QList<bool> found;
    for (const AcceptedFile &file : preflight(request).accepted)
        found.append(file.isAlreadyQueued);
    QCOMPARE(found, isQueued);
}

void tst_Preflight::findsTheSameOnTheServer()
{
    RemoteFile remote;
    remote.name = u"files/same"_s;
    remote.state = RemoteFile::State::Active;
    remote.sizeBytes = 5;
    remote.sha256Hash = QCryptographicHash::hash("hello", QCryptographicHash::Sha256);
    PreflightRequest request;
    request.paths = {write(u"same.txt"_s, "hello"), write(u"size.txt"_s, "hallo"), write(u"other.txt"_s, "hello!")};
    const PreflightResult result =
        withRemoteMatches(preflight(request), RemoteMatch({remote}, QDateTime::currentDateTimeUtc(), {}));
    QCOMPARE(result.accepted.size(), 3);
    QCOMPARE(result.accepted.at(0).sameOnServer, std::optional(remote));
    QCOMPARE(result.accepted.at(1).sameOnServer, std::nullopt);
    QCOMPARE(result.accepted.at(2).sameOnServer, std::nullopt);
}

void tst_Preflight::remembersTypes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("mimeType");
    QTest::addColumn<bool>("isChosen");
    QTest::newRow("remembered") << u"a.foo"_s << u"text/x-foo"_s << true;
    QTest::newRow("capitals") << u"a.FOO"_s << u"text/x-foo"_s << true;
    QTest::newRow("instead of ours") << u"a.csv"_s << u"text/plain"_s << true;
    QTest::newRow("with parameters") << u"a.md"_s << u"text/markdown"_s << false;
    QTest::newRow("none") << u"a.txt"_s << u"text/plain"_s << false;
    QTest::newRow("no extension") << u"foo"_s << u"text/plain"_s << false;
}

void tst_Preflight::remembersTypes()
{
    QFETCH(QString, name);
    QFETCH(QString, mimeType);
    QFETCH(bool, isChosen);
    PreflightRequest request;
    request.paths = {write(name)};
    request.rememberedTypes = {
        {u"foo"_s, u"text/x-foo"_s}, {u"csv"_s, u"text/plain"_s}, {u"md"_s, u"text/plain; charset=utf-8"_s}};
    const AcceptedFile file = preflight(request).accepted.constFirst();
    QCOMPARE(file.mimeType, mimeType);
    QCOMPARE(file.isMimeTypeChosen, isChosen);
    QVERIFY(file.isMimeTypeKnown);
}

void tst_Preflight::countsStorage_data()
{
    QTest::addColumn<qint64>("remoteBytes");
    QTest::addColumn<qint64>("left");
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    QTest::newRow("one") << qint64{1000} << projectStorage - 1000;
    QTest::newRow("full") << projectStorage << qint64{0};
    QTest::newRow("over full") << projectStorage + 1 << qint64{0};
    QTest::newRow("absurd") << largest << qint64{0};
}

void tst_Preflight::countsStorage()
{
    QFETCH(qint64, remoteBytes);
    QFETCH(qint64, left);
    PreflightRequest request;
    request.remoteBytes = remoteBytes;
    QCOMPARE(preflight(request).storageLeft, std::optional(left));
}

void tst_Preflight::addsUpBytes()
{
    makeFolder(u"top"_s);
    write(u"top/a"_s, "12345");
    write(u"top/.hidden"_s, "123");
    QCOMPARE(look({path(u"top"_s), write(u"b"_s, "12")}).bytes, 7);
}

/// Otherwise nobody could set another type for a text that is taken for a sound.
void tst_Preflight::takesSoundsForStores()
{
    PreflightRequest request;
    request.paths = {write(u"song.mp3"_s, "ID3\3")};
    request.store = u"fileSearchStores/shelf"_s;
    const PreflightResult result = preflight(request);
    QCOMPARE(result.skipped, Skipped());
    QCOMPARE(result.accepted.size(), 1);
    QCOMPARE(result.accepted.constFirst().mimeType, u"audio/mpeg"_s);
    QCOMPARE(result.bytes, result.accepted.constFirst().size);
}

void tst_Preflight::endsEarlyWhenGivenUp()
{
    makeFolder(u"top"_s);
    for (int i = 0; i < 50; ++i)
        write(u"top/"_s + QString::number(i));
    PreflightRequest request;
    request.paths = {path(u"top"_s), write(u"next"_s)};
    int asked = 0;
    request.isCancelled = [&asked] { return ++asked > 10; };
    const PreflightResult result = preflight(request);
    QVERIFY2(result.accepted.size() < 12, qPrintable(QString::number(result.accepted.size())));
    QVERIFY(asked < 15);
    QCOMPARE(result.skipped, Skipped());
}

void tst_Preflight::linkInAFolderIsSkipped()
{
    makeFolder(u"top"_s);
    const QString secret = write(u"secret.txt"_s);
    QVERIFY(QFile::link(secret, path(u"top/file"_s)));
    QVERIFY(QFile::link(path(u"top"_s), path(u"top/itself"_s)));
    QVERIFY(QFile::link(path(u"absent"_s), path(u"top/nowhere"_s)));
    const PreflightResult result = look({path(u"top"_s)});
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{path(u"top/file"_s), SkipReason::SymbolicLink},
                                      {path(u"top/itself"_s), SkipReason::SymbolicLink},
                                      {path(u"top/nowhere"_s), SkipReason::SymbolicLink}}));
}

void tst_Preflight::specialFileInAFolderIsSkipped()
{
#ifdef Q_OS_UNIX
    makeFolder(u"top"_s);
    QCOMPARE(::mkfifo(qPrintable(path(u"top/pipe"_s)), 0600), 0);
    // Opening the pipe would block for ever.
    const PreflightResult result = look({path(u"top"_s)});
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{path(u"top/pipe"_s), SkipReason::NotRegular}}));
#else
    QSKIP("No FIFOs here");
#endif
}

void tst_Preflight::reportsUnreadable()
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
    const PreflightResult result = look({path(u"closed"_s), file});
    QVERIFY(QFile::setPermissions(path(u"closed"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{path(u"closed"_s), SkipReason::NotReadable}, {file, SkipReason::NotReadable}}));
}

void tst_Preflight::refusesSpecialFilesQuickly_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<SkipReason>("reason");
    QTest::newRow("pipe") << u"pipe"_s << SkipReason::NotRegular;
    QTest::newRow("socket") << u"socket"_s << SkipReason::NotRegular;
    QTest::newRow("device") << u"/dev/zero"_s << SkipReason::NotRegular;
    QTest::newRow("link to a pipe") << u"pipelink"_s << SkipReason::NotRegular;
    QTest::newRow("link to a device") << u"devicelink"_s << SkipReason::NotRegular;
    QTest::newRow("link to nothing") << u"dangling"_s << SkipReason::Missing;
    QTest::newRow("link to itself") << u"circle"_s << SkipReason::Missing;
    QTest::newRow("below a file") << u"file/x"_s << SkipReason::Missing;
}

void tst_Preflight::refusesSpecialFilesQuickly()
{
#ifdef Q_OS_UNIX
    QFETCH(QString, what);
    QFETCH(SkipReason, reason);
    write(u"file"_s);
    QCOMPARE(::mkfifo(qPrintable(path(u"pipe"_s)), 0600), 0);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, qPrintable(path(u"socket"_s)), sizeof address.sun_path);
    QCOMPARE(::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    ::close(descriptor);
    QVERIFY(QFile::link(u"pipe"_s, path(u"pipelink"_s)));
    QVERIFY(QFile::link(u"/dev/zero"_s, path(u"devicelink"_s)));
    QVERIFY(QFile::link(u"nothing"_s, path(u"dangling"_s)));
    QVERIFY(QFile::link(u"circle"_s, path(u"circle"_s)));
    const QString named = QDir::isAbsolutePath(what) ? what : path(what);
    PreflightRequest request;
    request.paths = {named};
    QElapsedTimer clock;
    clock.start();
    const PreflightResult result = preflight(request);
    QVERIFY(clock.elapsed() < 200);
    QVERIFY(result.accepted.isEmpty());
    QCOMPARE(result.skipped, (Skipped{{named, reason}}));
#else
    QSKIP("No FIFOs and devices here");
#endif
}

void tst_Preflight::queuedFilesAreNotLookedAtWhenGivenUp()
{
    // On a network that has gone, each look takes its time.
    PreflightRequest request;
    for (int i = 0; i < 50; ++i)
        request.queuedPaths.append(path(QString::number(i)));
    int asked = 0;
    request.isCancelled = [&asked] { return ++asked > 10; };
    QCOMPARE(preflight(request).accepted.size(), 0);
    QCOMPARE(asked, 11);
}

void tst_Preflight::stopsAtTheMostFiles()
{
    makeFolder(u"many"_s);
    for (int i = 0; i < maxFilesAtOnce + 1; ++i)
        write(u"many/"_s + QString::number(i).rightJustified(5, u'0'), {});
    const QString next = write(u"next"_s);
    const PreflightResult result = look({path(u"many"_s), next});
    QCOMPARE(result.accepted.size(), maxFilesAtOnce);
    QCOMPARE(result.accepted.constLast().displayName, u"09999"_s);
    QCOMPARE(result.skipped, (Skipped{{path(u"many"_s), SkipReason::TooManyFiles}, {next, SkipReason::TooManyFiles}}));

    QVERIFY(QFile::remove(path(u"many/10000"_s)));
    QCOMPARE(look({path(u"many"_s)}).skipped, Skipped());
}

QTEST_GUILESS_MAIN(tst_Preflight)
#include "tst_preflight.moc"
