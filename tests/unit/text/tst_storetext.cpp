// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/storeupload.h"
#include "models/text/storetext.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

const QString textModel = u"models/gemini-embedding-001"_s;
const QString imageModel = u"models/gemini-embedding-2"_s;

} // namespace

class tst_StoreText final : public QObject {
    Q_OBJECT

private slots:
    void everyChunkingProblemHasItsSentence();
    void fewTokensAreCautioned();
    void metadataFaultNamesItsEntry();
    void foreignKeyIsOneLine();
    void storeTakesWhatItReads_data();
    void storeTakesWhatItReads();
    void storeWithoutTitleShowsItsName();
    void everyStateHasItsWord();
    void failedMayRecover_data();
    void failedMayRecover();
    void operationOfAFailedDocument();
};

void tst_StoreText::everyChunkingProblemHasItsSentence()
{
    using enum ChunkingProblem;
    QVERIFY(storetext::problemText(None).isEmpty());
    QSet<QString> sentences;
    for (const ChunkingProblem problem : {TooFewTokens, TooManyTokens, NegativeOverlap, OverlapTooLarge})
        sentences.insert(storetext::problemText(problem));
    QCOMPARE(sentences.size(), 4);
    QVERIFY(!sentences.contains(QString()));
}

void tst_StoreText::fewTokensAreCautioned()
{
    QVERIFY(!storetext::cautionText({20, 0}).isEmpty());
    QVERIFY(storetext::cautionText({21, 0}).isEmpty());
}

void tst_StoreText::metadataFaultNamesItsEntry()
{
    const QList<CustomMetadata> metadata{{u"a"_s, u"1"_s}, {u"a"_s, u"2"_s}};
    QVERIFY(storetext::problemText(MetadataFault{}, metadata).isEmpty());
    QVERIFY(storetext::problemText({MetadataProblem::KeyTaken, 1}, metadata).contains(u"“a”"_s));
    QVERIFY(storetext::problemText({MetadataProblem::NotFinite, 0}, metadata).contains(u"“a”"_s));
    QVERIFY(storetext::problemText({MetadataProblem::KeyMissing, 1}, metadata).contains(u"Entry 2"_s));
    QVERIFY(storetext::problemText({MetadataProblem::TooMany, 20}, metadata).contains(u"20"_s));
}

void tst_StoreText::foreignKeyIsOneLine()
{
    const QList<CustomMetadata> metadata{{u"a\n%2\u202E"_s, u"1"_s}};
    const QString sentence = storetext::problemText({MetadataProblem::NotFinite, 0}, metadata);
    QVERIFY(!sentence.contains(u'\n'));
    QVERIFY(!sentence.contains(QChar(0x202E)));
    QVERIFY(sentence.contains(u"%2"_s));
}

void tst_StoreText::storeTakesWhatItReads_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("isTaken");
    const qint64 largest = StoreUpload::maxDocumentSize;
    QTest::newRow("text") << u"text/plain"_s << qint64{1} << textModel << true;
    QTest::newRow("PDF") << u"application/pdf"_s << qint64{1} << textModel << true;
    QTest::newRow("no type") << QString() << qint64{1} << textModel << true;
    QTest::newRow("largest") << u"text/plain"_s << largest << textModel << true;
    QTest::newRow("too large") << u"text/plain"_s << largest + 1 << textModel << false;
    QTest::newRow("audio") << u"audio/mpeg"_s << qint64{1} << imageModel << false;
    QTest::newRow("video") << u"video/mp4"_s << qint64{1} << imageModel << false;
    QTest::newRow("PNG for words") << u"image/png"_s << qint64{1} << textModel << false;
    QTest::newRow("PNG for images") << u"image/png"_s << qint64{1} << imageModel << true;
    QTest::newRow("JPEG for images") << u"image/jpeg"_s << qint64{1} << imageModel << true;
    QTest::newRow("GIF for images") << u"image/gif"_s << qint64{1} << imageModel << false;
    QTest::newRow("PNG for who knows") << u"image/png"_s << qint64{1} << QString() << true;
}

void tst_StoreText::storeTakesWhatItReads()
{
    QFETCH(QString, type);
    QFETCH(qint64, size);
    QFETCH(QString, model);
    RagStore store;
    store.embeddingModel = model;
    QTEST(storetext::refusalText(type, size, store).isEmpty(), "isTaken");
}

void tst_StoreText::storeWithoutTitleShowsItsName()
{
    RagStore store;
    store.name = u"ragStores/a"_s;
    QCOMPARE(storetext::storeTitle(store), u"ragStores/a"_s);
    store.displayName = u"Hand\nbook"_s;
    QVERIFY(!storetext::storeTitle(store).contains(u'\n'));
    QVERIFY(storetext::storeTitle(store).startsWith(u"Hand"_s));
}

void tst_StoreText::everyStateHasItsWord()
{
    using State = OperationRecord::State;
    QCOMPARE(storetext::stateText(State::Working), u"Still working"_s);
    QCOMPARE(storetext::stateText(State::Done), u"Done"_s);
    QCOMPARE(storetext::stateText(State::Failed), u"Failed"_s);
    QCOMPARE(storetext::stateText(State::Lost), u"Gone"_s);
}

void tst_StoreText::failedMayRecover_data()
{
    QTest::addColumn<int>("age"); // seconds since the failure
    QTest::addColumn<QString>("text");
    QTest::newRow("just failed") << 0 << u"Failed, may recover"_s;
    QTest::newRow("minutes ago") << 299 << u"Failed, may recover"_s;
    QTest::newRow("five minutes ago") << 300 << u"Failed"_s;
    QTest::newRow("server's clock ahead") << -60 << u"Failed, may recover"_s;
    QTest::newRow("clocks far apart") << -7200 << u"Failed"_s;
}

void tst_StoreText::failedMayRecover()
{
    QFETCH(const int, age);
    Document document;
    document.state = Document::State::Failed;
    document.updateTime = Timestamp{1767268800, 0};
    const QDateTime failed = document.updateTime->toDateTime();
    QTEST(storetext::stateText(document, failed.addSecs(age)), "text");
    QCOMPARE(storetext::stateText(document), u"Failed"_s);
    document.state = Document::State::Active;
    QCOMPARE(storetext::stateText(document, failed), u"Active"_s);
    document.state = Document::State::Failed;
    document.updateTime.reset();
    QCOMPARE(storetext::stateText(document, failed), u"Failed"_s);
}

void tst_StoreText::operationOfAFailedDocument()
{
    OperationRecord operation;
    operation.hasFailedDocument = true;
    QCOMPARE(storetext::stateText(operation), u"Failed, may recover"_s);
    operation.state = OperationRecord::State::Failed;
    QCOMPARE(storetext::stateText(operation), u"Failed"_s);
}

QTEST_APPLESS_MAIN(tst_StoreText)
#include "tst_storetext.moc"
