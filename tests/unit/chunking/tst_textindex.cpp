// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/textmeasure.h"
#include "tests/unit/chunking/naivechunks.h"

#include <QRandomGenerator>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

QByteArray randomText(QRandomGenerator &random, int pieces)
{
    static const QList<QByteArray> alphabet = {"a", "b", "ß", "文", "😀", " ", " ", "\n", "\u00A0", "\u2003", "\u3000"};
    QByteArray text;
    for (int i = 0; i < pieces; ++i)
        text += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
    return text;
}

qint64 codePoints(QByteArrayView utf8)
{
    return QString::fromUtf8(utf8).toUcs4().size();
}

} // namespace

class tst_TextIndex : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheChunker();
    void findsTheChunkOfAPlace();
    void sharesTheText();
    void measures_data();
    void measures();
    void measuresWithoutConfig();
    void noticesMissingWhiteSpace_data();
    void noticesMissingWhiteSpace();
    void countsTooLongChunks();
};

void tst_TextIndex::agreesWithTheChunker()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 1000; ++round) {
        const QByteArray text = randomText(random, random.bounded(400));
        const int most = 1 + random.bounded(12);
        const ChunkingConfig config{most, random.bounded(most)};
        const TextIndex index(text);
        const std::vector<TextChunk> chunks = naiveChunks(text, config);
        QCOMPARE(index.characters(), codePoints(text));
        QCOMPARE(index.chunkCount(config), static_cast<qint64>(chunks.size()));
        for (std::size_t number = 0; number < chunks.size(); ++number) {
            const TextChunk chunk = index.chunk(static_cast<qint64>(number), config);
            QVERIFY(chunk == chunks[number]);
            const auto bytes = QByteArrayView(text).sliced(chunk.begin, chunk.end - chunk.begin);
            QCOMPARE(index.characters(chunk.begin, chunk.end), codePoints(bytes));
        }
    }
}

void tst_TextIndex::findsTheChunkOfAPlace()
{
    const QByteArray text = "  aa bb cc dd ee  ";
    const ChunkingConfig config{2, 1}; // chunks: aa bb, bb cc, cc dd, dd ee
    const TextIndex index(text);
    QCOMPARE(index.chunkCount(config), 4);
    QCOMPARE(index.lastChunkFrom(0, config), -1);
    QCOMPARE(index.lastChunkFrom(2, config), 0);
    QCOMPARE(index.lastChunkFrom(4, config), 0);
    QCOMPARE(index.lastChunkFrom(5, config), 1);
    QCOMPARE(index.lastChunkFrom(11, config), 3);
    QCOMPARE(index.lastChunkFrom(17, config), 3);
    QCOMPARE(TextIndex().lastChunkFrom(0, config), -1);
}

void tst_TextIndex::sharesTheText()
{
    const QByteArray text = QByteArray("some words ").repeated(1000);
    const TextIndex index(text);
    QCOMPARE(index.text().data(), text.constData());
}

void tst_TextIndex::measures_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ChunkingConfig>("config");
    QTest::addColumn<TextMeasure>("expected");
    QTest::newRow("empty") << QByteArray() << ChunkingConfig() << TextMeasure();
    QTest::newRow("only white space") << QByteArray(" \n ") << ChunkingConfig() << TextMeasure{.characters = 3};
    QTest::newRow("overlap counts twice")
        << QByteArray(" aaa bb c dddd\u2003\u00A0ß ") << ChunkingConfig{3, 1} // chunks: aaa bb c, c dddd ß
        << TextMeasure{.words = 5,
                       .characters = 18,
                       .wordCharacters = 11,
                       .chunks = 2,
                       .indexedWords = 6,
                       .longestWords = 3,
                       .shortestWords = 3,
                       .meanWords = 3,
                       .longestCharacters = 9,
                       .shortestCharacters = 8,
                       .meanCharacters = 8.5};
    QTest::newRow("short last chunk") << QByteArray("a b c d e") << ChunkingConfig{4, 0}
                                      << TextMeasure{.words = 5,
                                                     .characters = 9,
                                                     .wordCharacters = 5,
                                                     .chunks = 2,
                                                     .indexedWords = 5,
                                                     .longestWords = 4,
                                                     .shortestWords = 1,
                                                     .meanWords = 2.5,
                                                     .longestCharacters = 7,
                                                     .shortestCharacters = 1,
                                                     .meanCharacters = 4};
}

void tst_TextIndex::measures()
{
    QFETCH(const QByteArray, text);
    QFETCH(const ChunkingConfig, config);
    QFETCH(const TextMeasure, expected);
    QVERIFY(measureOf(TextIndex(text), config) == expected);
}

void tst_TextIndex::measuresWithoutConfig()
{
    const TextMeasure expected{.words = 2, .characters = 7, .wordCharacters = 6};
    QVERIFY(measureOf(TextIndex("two ßßß"), std::nullopt) == expected);
}

void tst_TextIndex::noticesMissingWhiteSpace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isMissing");
    QTest::newRow("English") << QByteArray("These are words of a usual length. ").repeated(20) << false;
    QTest::newRow("long German words") << QByteArray("Donaudampfschifffahrt ist ein Wort. ").repeated(20) << false;
    QTest::newRow("Chinese") << QByteArray("文書検索").repeated(100) << true;
    QTest::newRow("Chinese in lines") << (QByteArray("文書検索").repeated(10) + '\n').repeated(20) << true;
    QTest::newRow("one long word alone") << QByteArray("Donaudampfschifffahrtsgesellschaft") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void tst_TextIndex::noticesMissingWhiteSpace()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isMissing);
    QCOMPARE(measureOf(TextIndex(text), ChunkingConfig()).hasHardlyAnyWhiteSpace(), isMissing);
}

void tst_TextIndex::countsTooLongChunks()
{
    const QByteArray fits = QByteArray("文").repeated(2560);
    QCOMPARE(measureOf(TextIndex(fits), ChunkingConfig{1, 0}).tooLongChunks, 0);
    QCOMPARE(measureOf(TextIndex(fits + "書 short " + fits + 'x'), ChunkingConfig{1, 0}).tooLongChunks, 2);
}

QTEST_APPLESS_MAIN(tst_TextIndex)
#include "tst_textindex.moc"
