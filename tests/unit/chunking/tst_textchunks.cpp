// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/byteclasses.h"
#include "tests/unit/chunking/naivechunks.h"

#include <QRandomGenerator>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

static_assert(sizeof(TextChunk) == 16);

QByteArray randomText(QRandomGenerator &random, int words)
{
    static const QStringList letters = {u"a"_s, u"Z"_s,  u"9"_s, u"."_s,      u"ß"_s,
                                        u"д"_s, u"文"_s, u"😀"_s, u"\u200B"_s, u"“"_s};
    QByteArray text;
    const auto addGap = [&](quint32 least) {
        for (quint32 left = least + random.bounded(quint32{3}); left > 0; --left)
            text += utf8Of(whiteSpaces.at(random.bounded(2) == 0 ? 5 : random.bounded(quint32{25})));
    };
    addGap(0);
    for (int word = 0; word < words; ++word) {
        const quint32 most = random.bounded(8) == 0 ? 90 : 9;
        for (quint32 left = 1 + random.bounded(most); left > 0; --left)
            text += letters.at(static_cast<qsizetype>(random.bounded(random.bounded(2) == 0 ? 4 : 10))).toUtf8();
        addGap(word == words - 1 ? 0 : 1);
    }
    return text;
}

ChunkingConfig randomConfig(QRandomGenerator &random)
{
    const int most = 1 + random.bounded(random.bounded(2) == 0 ? 8 : ChunkingConfig::tokenLimit);
    return {most, random.bounded(most)};
}

} // namespace

class tst_TextChunks : public QObject {
    Q_OBJECT

private slots:
    void everyWhiteSpaceSeparates();
    void nothingElseSeparates_data();
    void nothingElseSeparates();
    void brokenBytesBelongToWords_data();
    void brokenBytesBelongToWords();
    void keepsTheRule();
    void agreesWithANaiveReading_data();
    void agreesWithANaiveReading();
};

void tst_TextChunks::everyWhiteSpaceSeparates()
{
    for (const char32_t character : whiteSpaces) {
        const QByteArray gap = utf8Of(character);
        for (int before = 1; before < 140; ++before) { // across two borders of the index's blocks of 64 bytes
            const QByteArray text = QByteArray(before, 'x') + gap + "y";
            const std::vector<TextChunk> chunks = chunksOf(text, {1, 0});
            const auto length = static_cast<quint32>(before);
            const auto next = length + static_cast<quint32>(gap.size());
            const std::vector<TextChunk> expected = {{0, 1, 0, length}, {1, 1, next, next + 1}};
            QVERIFY2(chunks == expected, qPrintable(QString::number(character, 16) + u' ' + QString::number(before)));
        }
    }
}

void tst_TextChunks::nothingElseSeparates_data()
{
    QTest::addColumn<uint>("character");
    for (const uint character :
         {0x00U,   0x08U,   0x0EU,   0x1CU,   0x1FU,   0x21U,   0x7FU,   0x84U,   0x86U,   0xA1U,   0x1681U, 0x180EU,
          0x200BU, 0x200CU, 0x200DU, 0x2027U, 0x202AU, 0x2030U, 0x2060U, 0x2800U, 0x3001U, 0xFEFFU, 0x1F600U})
        QTest::addRow("U+%04X", character) << character;
}

void tst_TextChunks::nothingElseSeparates()
{
    QFETCH(const uint, character);
    for (int before = 1; before < 140; ++before) {
        const QByteArray text = QByteArray(before, 'x') + utf8Of(character) + "y";
        const std::vector<TextChunk> expected = {{0, 1, 0, static_cast<quint32>(text.size())}};
        QVERIFY(chunksOf(text, {1, 0}) == expected);
    }
}

void tst_TextChunks::brokenBytesBelongToWords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("words");
    QTest::newRow("half of U+3000 at the end") << QByteArray("a \xE3\x80") << 2;
    QTest::newRow("half of U+0085 at the end") << QByteArray("a \xC2") << 2;
    QTest::newRow("half of U+2028, then a space") << QByteArray("a\xE2\x80 b") << 2;
    QTest::newRow("stray continuation") << QByteArray("\x80\x85\xA0") << 1;
    QTest::newRow("a lead, then U+00A0") << QByteArray("\xE2\xC2\xA0") << 1;
    QTest::newRow("Latin-1") << QByteArray("caf\xE9 au lait") << 3;
}

void tst_TextChunks::brokenBytesBelongToWords()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, words);
    QCOMPARE(wordCount(text), words);
    QCOMPARE(chunksOf(text, {1, 0}).size(), static_cast<std::size_t>(words));
}

void tst_TextChunks::keepsTheRule()
{
    QRandomGenerator random(20250801);
    for (int round = 0; round < 2000; ++round) {
        const QByteArray text = randomText(random, random.bounded(random.bounded(20) == 0 ? 3000 : 60));
        const ChunkingConfig config = randomConfig(random);
        const QList<Word> words = wordsOf(text);
        const std::vector<TextChunk> chunks = chunksOf(text, config);
        quint32 behind = 0; // index of the first word that is in no chunk so far
        for (std::size_t number = 0; number < chunks.size(); ++number) {
            const TextChunk &chunk = chunks[number];
            QVERIFY(chunk.wordCount >= 1);
            QVERIFY(chunk.wordCount <= static_cast<quint32>(config.maxTokensPerChunk));
            QVERIFY(number + 1 == chunks.size() || chunk.wordCount == static_cast<quint32>(config.maxTokensPerChunk));
            const quint32 overlap = number == 0 ? 0 : static_cast<quint32>(config.maxOverlapTokens);
            QCOMPARE(chunk.firstWord + overlap, behind);
            QVERIFY(chunk.firstWord + chunk.wordCount > behind);
            behind = chunk.firstWord + chunk.wordCount;
            QCOMPARE(chunk.begin, words.at(chunk.firstWord).begin);
            QCOMPARE(chunk.end, words.at(behind - 1).end);
        }
        QCOMPARE(behind, static_cast<quint32>(words.size()));
        QVERIFY(chunks == naiveChunks(text, config));
    }
}

void tst_TextChunks::agreesWithANaiveReading_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("chunks"); // of 200 words with an overlap of 20
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("only white space") << QByteArray(" \t\r\n\u2003 ") << 0;
    QTest::newRow("one word") << QByteArray("word") << 1;
    QTest::newRow("one full chunk") << QByteArray("word ").repeated(200) << 1;
    QTest::newRow("one word more") << QByteArray("word ").repeated(201) << 2;
    QTest::newRow("exact multiple") << QByteArray("word ").repeated(200 + 4 * 180).trimmed() << 5;
    QByteArray wide;
    for (int i = 0; i < 3000; ++i)
        wide += "слово" + utf8Of(whiteSpaces.at(static_cast<std::size_t>(i) % whiteSpaces.size()));
    QTest::newRow("Unicode spaces") << wide << 17;
    QRandomGenerator random(3);
    QByteArray large;
    while (large.size() < 10'000'000)
        large += randomText(random, 1000) + ' ';
    QTest::newRow("10 MB") << large << -1;
}

void tst_TextChunks::agreesWithANaiveReading()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, chunks);
    const ChunkingConfig config;
    const std::vector<TextChunk> found = chunksOf(text, config);
    QVERIFY(found == naiveChunks(text, config));
    if (chunks >= 0)
        QCOMPARE(found.size(), static_cast<std::size_t>(chunks));
    QVERIFY(chunksOf(text, {512, 511}) == naiveChunks(text, {512, 511}));
}

QTEST_APPLESS_MAIN(tst_TextChunks)
#include "tst_textchunks.moc"
