// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/filehasher.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <functional>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 mebibyte = qint64{1} << 20;

QByteArray pattern(qint64 size, int seed = 0)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + seed) % 251);
    return bytes;
}

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// Sets the same modification time on each write, so that the hasher cannot see that the file has changed.
bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    const auto mode = file.exists() ? QIODevice::ReadWrite : QIODevice::WriteOnly;
    return file.open(mode | QIODevice::Unbuffered) && file.write(bytes) == bytes.size() &&
           file.setFileTime(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC), QFileDevice::FileModificationTime);
}

} // namespace

class tst_FileHasher : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_folder.reset(); }

    void hashesAFile_data();
    void hashesAFile();
    void readsNoMoreThanIsAllowed();
    void waitsWithoutAThread();
    void takesBackNothing();
    void manyAtOnce();
    void callsBackInTheOwnersThread();
    void unusableFile_data();
    void unusableFile();
    void changedAtTheEnd();
    void endsOnce();
    void diesInMidRead();
    void diesBeforeItsResultIsTold();

private:
    QString path(const QString &name = u"file"_s) const { return m_folder->filePath(name); }
    /// Waits until nothing runs in the pool. Results may still be queued in the event loop.
    bool poolIsIdle() { return m_pool.waitForDone(20'000); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QThreadPool m_pool;
};

void tst_FileHasher::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_pool.setMaxThreadCount(2);
}

void tst_FileHasher::hashesAFile_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("empty") << qint64{0};
    QTest::newRow("1 byte") << qint64{1};
    QTest::newRow("a block") << mebibyte / 4;
    QTest::newRow("a block and a byte") << mebibyte / 4 + 1;
    QTest::newRow("many blocks") << 3 * mebibyte + 1;
}

void tst_FileHasher::hashesAFile()
{
    QFETCH(const qint64, size);
    QVERIFY(write(path(), pattern(size)));
    FileHasher hasher(path(), FileSnapshot::ofPath(path()), m_pool);
    QSignalSpy finished(&hasher, &FileHasher::finished);
    hasher.allowAll();
    QVERIFY(!hasher.isFinished());
    QVERIFY(hasher.result().isEmpty());
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(hasher.isFinished());
    QCOMPARE(hasher.result(), hashOf(pattern(size)));
}

/// The bytes before the border are read before the file changes, those behind it only once they are allowed.
void tst_FileHasher::readsNoMoreThanIsAllowed()
{
    const QByteArray before = pattern(3 * mebibyte + 1);
    const QByteArray after = pattern(before.size(), 7);
    const qint64 border = mebibyte + 12'345;
    QVERIFY(write(path(), before));
    FileHasher hasher(path(), FileSnapshot::ofPath(path()), m_pool);
    QSignalSpy finished(&hasher, &FileHasher::finished);
    hasher.allowTo(1000);
    hasher.allowTo(border);
    QVERIFY(poolIsIdle());
    QVERIFY(write(path(), after));
    QVERIFY(!finished.wait(50));
    hasher.allowAll();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(hasher.result().toHex(), hashOf(before.first(border) + after.sliced(border)).toHex());
}

void tst_FileHasher::waitsWithoutAThread()
{
    m_pool.setMaxThreadCount(1);
    QVERIFY(write(path(), pattern(mebibyte)));
    FileHasher waiting(path(), FileSnapshot::ofPath(path()), m_pool);
    waiting.allowTo(mebibyte / 2);
    FileHasher other(path(), FileSnapshot::ofPath(path()), m_pool);
    other.allowAll();
    QTRY_VERIFY(other.isFinished());
    QVERIFY(!waiting.isFinished());
    QCOMPARE(m_pool.activeThreadCount(), 0);
}

void tst_FileHasher::takesBackNothing()
{
    QVERIFY(write(path(), pattern(mebibyte)));
    FileHasher hasher(path(), FileSnapshot::ofPath(path()), m_pool);
    hasher.allowAll();
    hasher.allowTo(0);
    QTRY_VERIFY(hasher.isFinished());
    QCOMPARE(hasher.result(), hashOf(pattern(mebibyte)));
}

void tst_FileHasher::manyAtOnce()
{
    constexpr int count = 40;
    std::vector<std::unique_ptr<FileHasher>> hashers;
    for (int i = 0; i < count; ++i) {
        const QString name = path(QString::number(i));
        QVERIFY(write(name, pattern(mebibyte / 4 + i, i)));
        hashers.push_back(std::make_unique<FileHasher>(name, FileSnapshot::ofPath(name), m_pool));
    }
    for (qint64 offset = 0; offset <= mebibyte / 4; offset += 10'000) {
        for (const auto &hasher : hashers)
            hasher->allowTo(offset);
    }
    for (const auto &hasher : hashers)
        hasher->allowAll();
    for (int i = 0; i < count; ++i) {
        const FileHasher &hasher = *hashers[static_cast<std::size_t>(i)];
        QTRY_VERIFY(hasher.isFinished());
        QCOMPARE(hasher.result(), hashOf(pattern(mebibyte / 4 + i, i)));
    }
}

void tst_FileHasher::callsBackInTheOwnersThread()
{
    QVERIFY(write(path(), pattern(1000)));
    FileHasher hasher(path(), FileSnapshot::ofPath(path()), m_pool);
    QThread *thread = nullptr;
    connect(
        &hasher, &FileHasher::finished, &hasher, [&thread] { thread = QThread::currentThread(); },
        Qt::DirectConnection);
    hasher.allowAll();
    QVERIFY(poolIsIdle());
    QVERIFY(!hasher.isFinished());
    QTRY_COMPARE(thread, QThread::currentThread());
}

using Change = std::function<bool(const QString &)>;

void tst_FileHasher::unusableFile_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("gone") << Change([](const QString &path) { return QFile::remove(path); });
    QTest::newRow("replaced") << Change([](const QString &path) {
        return write(path + u".new"_s, pattern(mebibyte)) && QFile::rename(path, path + u".old"_s) &&
               QFile::rename(path + u".new"_s, path);
    });
    QTest::newRow("shorter") << Change([](const QString &path) { return QFile::resize(path, mebibyte - 1); });
    QTest::newRow("longer") << Change([](const QString &path) { return QFile::resize(path, mebibyte + 1); });
    QTest::newRow("written to") << Change([](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadWrite) && file.write("x") == 1;
    });
}

void tst_FileHasher::unusableFile()
{
    QFETCH(const Change, change);
    QVERIFY(write(path(), pattern(mebibyte)));
    FileHasher hasher(path(), FileSnapshot::ofPath(path()), m_pool);
    QSignalSpy finished(&hasher, &FileHasher::finished);
    QVERIFY(change(path()));
    hasher.allowAll();
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(hasher.result().isEmpty());
}

void tst_FileHasher::changedAtTheEnd()
{
    QVERIFY(write(path(), pattern(mebibyte)));
    FileHasher hasher(path(), FileSnapshot::ofPath(path()), m_pool);
    QSignalSpy finished(&hasher, &FileHasher::finished);
    hasher.allowTo(mebibyte - 1);
    QVERIFY(poolIsIdle());
    QVERIFY(QFile::resize(path(), mebibyte + 1));
    hasher.allowAll();
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(hasher.result().isEmpty());
}

/// A sender goes on calling allowTo() after the hasher has failed or is done.
void tst_FileHasher::endsOnce()
{
    QVERIFY(write(path(), pattern(1000)));
    const FileSnapshot snapshot = FileSnapshot::ofPath(path());
    FileHasher done(path(), snapshot, m_pool);
    FileHasher failed(path(u"none"_s), snapshot, m_pool);
    QSignalSpy doneCount(&done, &FileHasher::finished);
    QSignalSpy failedCount(&failed, &FileHasher::finished);
    done.allowAll();
    failed.allowTo(10);
    QTRY_COMPARE(doneCount.count(), 1);
    QTRY_COMPARE(failedCount.count(), 1);
    const QByteArray result = done.result();
    QCOMPARE(result, hashOf(pattern(1000)));
    QVERIFY(write(path(u"none"_s), pattern(1000)));
    done.allowTo(snapshot.size + 1);
    failed.allowAll();
    QVERIFY(!doneCount.wait(50));
    QCOMPARE(doneCount.count(), 1);
    QCOMPARE(failedCount.count(), 1);
    QCOMPARE(done.result(), result);
    QVERIFY(failed.result().isEmpty());
}

/// Reading a file of this size to its end would take minutes.
void tst_FileHasher::diesInMidRead()
{
    const qint64 size = qint64{64} * 1024 * mebibyte;
    QVERIFY(write(path(), {}));
    if (!QFile::resize(path(), size))
        QSKIP("no sparse files here");
    for (int i = 0; i < 20; ++i) {
        FileHasher hasher(path(), FileSnapshot::ofPath(path()), m_pool);
        hasher.allowAll();
        QTRY_VERIFY(m_pool.activeThreadCount() > 0);
    }
    QVERIFY(poolIsIdle());
}

void tst_FileHasher::diesBeforeItsResultIsTold()
{
    QVERIFY(write(path(), pattern(1000)));
    int told = 0;
    {
        FileHasher hasher(path(), FileSnapshot::ofPath(path()), m_pool);
        connect(&hasher, &FileHasher::finished, this, [&told] { ++told; });
        hasher.allowAll();
        QVERIFY(poolIsIdle());
    }
    QCoreApplication::sendPostedEvents();
    QCOMPARE(told, 0);
}

QTEST_GUILESS_MAIN(tst_FileHasher)
#include "tst_filehasher.moc"
