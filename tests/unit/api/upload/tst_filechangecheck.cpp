// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/filechangecheck.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace pollux;

using Verdict = FileChangeCheck::Verdict;

Q_DECLARE_METATYPE(pollux::FileChangeCheck::Verdict)

namespace {

constexpr qint64 mebibyte = qint64{1} << 20;
constexpr qint64 hashed = mebibyte + 12'345; // bytes that are hashed before the file changes

} // namespace

class tst_FileChangeCheck final : public QObject {
    Q_OBJECT

private slots:
    void compares_data();
    void compares();
    void knowsNothingWithoutAHash();
    void seesAnotherChange();

private:
    bool write(const QByteArray &bytes, int second) const
    {
        QFile file(path());
        return file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && file.write(bytes) == bytes.size() &&
               file.setFileTime(QDateTime(QDate(2026, 1, 2), QTime(3, 4, second), Qt::UTC),
                                QFileDevice::FileModificationTime);
    }
    QString path() const { return m_folder.filePath(u"file"_s); }
    std::unique_ptr<FileHasher> hasherOfAPart()
    {
        auto hasher = std::make_unique<FileHasher>(path(), FileSnapshot::ofPath(path()), m_pool);
        hasher->allowTo(hashed);
        m_pool.waitForDone();
        return hasher;
    }

    QTemporaryDir m_folder;
    QThreadPool m_pool;
};

void tst_FileChangeCheck::compares_data()
{
    QTest::addColumn<qint64>("changedByte");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("touched") << qint64{-1} << Verdict::Same;
    QTest::newRow("first byte") << qint64{0} << Verdict::Differs;
    QTest::newRow("last byte that was hashed") << hashed - 1 << Verdict::Differs;
    // What was not read is sent as it is.
    QTest::newRow("byte behind it") << hashed << Verdict::Same;
}

void tst_FileChangeCheck::compares()
{
    QFETCH(const qint64, changedByte);
    QFETCH(const Verdict, verdict);
    QByteArray bytes(3 * mebibyte, 'a');
    QVERIFY(write(bytes, 1));
    FileChangeCheck check(path(), hasherOfAPart(), &m_pool);
    QSignalSpy finished(&check, &FileChangeCheck::finished);
    if (changedByte >= 0)
        bytes[changedByte] = 'b';
    QVERIFY(write(bytes, 2));
    check.check(FileSnapshot::ofPath(path()));
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(check.verdict(), verdict);
    QCOMPARE(check.unchangedBytes(), hashed);
}

void tst_FileChangeCheck::knowsNothingWithoutAHash()
{
    QVERIFY(write("abc"_ba, 1));
    FileChangeCheck check(path(), nullptr, nullptr);
    QSignalSpy finished(&check, &FileChangeCheck::finished);
    check.check(FileSnapshot::ofPath(path()));
    QCOMPARE(finished.count(), 0);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(check.verdict(), Verdict::Same);
    QCOMPARE(check.unchangedBytes(), 0);
}

void tst_FileChangeCheck::seesAnotherChange()
{
    const QByteArray bytes(3 * mebibyte, 'a');
    QVERIFY(write(bytes, 1));
    FileChangeCheck check(path(), hasherOfAPart(), &m_pool);
    QSignalSpy finished(&check, &FileChangeCheck::finished);
    QVERIFY(write(bytes, 2));
    const FileSnapshot former = FileSnapshot::ofPath(path());
    QVERIFY(write(bytes, 3));
    check.check(former);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(check.verdict(), Verdict::ChangedAgain);
    check.check(FileSnapshot::ofPath(path()));
    QTRY_COMPARE(finished.count(), 2);
    QCOMPARE(check.verdict(), Verdict::Same);
}

QTEST_GUILESS_MAIN(tst_FileChangeCheck)
#include "tst_filechangecheck.moc"
