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

class TestStoreWords final : public QObject {
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
};

void TestStoreWords::everyChunkingProblemHasItsSentence()
{
    using enum ChunkingProblem;
    QVERIFY(storewords::problemText(None).isEmpty());
    QSet<QString> sentences;
    for (const ChunkingProblem problem : {TooFewTokens, TooManyTokens, NegativeOverlap, OverlapTooLarge})
        sentences.insert(storewords::problemText(problem));
    QCOMPARE(sentences.size(), 4);
    QVERIFY(!sentences.contains(QString()));
}

void TestStoreWords::fewTokensAreCautioned()
{
    QVERIFY(!storewords::cautionText({20, 0}).isEmpty());
    QVERIFY(storewords::cautionText({21, 0}).isEmpty());
}

void TestStoreWords::metadataFaultNamesItsEntry()
{
    const QList<CustomMetadata> metadata{{u"a"_s, u"1"_s}, {u"a"_s, u"2"_s}};
    QVERIFY(storewords::problemText(MetadataFault{}, metadata).isEmpty());
    QVERIFY(storewords::problemText({MetadataProblem::KeyTaken, 1}, metadata).contains(u"“a”"_s));
    QVERIFY(storewords::problemText({MetadataProblem::NotFinite, 0}, metadata).contains(u"“a”"_s));
    QVERIFY(storewords::problemText({MetadataProblem::KeyMissing, 1}, metadata).contains(u"Entry 2"_s));
    QVERIFY(storewords::problemText({MetadataProblem::TooMany, 20}, metadata).contains(u"20"_s));
}

void TestStoreWords::foreignKeyIsOneLine()
{
    const QList<CustomMetadata> metadata{{u"a\n%2\u202E"_s, u"1"_s}};
    const QString sentence = storewords::problemText({MetadataProblem::NotFinite, 0}, metadata);
    QVERIFY(!sentence.contains(u'\n'));
    QVERIFY(!sentence.contains(QChar(0x202E)));
    QVERIFY(sentence.contains(u"%2"_s));
}

void TestStoreWords::storeTakesWhatItReads_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("isTaken");
    const qint64 largest = StoreUpload::largestDocument;
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

void TestStoreWords::storeTakesWhatItReads()
{
    QFETCH(QString, type);
    QFETCH(qint64, size);
    QFETCH(QString, model);
    RagStore store;
    store.embeddingModel = model;
    QTEST(storewords::refusalText(type, size, store).isEmpty(), "isTaken");
}

void TestStoreWords::storeWithoutTitleShowsItsName()
{
    RagStore store;
    store.name = u"ragStores/a"_s;
    QCOMPARE(storewords::storeTitle(store), u"ragStores/a"_s);
    store.displayName = u"Hand\nbook"_s;
    QVERIFY(!storewords::storeTitle(store).contains(u'\n'));
    QVERIFY(storewords::storeTitle(store).startsWith(u"Hand"_s));
}

void TestStoreWords::everyStateHasItsWord()
{
    using State = OperationRecord::State;
    QCOMPARE(storewords::stateText(State::Working), u"Still working"_s);
    QCOMPARE(storewords::stateText(State::Done), u"Done"_s);
    QCOMPARE(storewords::stateText(State::Failed), u"Failed"_s);
    QCOMPARE(storewords::stateText(State::Lost), u"Gone"_s);
}

QTEST_APPLESS_MAIN(TestStoreWords)
#include "tst_storetext.moc"
