// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/chunking/naivechunks.h"

#include <QTest>

#include <algorithm>

using namespace pollux;

class tst_ChunkBands : public QObject {
    Q_OBJECT

private slots:
    void bandsAreTheChunks_data();
    void bandsAreTheChunks();
};

void tst_ChunkBands::bandsAreTheChunks_data()
{
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("overlap");
    QTest::newRow("no overlap") << 5 << 0;
    QTest::newRow("some overlap") << 9 << 3;
    QTest::newRow("more than half") << 10 << 9;
    QTest::newRow("single words") << 1 << 0;
    QTest::newRow("one chunk") << 512 << 0;
}

void tst_ChunkBands::bandsAreTheChunks()
{
    QFETCH(const int, most);
    QFETCH(const int, overlap);
    QByteArray text = "  ";
    for (int word = 0; word < 300; ++word)
        text += "w" + QByteArray::number(word) + (word % 23 == 22 ? " \n\u3000" : " ");
    const ChunkingConfig config{most, overlap};
    const TextIndex index(text);
    const std::vector<TextChunk> chunks = naiveChunks(text, config);
    const auto size = static_cast<quint32>(text.size());
    const std::vector<ChunkBand> bands = bandsIn(index, config, 0, size);
    for (quint32 at = 0; at < size; ++at) {
        qint64 last = -1;
        int owners = 0;
        for (std::size_t number = 0; number < chunks.size(); ++number) {
            if (at >= chunks[number].begin && at < chunks[number].end) {
                last = static_cast<qint64>(number);
                ++owners;
            }
        }
        const auto isHere = [at](const ChunkBand &band) { return at >= band.begin && at < band.end; };
        const auto band = std::find_if(bands.cbegin(), bands.cend(), isHere);
        QCOMPARE(band != bands.cend(), owners > 0);
        if (owners == 0)
            continue;
        QCOMPARE(band->chunk, last);
        QCOMPARE(band->isShared, owners > 1);
        QVERIFY(bandsIn(index, config, at, at + 1) == (std::vector<ChunkBand>{{at, at + 1, last, owners > 1}}));
    }
}

QTEST_APPLESS_MAIN(tst_ChunkBands)
#include "tst_chunkbands.moc"
