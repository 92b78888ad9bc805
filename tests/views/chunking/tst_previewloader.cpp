// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/previewloader.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace pollux;
using namespace Qt::StringLiterals;

using Text = std::shared_ptr<const TextIndex>;

namespace {

QByteArray bytesOf(const QSignalSpy &spy)
{
    return spy.value(0).value(0).value<Text>()->text().toByteArray();
}

QByteArray utf16Of(const QString &text, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    return encoder(text);
}

} // namespace

class tst_PreviewLoader : public QObject {
    Q_OBJECT

private slots:
    void init();
    void judgesTypes_data();
    void judgesTypes();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void refusesWhatIsNoFile();
    void beginsWithAFirstPiece();
    void firstScreenIsQuick();
    void noticesAChangeWhileReading();
    void newerLoadTakesTheOlderOnesPlace();
    void cancelledTellsNothing();
    void mayBeDeletedWhileReading();

private:
    QString write(const QByteArray &content);

    std::unique_ptr<QTemporaryDir> m_folder;
    int m_files = 0;
};

void tst_PreviewLoader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString tst_PreviewLoader::write(const QByteArray &content)
{
    QString path = m_folder->filePath(QString::number(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("the test's file could not be written");
    return path;
}

void tst_PreviewLoader::judgesTypes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("isText");
    for (const auto type :
         {"text/plain"_L1, "text/markdown"_L1, "text/html"_L1, "text/csv"_L1, "text/x-c++src"_L1,
          "TEXT/Plain; charset=utf-8"_L1, "application/json"_L1, "application/jsonl"_L1, "application/x-ipynb+json"_L1,
          "application/xml"_L1, "image/svg+xml"_L1, "application/x-sh"_L1, "application/octet-stream"_L1, ""_L1})
        QTest::newRow(type.data()) << QString(type) << true;
    for (const auto type :
         {"application/pdf"_L1, "application/msword"_L1, "text/rtf"_L1, "application/rtf"_L1, "application/zip"_L1,
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document"_L1, "image/png"_L1, "video/mp4"_L1,
          "application/vnd.oasis.opendocument.text"_L1, "textual/plain"_L1})
        QTest::newRow(type.data()) << QString(type) << false;
}

void tst_PreviewLoader::judgesTypes()
{
    QFETCH(const QString, type);
    QFETCH(const bool, isText);
    QCOMPARE(isPreviewedAsText(type), isText);
}

void tst_PreviewLoader::reads_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("text");
    const QString words = u"naïve 文書 😀"_s;
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("UTF-8") << words.toUtf8() << words.toUtf8();
    QTest::newRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + words.toUtf8() << words.toUtf8();
    QTest::newRow("only a mark") << QByteArray("\xEF\xBB\xBF") << QByteArray();
    QTest::newRow("UTF-16, little end first") << utf16Of(words, QStringConverter::Utf16LE) << words.toUtf8();
    QTest::newRow("UTF-16, big end first") << utf16Of(words, QStringConverter::Utf16BE) << words.toUtf8();
    QTest::newRow("Latin-1 stays as it is") << QByteArray("caf\xE9") << QByteArray("caf\xE9");
    const QByteArray lateNul = QByteArray(9000, 'x') + '\0';
    QTest::newRow("a NUL far behind") << lateNul << lateNul;
}

void tst_PreviewLoader::reads()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, text);
    QThreadPool pool;
    PreviewLoader loader(pool);
    QSignalSpy began(&loader, &PreviewLoader::began);
    QSignalSpy loaded(&loader, &PreviewLoader::loaded);
    loader.load(write(content));
    QVERIFY(loaded.wait());
    QCOMPARE(bytesOf(loaded), text);
    QCOMPARE(began.count(), 0);
}

void tst_PreviewLoader::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<PreviewProblem>("problem");
    QTest::newRow("NUL at the start") << QByteArray("\0abc", 4) << PreviewProblem::NotText;
    QTest::newRow("NUL as the last that tells") << QByteArray(8191, 'x') + '\0' << PreviewProblem::NotText;
    QTest::newRow("UTF-32") << QByteArray("\xFF\xFE\0\0a\0\0\0", 8) << PreviewProblem::NotText;
    QTest::newRow("one byte too large") << QByteArray(maxChunkedTextSize + 1, 'x') << PreviewProblem::TooLarge;
    QTest::newRow("too large once it is UTF-8")
        << utf16Of(QString(maxChunkedTextSize / 3 + 1, u'文'), QStringConverter::Utf16LE) << PreviewProblem::TooLarge;
}

void tst_PreviewLoader::refuses()
{
    QFETCH(const QByteArray, content);
    QFETCH(const PreviewProblem, problem);
    QThreadPool pool;
    PreviewLoader loader(pool);
    QSignalSpy failed(&loader, &PreviewLoader::failed);
    QSignalSpy loaded(&loader, &PreviewLoader::loaded);
    loader.load(write(content));
    QVERIFY(failed.wait());
    QCOMPARE(failed.at(0).at(0).value<PreviewProblem>(), problem);
    QCOMPARE(loaded.count(), 0);
}

void tst_PreviewLoader::refusesWhatIsNoFile()
{
    QStringList paths = {m_folder->filePath(u"missing"_s), m_folder->path()};
#ifdef Q_OS_UNIX
    const QString pipe = m_folder->filePath(u"pipe"_s);
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    paths += pipe;
#endif
    for (const QString &path : paths) {
        QThreadPool pool;
        PreviewLoader loader(pool);
        QSignalSpy failed(&loader, &PreviewLoader::failed);
        loader.load(path);
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<PreviewProblem>(), PreviewProblem::Unreadable);
    }
}

void tst_PreviewLoader::beginsWithAFirstPiece()
{
    const QByteArray content = QByteArray("seven77 ").repeated(PreviewLoader::firstPiece / 8 - 1) + "longer word " +
                               QByteArray("and more ").repeated(300'000);
    QThreadPool pool;
    PreviewLoader loader(pool);
    QStringList order;
    connect(&loader, &PreviewLoader::began, this, [&order] { order += u"began"_s; });
    connect(&loader, &PreviewLoader::loaded, this, [&order] { order += u"loaded"_s; });
    QSignalSpy began(&loader, &PreviewLoader::began);
    QSignalSpy loaded(&loader, &PreviewLoader::loaded);
    loader.load(write(content));
    QVERIFY(loaded.wait());
    QCOMPARE(order, (QStringList{u"began"_s, u"loaded"_s}));
    // The piece would end inside "word", so this word is left out.
    QCOMPARE(bytesOf(began), content.first(content.indexOf(" word")));
    QVERIFY(bytesOf(loaded) == content);
}

void tst_PreviewLoader::firstScreenIsQuick()
{
    const QString path = write(QByteArray("some words to be read ").repeated(2'500'000)); // 55 MB
    QThreadPool pool;
    PreviewLoader loader(pool);
    QSignalSpy began(&loader, &PreviewLoader::began);
    QElapsedTimer timer;
    timer.start();
    loader.load(path);
    QVERIFY(began.wait());
    const qint64 first = timer.elapsed();
    QSignalSpy loaded(&loader, &PreviewLoader::loaded);
    QVERIFY(loaded.wait(30'000));
    qInfo("first piece after %lld ms, all of it after %lld ms", first, timer.elapsed());
    QVERIFY(first < 250); // 50 ms on an idle machine
}

void tst_PreviewLoader::noticesAChangeWhileReading()
{
    const QString path = write(QByteArray("some words to be read ").repeated(2'500'000));
    QThreadPool pool;
    PreviewLoader loader(pool);
    QSignalSpy failed(&loader, &PreviewLoader::failed);
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    connect(&loader, &PreviewLoader::began, &loader, [&file] {
        file.write("more");
        file.flush();
    });
    loader.load(path);
    QVERIFY(failed.wait(30'000));
    QCOMPARE(failed.at(0).at(0).value<PreviewProblem>(), PreviewProblem::Changed);
}

void tst_PreviewLoader::newerLoadTakesTheOlderOnesPlace()
{
    const QString older = write(QByteArray("older ").repeated(1'000'000));
    const QString newer = write("newer");
    QThreadPool pool;
    PreviewLoader loader(pool);
    QSignalSpy began(&loader, &PreviewLoader::began);
    QSignalSpy loaded(&loader, &PreviewLoader::loaded);
    for (int i = 0; i < 20; ++i)
        loader.load(older);
    loader.load(newer);
    QVERIFY(loaded.wait());
    QVERIFY(pool.waitForDone(30'000));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(loaded.count(), 1);
    QCOMPARE(bytesOf(loaded), "newer");
    QCOMPARE(began.count(), 0);
}

void tst_PreviewLoader::cancelledTellsNothing()
{
    QThreadPool pool;
    PreviewLoader loader(pool);
    QSignalSpy loaded(&loader, &PreviewLoader::loaded);
    loader.load(write("words"));
    QVERIFY(pool.waitForDone(30'000)); // the result is queued in the event loop by now
    loader.cancel();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(loaded.count(), 0);
}

void tst_PreviewLoader::mayBeDeletedWhileReading()
{
    const QString path = write(QByteArray("some words ").repeated(1'000'000));
    QThreadPool pool;
    for (int i = 0; i < 50; ++i) {
        PreviewLoader loader(pool);
        loader.load(path);
    }
    QVERIFY(pool.waitForDone(30'000));
    QCoreApplication::sendPostedEvents();
}

QTEST_GUILESS_MAIN(tst_PreviewLoader)
#include "tst_previewloader.moc"
