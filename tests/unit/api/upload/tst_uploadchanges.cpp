// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/uploadrun.h"

#include <QDateTime>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace pollux;

using Change = std::function<bool(const QString &path)>;

namespace {

constexpr qint64 mebibyte = qint64{1} << 20;

bool touch(const QString &path, int seconds = 1)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) &&
           file.setFileTime(file.fileTime(QFileDevice::FileModificationTime).addSecs(seconds),
                            QFileDevice::FileModificationTime);
}

/// Puts another file with these bytes in the place of the file, with its modification time.
bool replace(const QString &path, const QByteArray &bytes)
{
    const QDateTime time = QFile(path).fileTime(QFileDevice::FileModificationTime);
    QFile other(path + u".new"_s);
    return other.open(QIODevice::WriteOnly) && other.write(bytes) == bytes.size() && other.flush() &&
           other.setFileTime(time, QFileDevice::FileModificationTime) && QFile::remove(path) && other.rename(path);
}

} // namespace

/// Files that are not as they were when their upload began.
class tst_UploadChanges final : public QObject {
    Q_OBJECT

private slots:
    void sameBytesGoOn_data();
    void sameBytesGoOn();
    void otherBytesFail();
    void withoutAHashItBeginsAnew();
    void goneFileKeepsItsSession();
    void endlessTouchingEnds();
    void resumesATouchedFile_data();
    void resumesATouchedFile();
    void statesNoSize();

private:
    /// Runs the upload, and changes the file as soon as bytes were sent and the whole file is hashed.
    bool runWith(UploadRun &run, const QString &path, const Change &change);

    UploadBench m_bench;
};

bool tst_UploadChanges::runWith(UploadRun &run, const QString &path, const Change &change)
{
    bool isChanged = false;
    connect(&run.session, &UploadSession::progressChanged, this, [&] {
        if (!isChanged && run.session.bytesHandedOver() > 0) {
            m_bench.hashing.waitForDone();
            isChanged = change(path);
        }
    });
    return run.toTheEnd() && isChanged;
}

void tst_UploadChanges::sameBytesGoOn_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("touched") << Change([](const QString &path) { return touch(path); });
    QTest::newRow("replaced by a copy") << Change(
        [](const QString &path) { return replace(path, UploadBench::bytesOf(path)); });
}

void tst_UploadChanges::sameBytesGoOn()
{
    QFETCH(const Change, change);
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    const QString path = m_bench.makeFile(20 * mebibyte);
    UploadSession::Options options = optionsOf(m_bench);
    QList<FileSnapshot> kept;
    UploadSession *session = nullptr;
    options.keepSession = [&](const OpenSession &, const FileSnapshot &snapshot) {
        kept.append(snapshot);
        session->kept(true);
    };
    UploadRun run(m_bench, server.baseUrl(), plainSource(path), options);
    session = &run.session;
    QVERIFY(runWith(run, path, change));
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(run.session.sessionCount(), 1);
    QVERIFY(!commandsOf(server).contains(u"cancel"_s));
    QCOMPARE(server.contentOf(run.session.outcome().value().file.name), UploadBench::bytesOf(path));
    QCOMPARE(kept.last(), FileSnapshot::ofPath(path));
}

void tst_UploadChanges::otherBytesFail()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    const QString path = m_bench.makeFile(20 * mebibyte);
    UploadRun run(m_bench, server.baseUrl(), plainSource(path));
    QVERIFY(runWith(run, path, [](const QString &file) {
        QByteArray bytes = UploadBench::bytesOf(file);
        bytes[3] = static_cast<char>(bytes.at(3) + 1);
        return replace(file, bytes);
    }));
    QVERIFY2(run.failedWith(ErrorKind::FileChanged), run.summary().constData());
    QTRY_VERIFY(commandsOf(server).contains(u"cancel"_s));
    QVERIFY(server.files().isEmpty());
}

void tst_UploadChanges::withoutAHashItBeginsAnew()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    const QString path = m_bench.makeFile(20 * mebibyte);
    UploadSession::Options options = optionsOf(m_bench);
    options.hashing = nullptr;
    UploadRun run(m_bench, server.baseUrl(), plainSource(path), options);
    // The demo server keeps what it had read of the aborted request.
    QVERIFY(runWith(run, path, [](const QString &file) { return touch(file); }));
    QVERIFY2(run.succeeded(), run.summary().constData());
    QCOMPARE(server.files().size(), 1);
    QCOMPARE(server.contentOf(run.session.outcome().value().file.name), UploadBench::bytesOf(path));
}

void tst_UploadChanges::goneFileKeepsItsSession()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    const QString path = m_bench.makeFile(20 * mebibyte);
    UploadRun run(m_bench, server.baseUrl(), plainSource(path));
    QVERIFY(runWith(run, path, [](const QString &file) { return QFile::remove(file); }));
    QVERIFY2(run.failedWith(ErrorKind::LocalFile), run.summary().constData());
    QVERIFY(!commandsOf(server).contains(u"cancel"_s));
    QVERIFY(server.files().isEmpty());
}

void tst_UploadChanges::endlessTouchingEnds()
{
    ScriptedUploads uploads;
    uploads.startWorks();
    // No byte ever arrives, and the file is another one at each question.
    uploads.on("query", {ScriptedUploads::active("0")});
    const QString path = m_bench.makeFile(20 * mebibyte);
    UploadRun run(m_bench, uploads.server().baseUrl(), plainSource(path));
    int seconds = 0;
    connect(&run.session, &UploadSession::progressChanged, this, [&] {
        if (run.session.bytesHandedOver() > 0)
            touch(path, ++seconds);
    });
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::FileChanged), run.summary().constData());
}

void tst_UploadChanges::resumesATouchedFile_data()
{
    QTest::addColumn<qint64>("onServer"); // bytes; -1: the whole file, and the upload is final
    QTest::addColumn<int>("sessions");
    QTest::newRow("nothing arrived") << qint64{0} << 1;
    QTest::newRow("a part arrived") << 8 * mebibyte << 2;
    QTest::newRow("all arrived") << qint64{-1} << 1;
}

void tst_UploadChanges::resumesATouchedFile()
{
    QFETCH(const qint64, onServer);
    QFETCH(const int, sessions);
    const QString path = m_bench.makeFile(9 * mebibyte);
    const QByteArray bytes = UploadBench::bytesOf(path);
    ScriptedUploads uploads;
    uploads.startWorks();
    uploads.on("query",
               {onServer < 0 ? ScriptedUploads::final(bytes) : ScriptedUploads::active(QByteArray::number(onServer))});
    uploads.on("upload, finalize", {ScriptedUploads::final(bytes)});
    UploadSession::Options options = optionsOf(m_bench);
    options.resumeSnapshot = FileSnapshot::ofPath(path);
    options.resume =
        OpenSession{QUrl::fromEncoded(uploads.sessionUrl()), 262'144, 1, {}, std::max<qint64>(onServer, 0)};
    QVERIFY(touch(path));
    UploadRun run(m_bench, uploads.server().baseUrl(), plainSource(path), options);
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(run.session.sessionCount(), sessions);
    for (const qint64 offset : uploads.offsets())
        QCOMPARE(offset, 0);
}

void tst_UploadChanges::statesNoSize()
{
    const QString path = u"/proc/self/status"_s;
    if (!QFile::exists(path))
        QSKIP("no such file on this system");
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    UploadRun run(m_bench, server.baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::LocalFile), run.summary().constData());
    QVERIFY(!run.session.outcome().error().message.isEmpty());
    QVERIFY(server.requests().isEmpty());
}

QTEST_GUILESS_MAIN(tst_UploadChanges)
#include "tst_uploadchanges.moc"
