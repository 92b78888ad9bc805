// SPDX-License-Identifier: Apache-2.0
#include "app/singleinstance.h"
#include "views/widgets/localpaths.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

using Outcome = SingleInstance::Outcome;
constexpr std::chrono::seconds longPatience(20);

/// A later start, in a thread of its own because it blocks.
class LaterStart final {
public:
    explicit LaterStart(const QString &directory, const QStringList &paths = {})
        : m_thread(QThread::create([this, directory, paths] {
            SingleInstance instance(directory);
            m_outcome = instance.begin(paths, longPatience);
        }))
    {
        m_thread->start();
    }
    ~LaterStart() { m_thread->wait(); }
    LaterStart(const LaterStart &) = delete;
    LaterStart &operator=(const LaterStart &) = delete;

    bool hasEnded() const { return m_thread->isFinished(); }
    /// Waits for the end; without the event loop, so a first program in this thread does not answer.
    Outcome outcome() const
    {
        m_thread->wait();
        return m_outcome;
    }

private:
    Outcome m_outcome = Outcome::NoAnswer; // written by the thread, read after its end
    std::unique_ptr<QThread> m_thread;
};

} // namespace

class tst_SingleInstance final : public QObject {
    Q_OBJECT

private slots:
    void init();

    void socketIsForItsOwnerOnly();
    void handsFilesOver_data();
    void handsFilesOver();
    void eachFolderHasItsOwn();
    void sameFolderByAnotherName();
    void replacesALeftSocket();
    void noAnswerInTime();
    void takesThePlaceOfOneThatEnds();
    void goesOnWhereNothingCanBeWritten();
    void takesOnlyLocalPaths_data();
    void takesOnlyLocalPaths();
    void longMessagesAreRefused();
    void tooManyFiles();

private:
    QString folder() const { return m_directory->path(); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_SingleInstance::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void tst_SingleInstance::socketIsForItsOwnerOnly()
{
    SingleInstance first(folder());
    QCOMPARE(first.begin({}), Outcome::First);
#ifdef Q_OS_UNIX
    QVERIFY(QFileInfo::exists(first.socketName()));
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(first.socketName()).permissions() & others));
#endif
}

void tst_SingleInstance::handsFilesOver_data()
{
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("none") << QStringList();
    QTest::newRow("one") << QStringList{u"/tmp/a.txt"_s};
    QTest::newRow("several") << QStringList{u"/tmp/b.txt"_s, u"/tmp/a.txt"_s, u"/tmp"_s};
    QTest::newRow("odd names") << QStringList{u"/tmp/100% #1?.txt"_s, u"/tmp/a\nb"_s, u"/tmp/Übersicht 📄"_s,
                                              u"/a;b&c"_s};
    QStringList many;
    for (int number = 0; number < 5000; ++number)
        many.append(u"/a folder with a long name/file number %1 of very many.txt"_s.arg(number));
    QTest::newRow("5000") << many;
}

void tst_SingleInstance::handsFilesOver()
{
    QFETCH(const QStringList, paths);
    SingleInstance first(folder());
    QCOMPARE(first.begin({}), Outcome::First);
    QSignalSpy started(&first, &SingleInstance::startedAgain);
    // Twice: the first program goes on listening.
    for (int count = 1; count <= 2; ++count) {
        LaterStart later(folder(), paths);
        QTRY_VERIFY_WITH_TIMEOUT(later.hasEnded(), 20'000);
        QCOMPARE(later.outcome(), Outcome::HandedOver);
        QCOMPARE(started.size(), count);
        QCOMPARE(started.last().first().toStringList(), paths);
    }
}

void tst_SingleInstance::eachFolderHasItsOwn()
{
    const QTemporaryDir otherFolder;
    SingleInstance first(folder());
    SingleInstance other(otherFolder.path());
    QCOMPARE(first.begin({}), Outcome::First);
    QCOMPARE(other.begin({}), Outcome::First);
    QVERIFY(first.socketName() != other.socketName());
}

void tst_SingleInstance::sameFolderByAnotherName()
{
    QVERIFY(QDir(folder()).mkdir(u"data"_s));
    const QString data = m_directory->filePath(u"data"_s);
    SingleInstance first(data);
    QCOMPARE(first.begin({}), Outcome::First);
    QSignalSpy started(&first, &SingleInstance::startedAgain);
    QStringList names{data + u'/', m_directory->filePath(u"data/../data"_s)};
#ifdef Q_OS_UNIX
    names.append(m_directory->filePath(u"link"_s));
    QVERIFY(QFile::link(data, names.last()));
#endif
    for (const QString &name : std::as_const(names)) {
        LaterStart later(name);
        QTRY_VERIFY_WITH_TIMEOUT(later.hasEnded(), 20'000);
        QCOMPARE(later.outcome(), Outcome::HandedOver);
    }
    QCOMPARE(started.size(), names.size());
}

void tst_SingleInstance::replacesALeftSocket()
{
    SingleInstance first(folder());
#ifdef Q_OS_UNIX
    QFile left(first.socketName());
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
#endif
    QFile lock(m_directory->filePath(u"window.lock"_s));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.close();
    QCOMPARE(first.begin({}), Outcome::First);
    LaterStart later(folder());
    QTRY_VERIFY_WITH_TIMEOUT(later.hasEnded(), 20'000);
    QCOMPARE(later.outcome(), Outcome::HandedOver);
}

void tst_SingleInstance::noAnswerInTime()
{
    SingleInstance first(folder());
    QCOMPARE(first.begin({}), Outcome::First);
    // Both are in this thread, so the first cannot answer while the second waits.
    SingleInstance second(folder());
    QCOMPARE(second.begin({}, std::chrono::milliseconds(300)), Outcome::NoAnswer);
}

void tst_SingleInstance::takesThePlaceOfOneThatEnds()
{
    auto first = std::make_unique<SingleInstance>(folder());
    QCOMPARE(first->begin({}), Outcome::First);
    LaterStart later(folder(), {u"/tmp/a.txt"_s});
    first.reset();
    QCOMPARE(later.outcome(), Outcome::First);
}

void tst_SingleInstance::goesOnWhereNothingCanBeWritten()
{
    // Permissions would not do: they do not hold back an administrator.
    const QString missing = m_directory->filePath(u"missing"_s);
    SingleInstance first(missing);
    SingleInstance second(missing);
    QCOMPARE(first.begin({}), Outcome::First);
    QCOMPARE(second.begin({}), Outcome::First);
}

void tst_SingleInstance::takesOnlyLocalPaths_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("no file") << "\n"_ba << QStringList();
    QTest::newRow("a file") << "file:///a\n\n"_ba << QStringList{u"/a"_s};
    QTest::newRow("the same twice") << "file:///a\nfile:///a\n\n"_ba << QStringList{u"/a"_s};
    QTest::newRow("another scheme") << "https://example.org/a\nfile:///a\n\n"_ba << QStringList{u"/a"_s};
    QTest::newRow("a path that is no URL") << "/etc/passwd\n\n"_ba << QStringList();
    QTest::newRow("relative") << "file:a\n\n"_ba << QStringList();
    QTest::newRow("NUL") << "file:///a%00.txt\n\n"_ba << QStringList();
    QTest::newRow("too many") << "file:///a\n"_ba.repeated(maxDroppedUrls + 1) + '\n' << QStringList();
    QTest::newRow("no UTF-8") << "\xff\xfe\n\n"_ba << QStringList();
#ifndef Q_OS_WIN
    QTest::newRow("a share of another host") << "file://server/share\n\n"_ba << QStringList();
#endif
}

void tst_SingleInstance::takesOnlyLocalPaths()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QStringList, paths);
    SingleInstance first(folder());
    QCOMPARE(first.begin({}), Outcome::First);
    QSignalSpy started(&first, &SingleInstance::startedAgain);
    QLocalSocket socket;
    socket.connectToServer(first.socketName());
    QTRY_COMPARE(socket.state(), QLocalSocket::ConnectedState);
    socket.write(message);
    QTRY_COMPARE(started.size(), 1);
    QCOMPARE(started.first().first().toStringList(), paths);
    QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
}

void tst_SingleInstance::longMessagesAreRefused()
{
    SingleInstance first(folder());
    QCOMPARE(first.begin({}), Outcome::First);
    QSignalSpy started(&first, &SingleInstance::startedAgain);
    QLocalSocket socket;
    socket.connectToServer(first.socketName());
    QTRY_COMPARE(socket.state(), QLocalSocket::ConnectedState);
    socket.write(QByteArray(SingleInstance::maxMessage + 1, 'a') + "\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, 20'000);
    QCOMPARE(started.size(), 0);
}

void tst_SingleInstance::tooManyFiles()
{
    SingleInstance first(folder());
    QCOMPARE(first.begin({}), Outcome::First);
    QStringList paths;
    for (int number = 0; number <= maxDroppedUrls; ++number)
        paths.append(u"/%1"_s.arg(number));
    SingleInstance second(folder());
    QCOMPARE(second.begin(paths), Outcome::TooManyFiles);
}

QTEST_GUILESS_MAIN(tst_SingleInstance)
#include "tst_singleinstance.moc"
