// SPDX-License-Identifier: Apache-2.0
#include "models/preflight/remotematch.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qsizetype blockSize = qsizetype{256} * 1024;
// Not the local clock's time: that of the service counts.
const QDateTime now({2020, 2, 2}, {20, 2, 20}, Qt::UTC);

RemoteFile remoteOf(const QByteArray &content)
{
    RemoteFile file;
    file.name = u"files/one"_s;
    file.state = RemoteFile::State::Active;
    file.sizeBytes = content.size();
    file.sha256Hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
    return file;
}

std::optional<Timestamp> secondsFromNow(qint64 seconds)
{
    return Timestamp{now.toSecsSinceEpoch() + seconds, 0};
}

} // namespace

class tst_RemoteMatch final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void findsContentOfAnySize_data();
    void findsContentOfAnySize();
    void usesOnlyUsableFiles_data();
    void usesOnlyUsableFiles();
    void choosesTheUsableOne();
    void readsOnlyFilesOfARemoteSize();
    void endsWhenGivenUp();
    void unreadableFileMatchesNothing();

private:
    QString write(const QByteArray &content) const;

    QTemporaryDir m_folder;
};

QString tst_RemoteMatch::write(const QByteArray &content) const
{
    QFile file(m_folder.filePath(u"local"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void tst_RemoteMatch::findsContentOfAnySize_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("empty") << qsizetype{0};
    QTest::newRow("one byte") << qsizetype{1};
    QTest::newRow("a block") << blockSize;
    QTest::newRow("a block and a byte") << blockSize + 1;
    QTest::newRow("several blocks") << 3 * blockSize - 1;
}

void tst_RemoteMatch::findsContentOfAnySize()
{
    QFETCH(qsizetype, size);
    const QByteArray content(size, 'x');
    const RemoteFile remote = remoteOf(content);
    QCOMPARE(RemoteMatch({remote}, now, {}).find(write(content), size), std::optional(remote));
    if (size == 0)
        return;
    QByteArray other = content;
    other.back() = 'y';
    QCOMPARE(RemoteMatch({remote}, now, {}).find(write(other), size), std::nullopt);
}

void tst_RemoteMatch::usesOnlyUsableFiles_data()
{
    QTest::addColumn<RemoteFile>("remote");
    QTest::addColumn<bool>("isFound");
    const auto row = [](const char *name, bool isFound, auto change) {
        RemoteFile file = remoteOf("hello");
        change(file);
        QTest::newRow(name) << file << isFound;
    };
    using State = RemoteFile::State;
    row("active", true, [](RemoteFile &) {});
    row("processing", true, [](RemoteFile &file) { file.state = State::Processing; });
    row("failed", false, [](RemoteFile &file) { file.state = State::Failed; });
    row("no state", false, [](RemoteFile &file) { file.state = State::Unspecified; });
    row("unknown state", false, [](RemoteFile &file) { file.state = State::Unknown; });
    row("another hash", false, [](RemoteFile &file) { file.sha256Hash = QByteArray(32, 'x'); });
    row("no hash", false, [](RemoteFile &file) { file.sha256Hash.clear(); });
    row("no size", false, [](RemoteFile &file) { file.sizeBytes.reset(); });
    row("lives long", true, [](RemoteFile &file) { file.expirationTime = secondsFromNow(3700); });
    row("expires within the hour", false, [](RemoteFile &file) { file.expirationTime = secondsFromNow(3500); });
    row("expired", false, [](RemoteFile &file) { file.expirationTime = secondsFromNow(-1); });
}

void tst_RemoteMatch::usesOnlyUsableFiles()
{
    QFETCH(RemoteFile, remote);
    QFETCH(bool, isFound);
    QCOMPARE(RemoteMatch({remote}, now, {}).find(write("hello"), 5).has_value(), isFound);
}

void tst_RemoteMatch::choosesTheUsableOne()
{
    RemoteFile failed = remoteOf("hello");
    failed.state = RemoteFile::State::Failed;
    RemoteFile usable = remoteOf("hello");
    usable.name = u"files/two"_s;
    const auto found = RemoteMatch({remoteOf("hallo"), failed, usable}, now, {}).find(write("hello"), 5);
    QCOMPARE(found, std::optional(usable));
}

void tst_RemoteMatch::readsOnlyFilesOfARemoteSize()
{
    int blocks = 0;
    const auto count = [&blocks] {
        ++blocks;
        return false;
    };
    RemoteFile failed = remoteOf("12345678");
    failed.state = RemoteFile::State::Failed;
    const RemoteMatch match({remoteOf("hello"), failed}, now, count);
    QCOMPARE(match.find(write("hello!"), 6), std::nullopt);
    QCOMPARE(match.find(write("12345678"), 8), std::nullopt);
    QCOMPARE(blocks, 0);
    QCOMPARE(match.find(write("hallo"), 5), std::nullopt);
    QCOMPARE(blocks, 1);
}

void tst_RemoteMatch::endsWhenGivenUp()
{
    const QByteArray content(10 * blockSize, 'x');
    int blocks = 0;
    const RemoteMatch match({remoteOf(content)}, now, [&blocks] { return ++blocks == 3; });
    QCOMPARE(match.find(write(content), content.size()), std::nullopt);
    QCOMPARE(blocks, 3);
}

void tst_RemoteMatch::unreadableFileMatchesNothing()
{
    const RemoteMatch match({remoteOf({})}, now, {});
    QCOMPARE(match.find(m_folder.filePath(u"absent"_s), 0), std::nullopt);
    QCOMPARE(match.find(m_folder.path(), 0), std::nullopt);
}

QTEST_GUILESS_MAIN(tst_RemoteMatch)
#include "tst_remotematch.moc"
