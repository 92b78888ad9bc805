// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/sequentialbuffer.h"
#include "models/api/upload/filewindow.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 fileSize = 100'000;

QByteArray pattern(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31) % 251);
    return bytes;
}

} // namespace

class tst_FileWindow : public QObject {
    Q_OBJECT

private slots:
    void init();

    void isARandomAccessDeviceOfItsLength();
    void readsItsPart_data();
    void readsItsPart();
    void readsAheadInBlocks();
    void cannotBeRewound();
    void emptyWindow();
    void cannotBeWritten();
    void snapshotOfHandleAndPath();
    void snapshotOfNothing();
    void snapshotOfAFarTime_data();
    void snapshotOfAFarTime();
    void snapshotSeesChanges_data();
    void snapshotSeesChanges();
    void noticesChangesWhileReading_data();
    void noticesChangesWhileReading();
    void noticesAChangeBeforeTheLastByte_data();
    void noticesAChangeBeforeTheLastByte();
    void lastBytesNeedTheSameFileAtThePath_data();
    void lastBytesNeedTheSameFileAtThePath();
    void emptyWindowTellsOfChanges_data();
    void emptyWindowTellsOfChanges();
    void survivesAClosedFile();
    void survivesADeadFile();
    void oneShotBuffer();

private:
    QString path() const { return m_folder.filePath(u"file"_s); }

    QTemporaryDir m_folder;
    std::unique_ptr<QFile> m_file;
};

void tst_FileWindow::init()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(pattern(fileSize)), fileSize);
    file.close();
    m_file = std::make_unique<QFile>(path());
    QVERIFY(m_file->open(QIODevice::ReadOnly | QIODevice::Unbuffered));
}

void tst_FileWindow::isARandomAccessDeviceOfItsLength()
{
    const FileWindow window(*m_file, FileSnapshot::of(*m_file), 10, 20);
    QVERIFY(window.isOpen());
    QVERIFY(!window.isSequential());
    QCOMPARE(window.size(), 20);
    QCOMPARE(window.pos(), 0);
    QCOMPARE(window.bytesAvailable(), 20);
}

void tst_FileWindow::readsItsPart_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<qint64>("piece");
    QTest::newRow("whole file") << qint64{0} << fileSize << qint64{16384};
    QTest::newRow("byte by byte") << qint64{5} << qint64{300} << qint64{1};
    QTest::newRow("middle") << qint64{12'345} << qint64{50'000} << qint64{16384};
    QTest::newRow("end") << fileSize - 1 << qint64{1} << qint64{16384};
    QTest::newRow("at once") << qint64{1} << fileSize - 1 << 2 * fileSize;
}

void tst_FileWindow::readsItsPart()
{
    QFETCH(const qint64, offset);
    QFETCH(const qint64, length);
    QFETCH(const qint64, piece);
    FileWindow window(*m_file, FileSnapshot::of(*m_file), offset, length);
    QByteArray read;
    while (!window.atEnd()) {
        const QByteArray bytes = window.read(piece);
        QVERIFY(!bytes.isEmpty());
        read += bytes;
        QCOMPARE(window.handedOut(), read.size());
    }
    QCOMPARE(read, pattern(fileSize).mid(offset, length));
    QCOMPARE(window.fault(), FileWindow::Fault::None);
    QVERIFY(window.read(piece).isEmpty());
}

void tst_FileWindow::readsAheadInBlocks()
{
    const qint64 size = 2 * FileWindow::blockSize + 12'345;
    QFile file(m_folder.filePath(u"blocks"_s));
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    QCOMPARE(file.write(pattern(size)), size);
    constexpr qint64 offset = 1000;
    FileWindow window(file, FileSnapshot::of(file), offset, size - offset);
    QByteArray read = window.read(1);
    QCOMPARE(file.pos(), offset + FileWindow::blockSize);
    // The window does not depend on the position of the file, which others may change.
    QVERIFY(file.seek(0));
    while (!window.atEnd()) {
        const QByteArray bytes = window.read(16'384);
        QVERIFY(!bytes.isEmpty());
        read += bytes;
    }
    QCOMPARE(file.pos(), size);
    QVERIFY(read == pattern(size).sliced(offset));
}

void tst_FileWindow::cannotBeRewound()
{
    FileWindow window(*m_file, FileSnapshot::of(*m_file), 0, 1000);
    // Qt rewinds a body before it sends the first byte.
    QVERIFY(window.reset());
    QCOMPARE(window.read(100).size(), 100);
    QVERIFY(!window.reset());
    QVERIFY(!window.seek(0));
    QVERIFY(!window.seek(99));
    QVERIFY(!window.seek(101));
    QVERIFY(window.seek(100));
    QCOMPARE(window.read(5), pattern(fileSize).mid(100, 5));
}

void tst_FileWindow::emptyWindow()
{
    FileWindow window(*m_file, FileSnapshot::of(*m_file), fileSize, 0);
    QCOMPARE(window.size(), 0);
    QVERIFY(window.atEnd());
    QVERIFY(window.read(1).isEmpty());
    QVERIFY(!window.reset());
    QCOMPARE(window.fault(), FileWindow::Fault::None);
}

void tst_FileWindow::cannotBeWritten()
{
    FileWindow window(*m_file, FileSnapshot::of(*m_file), 0, 10);
    QVERIFY(!window.isWritable());
}

using Change = std::function<void(const QString &)>;

namespace {

void addChanges()
{
    QTest::newRow("touched") << Change([](const QString &path) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(file.fileTime(QFileDevice::FileModificationTime).addMSecs(1),
                                 QFileDevice::FileModificationTime));
    });
    QTest::newRow("grown") << Change([](const QString &path) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write("x"), 1);
    });
    QTest::newRow("truncated") << Change([](const QString &path) { QVERIFY(QFile::resize(path, 60'000)); });
    QTest::newRow("emptied") << Change([](const QString &path) { QVERIFY(QFile::resize(path, 0)); });
}

/// Changes to the path only: the open file stays as it is.
void addReplacements()
{
    QTest::newRow("deleted") << Change([](const QString &path) { QVERIFY(QFile::remove(path)); });
    QTest::newRow("moved away") << Change([](const QString &path) {
        QFile::remove(path + u".moved"_s);
        QVERIFY(QFile::rename(path, path + u".moved"_s));
    });
    QTest::newRow("replaced by a copy") << Change([](const QString &path) {
        QFile::remove(path + u".copy"_s);
        QVERIFY(QFile::copy(path, path + u".copy"_s));
        QVERIFY(QFile::remove(path));
        QVERIFY(QFile::rename(path + u".copy"_s, path));
    });
}

} // namespace

void tst_FileWindow::snapshotOfHandleAndPath()
{
    const FileSnapshot snapshot = FileSnapshot::of(*m_file);
    QCOMPARE(snapshot.size, fileSize);
    QCOMPARE(snapshot.modifiedNs / 1'000'000, m_file->fileTime(QFileDevice::FileModificationTime).toMSecsSinceEpoch());
    QVERIFY(snapshot.inode != 0);
    QCOMPARE(FileSnapshot::ofPath(path()), snapshot);
    const QString other = m_folder.filePath(u"Ünlike ✓"_s);
    QFile::remove(other);
    QVERIFY(QFile::copy(path(), other));
    QCOMPARE(FileSnapshot::ofPath(other).size, fileSize);
    QVERIFY(FileSnapshot::ofPath(other).inode != snapshot.inode);
}

void tst_FileWindow::snapshotOfNothing()
{
    QCOMPARE(FileSnapshot::ofPath(m_folder.filePath(u"none"_s)), FileSnapshot());
    m_file->close();
    QCOMPARE(FileSnapshot::of(*m_file), FileSnapshot());
}

void tst_FileWindow::snapshotOfAFarTime_data()
{
    // 64 bits of nanoseconds reach from 1677 to 2262; file systems store times far beyond.
    QTest::addColumn<QDateTime>("time");
    QTest::newRow("before") << QDateTime::fromString(u"1650-01-01T00:00:00Z"_s, Qt::ISODate);
    QTest::newRow("after") << QDateTime::fromString(u"2400-01-01T00:00:00Z"_s, Qt::ISODate);
}

void tst_FileWindow::snapshotOfAFarTime()
{
    QFETCH(const QDateTime, time);
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    // A file system that cannot store this time stores the nearest one, or refuses.
    file.setFileTime(time, QFileDevice::FileModificationTime);
    const FileSnapshot snapshot = FileSnapshot::of(*m_file);
    QCOMPARE(FileSnapshot::ofPath(path()), snapshot);
    QVERIFY(file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime));
    QVERIFY(FileSnapshot::of(*m_file) != snapshot);
}

void tst_FileWindow::snapshotSeesChanges_data()
{
    QTest::addColumn<Change>("change");
    addChanges();
}

void tst_FileWindow::snapshotSeesChanges()
{
    QFETCH(const Change, change);
    const FileSnapshot before = FileSnapshot::of(*m_file);
    QCOMPARE(FileSnapshot::of(*m_file), before);
    change(path());
    QVERIFY(FileSnapshot::of(*m_file) != before);
}

void tst_FileWindow::noticesChangesWhileReading_data()
{
    QTest::addColumn<Change>("change");
    addChanges();
}

void tst_FileWindow::noticesChangesWhileReading()
{
    QFETCH(const Change, change);
    FileWindow window(*m_file, FileSnapshot::of(*m_file), 0, fileSize);
    QCOMPARE(window.read(50'000).size(), 50'000);
    change(path());
    char byte = 0;
    QCOMPARE(window.read(&byte, 1), -1);
    QCOMPARE(window.fault(), FileWindow::Fault::Changed);
    QCOMPARE(window.handedOut(), 50'000);
}

void tst_FileWindow::noticesAChangeBeforeTheLastByte_data()
{
    QTest::addColumn<Change>("change");
    addChanges();
    addReplacements();
}

void tst_FileWindow::noticesAChangeBeforeTheLastByte()
{
    QFETCH(const Change, change);
    FileWindow window(*m_file, FileSnapshot::of(*m_file), 0, fileSize);
    QCOMPARE(window.read(fileSize - 1).size(), fileSize - 1);
    change(path());
    QVERIFY(window.read(1).isEmpty());
    QCOMPARE(window.fault(), FileWindow::Fault::Changed);
    QCOMPARE(window.handedOut(), fileSize - 1);
}

void tst_FileWindow::lastBytesNeedTheSameFileAtThePath_data()
{
    QTest::addColumn<Change>("change");
    addReplacements();
}

/// The open file still has the announced content, so only the last bytes, which finalise the upload, are refused.
void tst_FileWindow::lastBytesNeedTheSameFileAtThePath()
{
    QFETCH(const Change, change);
    const FileSnapshot snapshot = FileSnapshot::of(*m_file);
    change(path());
    FileWindow window(*m_file, snapshot, 0, fileSize);
    QCOMPARE(window.read(fileSize - 1).size(), fileSize - 1);
    QVERIFY(window.read(1).isEmpty());
    QCOMPARE(window.fault(), FileWindow::Fault::Changed);
    FileWindow middle(*m_file, snapshot, 0, fileSize - 1);
    QCOMPARE(middle.read(fileSize).size(), fileSize - 1);
    QCOMPARE(middle.fault(), FileWindow::Fault::None);
    QVERIFY(!middle.isUnchanged());
}

void tst_FileWindow::emptyWindowTellsOfChanges_data()
{
    QTest::addColumn<Change>("change");
    addChanges();
    addReplacements();
}

void tst_FileWindow::emptyWindowTellsOfChanges()
{
    QFETCH(const Change, change);
    FileWindow window(*m_file, FileSnapshot::of(*m_file), fileSize, 0);
    QVERIFY(window.isUnchanged());
    change(path());
    QVERIFY(!window.isUnchanged());
}

void tst_FileWindow::survivesAClosedFile()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    FileWindow window(*m_file, FileSnapshot::of(*m_file), 0, fileSize);
    m_file->close();
    QVERIFY(window.read(1).isEmpty());
    QCOMPARE(window.fault(), FileWindow::Fault::ReadFailed);
}

void tst_FileWindow::survivesADeadFile()
{
    FileWindow window(*m_file, FileSnapshot::of(*m_file), 0, fileSize);
    m_file.reset();
    QVERIFY(window.read(1).isEmpty());
    QCOMPARE(window.fault(), FileWindow::Fault::ReadFailed);
}

void tst_FileWindow::oneShotBuffer()
{
    SequentialBuffer buffer("0123456789"_ba);
    QVERIFY(buffer.reset());
    QCOMPARE(buffer.read(4), "0123"_ba);
    QVERIFY(!buffer.reset());
    QVERIFY(!buffer.seek(0));
    QVERIFY(!buffer.seek(9));
    QCOMPARE(buffer.readAll(), "456789"_ba);
    QVERIFY(!buffer.seek(0));

    SequentialBuffer empty{QByteArray()};
    QVERIFY(!empty.reset());
}

QTEST_GUILESS_MAIN(tst_FileWindow)
#include "tst_filewindow.moc"
