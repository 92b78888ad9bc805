// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/chunkingmemory.h"
#include "models/accounts/settings.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

const ChunkingChoice precise{ChunkingConfig{64, 16}};
const ChunkingChoice serviceDefault;

} // namespace

class tst_ChunkingMemory final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void nothingInTheBeginning();
    void choicesSurviveTheProgram();
    void latestChoiceCounts();
    void oldestStoresAreForgotten();
    void typeWithoutNameIsNotRemembered();
    void presetsAreSortedAndReplaced();
    void badPresetIsRefused_data();
    void badPresetIsRefused();
    void presetIsRemoved();
    void strangeTextCountsAsAbsent_data();
    void strangeTextCountsAsAbsent();
    void geometrySurvives();

private:
    /// Loads the memory again, as a later start of the program does.
    void restart();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ChunkingMemory> m_memory;
};

void tst_ChunkingMemory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    restart();
}

void tst_ChunkingMemory::restart()
{
    m_settings.reset();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_memory = std::make_unique<ChunkingMemory>(*m_settings);
}

void tst_ChunkingMemory::nothingInTheBeginning()
{
    QVERIFY(!m_memory->choiceForStore(u"ragStores/a"_s));
    QVERIFY(!m_memory->choiceForType(u"md"_s));
    QVERIFY(m_memory->presets().isEmpty());
    QVERIFY(m_memory->dialogGeometry().isEmpty());
}

void tst_ChunkingMemory::choicesSurviveTheProgram()
{
    m_memory->rememberForStore(u"ragStores/a"_s, precise);
    m_memory->rememberForStore(u"ragStores/b"_s, serviceDefault);
    m_memory->rememberForType(u"md"_s, precise);
    restart();
    QCOMPARE(m_memory->choiceForStore(u"ragStores/a"_s), std::optional(precise));
    QCOMPARE(m_memory->choiceForStore(u"ragStores/b"_s), std::optional(serviceDefault));
    QVERIFY(!m_memory->choiceForStore(u"ragStores/c"_s));
    QCOMPARE(m_memory->choiceForType(u"md"_s), std::optional(precise));
    QVERIFY(!m_memory->choiceForType(u"txt"_s));
}

void tst_ChunkingMemory::latestChoiceCounts()
{
    m_memory->rememberForStore(u"ragStores/a"_s, precise);
    m_memory->rememberForStore(u"ragStores/a"_s, serviceDefault);
    QCOMPARE(m_memory->choiceForStore(u"ragStores/a"_s), std::optional(serviceDefault));
}

void tst_ChunkingMemory::oldestStoresAreForgotten()
{
    const auto name = [](qsizetype number) { return u"ragStores/%1"_s.arg(number); };
    m_memory->rememberForStore(name(0), precise);
    m_memory->rememberForStore(name(1), precise);
    m_memory->rememberForStore(name(0), precise); // makes it the most recent again
    for (qsizetype number = 2; number <= ChunkingMemory::maxRemembered; ++number)
        m_memory->rememberForStore(name(number), precise);
    QVERIFY(m_memory->choiceForStore(name(0)));
    QVERIFY(!m_memory->choiceForStore(name(1)));
    QVERIFY(m_memory->choiceForStore(name(2)));
}

void tst_ChunkingMemory::typeWithoutNameIsNotRemembered()
{
    m_memory->rememberForType({}, precise);
    QVERIFY(!m_memory->choiceForType({}));
}

void tst_ChunkingMemory::presetsAreSortedAndReplaced()
{
    QVERIFY(m_memory->savePreset({u"Notes"_s, {300, 30}}));
    QVERIFY(m_memory->savePreset({u"  Code "_s, {40, 8}}));
    QVERIFY(m_memory->savePreset({u"notes"_s, {301, 31}}));
    restart();
    const QList<ChunkingPreset> expected{{u"Code"_s, {40, 8}}, {u"notes"_s, {301, 31}}};
    QCOMPARE(m_memory->presets(), expected);
}

void tst_ChunkingMemory::badPresetIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("overlap");
    QTest::newRow("no name") << u" "_s << 64 << 16;
    QTest::newRow("no tokens") << u"a"_s << 0 << 0;
    QTest::newRow("too many tokens") << u"a"_s << 513 << 16;
    QTest::newRow("negative overlap") << u"a"_s << 64 << -1;
    QTest::newRow("overlap too large") << u"a"_s << 64 << 64;
}

void tst_ChunkingMemory::badPresetIsRefused()
{
    QFETCH(QString, name);
    QFETCH(int, tokens);
    QFETCH(int, overlap);
    QVERIFY(!m_memory->savePreset({name, {tokens, overlap}}));
    QVERIFY(m_memory->presets().isEmpty());
}

void tst_ChunkingMemory::presetIsRemoved()
{
    m_memory->savePreset({u"Code"_s, {40, 8}});
    m_memory->savePreset({u"Notes"_s, {300, 30}});
    m_memory->removePreset(u"CODE"_s);
    m_memory->removePreset(u"Never there"_s);
    restart();
    QCOMPARE(m_memory->presets(), (QList<ChunkingPreset>{{u"Notes"_s, {300, 30}}}));
}

void tst_ChunkingMemory::strangeTextCountsAsAbsent_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no JSON") << u"[{"_s;
    QTest::newRow("no list") << uR"({"name":"a"})"_s;
    QTest::newRow("no objects") << uR"(["a",1,null])"_s;
    QTest::newRow("no config") << uR"([{"name":"a","chunkingConfig":7}])"_s;
    QTest::newRow("numbers with a problem")
        << uR"([{"name":"a","chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":513,"maxOverlapTokens":1}}}])"_s;
}

void tst_ChunkingMemory::strangeTextCountsAsAbsent()
{
    QFETCH(QString, text);
    for (const Settings::Key key :
         {Settings::Key::ChunkingByStore, Settings::Key::ChunkingByType, Settings::Key::ChunkingPresets})
        m_settings->setValue(key, text);
    QVERIFY(!m_memory->choiceForStore(u"a"_s));
    QVERIFY(!m_memory->choiceForType(u"a"_s));
    QVERIFY(m_memory->presets().isEmpty());
    m_memory->rememberForStore(u"a"_s, precise);
    QCOMPARE(m_memory->choiceForStore(u"a"_s), std::optional(precise));
}

void tst_ChunkingMemory::geometrySurvives()
{
    m_memory->setDialogGeometry("\0a\xFF"_ba);
    restart();
    QCOMPARE(m_memory->dialogGeometry(), "\0a\xFF"_ba);
}

QTEST_GUILESS_MAIN(tst_ChunkingMemory)
#include "tst_chunkingmemory.moc"
