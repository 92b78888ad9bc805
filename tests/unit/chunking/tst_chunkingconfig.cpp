// SPDX-License-Identifier: Apache-2.0
#include "models/chunking/chunkingconfig.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_ChunkingConfig : public QObject {
    Q_OBJECT

private slots:
    void defaults();
    void json_data();
    void json();
    void refuses_data();
    void refuses();
    void problems_data();
    void problems();
};

void tst_ChunkingConfig::defaults()
{
    const ChunkingConfig config;
    QCOMPARE(config.maxTokensPerChunk, 200);
    QCOMPARE(config.maxOverlapTokens, 20);
    QCOMPARE(problemOf(config), ChunkingProblem::None);
}

void tst_ChunkingConfig::json_data()
{
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("overlap");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("founding pages") << 200 << 20
                                    << R"({"whiteSpaceConfig":{"maxTokensPerChunk":200,"maxOverlapTokens":20}})"_ba;
    QTest::newRow("no overlap") << 512 << 0
                                << R"({"whiteSpaceConfig":{"maxTokensPerChunk":512,"maxOverlapTokens":0}})"_ba;
    // Only problemOf() checks the numbers.
    QTest::newRow("out of bounds") << -1 << 600
                                   << R"({"whiteSpaceConfig":{"maxTokensPerChunk":-1,"maxOverlapTokens":600}})"_ba;
}

void tst_ChunkingConfig::json()
{
    QFETCH(const int, tokens);
    QFETCH(const int, overlap);
    QFETCH(const QByteArray, json);
    const ChunkingConfig config{tokens, overlap};
    QCOMPARE(QJsonDocument(config.toJson()), QJsonDocument::fromJson(json));
    QCOMPARE(ChunkingConfig::fromJson(QJsonDocument::fromJson(json).object()), config);
}

void tst_ChunkingConfig::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << "{}"_ba;
    QTest::newRow("no wrapping") << R"({"maxTokensPerChunk":200,"maxOverlapTokens":20})"_ba;
    QTest::newRow("no overlap") << R"({"whiteSpaceConfig":{"maxTokensPerChunk":200}})"_ba;
    QTest::newRow("no tokens") << R"({"whiteSpaceConfig":{"maxOverlapTokens":20}})"_ba;
    QTest::newRow("texts") << R"({"whiteSpaceConfig":{"maxTokensPerChunk":"200","maxOverlapTokens":"20"}})"_ba;
    QTest::newRow("another kind") << R"({"sentenceConfig":{"maxTokensPerChunk":200,"maxOverlapTokens":20}})"_ba;
}

void tst_ChunkingConfig::refuses()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!ChunkingConfig::fromJson(QJsonDocument::fromJson(json).object()));
}

void tst_ChunkingConfig::problems_data()
{
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("overlap");
    QTest::addColumn<ChunkingProblem>("expected");
    QTest::newRow("fewest") << 1 << 0 << ChunkingProblem::None;
    QTest::newRow("most") << 512 << 511 << ChunkingProblem::None;
    QTest::newRow("0 tokens") << 0 << 0 << ChunkingProblem::TooFewTokens;
    QTest::newRow("tokens below 0") << -1 << -5 << ChunkingProblem::TooFewTokens;
    QTest::newRow("513 tokens") << 513 << 20 << ChunkingProblem::TooManyTokens;
    QTest::newRow("513 tokens and overlap") << 513 << 513 << ChunkingProblem::TooManyTokens;
    QTest::newRow("overlap below 0") << 200 << -1 << ChunkingProblem::NegativeOverlap;
    QTest::newRow("overlap as large") << 20 << 20 << ChunkingProblem::OverlapTooLarge;
    QTest::newRow("overlap larger") << 20 << 21 << ChunkingProblem::OverlapTooLarge;
    QTest::newRow("overlap of a single token") << 1 << 1 << ChunkingProblem::OverlapTooLarge;
}

void tst_ChunkingConfig::problems()
{
    QFETCH(const int, tokens);
    QFETCH(const int, overlap);
    QTEST(problemOf({tokens, overlap}), "expected");
}

QTEST_GUILESS_MAIN(tst_ChunkingConfig)
#include "tst_chunkingconfig.moc"
