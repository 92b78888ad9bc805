// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/chunkingmemory.h"
#include "tests/unit/accounts/recordedsettings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

/// A settings file in the format of commit b46508f, as users have it, is read completely and written unchanged.
class tst_RecordedSettings final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void allIsFound();
    void chunkingIsFound();
    void writingChangesNothing();

private:
    QString path() const { return m_folder->filePath(u"settings.ini"_s); }
    QMap<QString, QVariant> content() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_RecordedSettings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(QStringLiteral(TEST_DATA_DIR "/b46508f/settings.ini"), path()));
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner));
}

void tst_RecordedSettings::allIsFound()
{
    const Settings settings(path());
    QCOMPARE(settings.problem(), Settings::Problem::None);
    for (const auto &[key, value] : recordedsettings::values())
        QCOMPARE(settings.value(key), value);
    const QList<Profile> profiles = recordedsettings::profiles();
    QCOMPARE(settings.profiles(), profiles);
    QCOMPARE(settings.activeProfileId(), profiles.last().id);
    QVERIFY(settings.keyWasStored(profiles.first().id));
    QVERIFY(!settings.keyWasStored(profiles.last().id));
    QCOMPARE(settings.filesLayout(profiles.first().id), recordedsettings::filesLayout());
    QVERIFY(settings.filesLayout(profiles.last().id).isEmpty());
    QCOMPARE(settings.mimeTypes(), recordedsettings::mimeTypes());
}

void tst_RecordedSettings::chunkingIsFound()
{
    Settings settings(path());
    const ChunkingMemory memory(settings);
    QCOMPARE(memory.choiceForStore(u"fileSearchStores/recorded-store"_s),
             std::optional(ChunkingChoice{ChunkingConfig{300, 30}}));
    QCOMPARE(memory.choiceForStore(u"ragStores/plain"_s), std::optional(ChunkingChoice()));
    QCOMPARE(memory.choiceForStore(u"ragStores/other"_s), std::nullopt);
    QCOMPARE(memory.choiceForType(u"md"_s), std::optional(ChunkingChoice{ChunkingConfig{100, 10}}));
    QCOMPARE(memory.presets(), (QList<ChunkingPreset>{{u"long"_s, {512, 0}}, {u"Ünïcode preset"_s, {64, 8}}}));
    QCOMPARE(memory.dialogGeometry(), "chunking dialog"_ba);
}

void tst_RecordedSettings::writingChangesNothing()
{
    const QMap<QString, QVariant> before = content();
    QVERIFY(before.size() > 30);
    {
        Settings settings(path());
        for (const auto &[key, value] : recordedsettings::values())
            settings.setValue(key, value);
        QVERIFY(settings.setProfiles(settings.profiles()));
        QVERIFY(settings.setActiveProfileId(settings.activeProfileId()));
        QVERIFY(settings.setKeyWasStored(settings.profiles().first().id, true));
        QVERIFY(settings.setMimeTypes(settings.mimeTypes()));
        settings.setFilesLayout(settings.profiles().first().id, recordedsettings::filesLayout());
        ChunkingMemory memory(settings);
        memory.rememberForStore(u"ragStores/plain"_s, {});
        memory.rememberForType(u"md"_s, {ChunkingConfig{100, 10}});
        QVERIFY(memory.savePreset({u"long"_s, {512, 0}}));
    }
    QCOMPARE(content(), before);
}

QMap<QString, QVariant> tst_RecordedSettings::content() const
{
    const QSettings file(path(), QSettings::IniFormat);
    QMap<QString, QVariant> content;
    for (const QString &name : file.allKeys())
        content.insert(name, file.value(name).toString());
    return content;
}

QTEST_GUILESS_MAIN(tst_RecordedSettings)
#include "tst_recordedsettings.moc"
