// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/datadirectory.h"
#include "models/accounts/settings.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace pollux;
using namespace Qt::StringLiterals;
using Key = Settings::Key;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

Profile profileCalled(const QString &name)
{
    Profile profile = newProfile();
    profile.name = name;
    return profile;
}

} // namespace

class tst_Settings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void missingFileMeansDefaults();
    void everyKeyKeepsItsValue_data();
    void everyKeyKeepsItsValue();
    void wrongTypeCountsAsAbsent();
    void mimeTypesSurvive();
    void strangeMimeTypesAreLeftOut();
    void accountsSurvive();
    void accountsSurviveAnEmptyFile();
    void accountsSurviveAFileThatBecomesEmpty();
    void sessionOnlyProfilesAreNotSaved();
    void fileWithoutVersionIsMigrated();
    void newerFileIsReadAndLeftAlone();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void profilesAreSalvaged();
    void folderInPlaceOfFile();
    void placeThatCannotBeWritten();
    void garbageNeverStopsTheProgram();
    void dataDirectories();

private:
    QString filePath() const { return m_folder->filePath(u"settings.ini"_s); }

    std::optional<QTemporaryDir> m_folder;
};

void tst_Settings::init()
{
    m_folder.emplace();
    QVERIFY(m_folder->isValid());
}

void tst_Settings::cleanup()
{
    m_folder.reset();
}

void tst_Settings::missingFileMeansDefaults()
{
    {
        const Settings settings(filePath());
        QCOMPARE(settings.problem(), Settings::Problem::None);
        QCOMPARE(settings.value(Key::UploadsAtOnce), QVariant(3));
        QCOMPARE(settings.value(Key::WindowGeometry), QVariant(QByteArray()));
        QVERIFY(settings.profiles().isEmpty());
        QVERIFY(settings.activeProfileId().isEmpty());
        QVERIFY(!settings.keyWasStored(u"x"_s));
    }
    QVERIFY(!QFile::exists(filePath()));
}

void tst_Settings::everyKeyKeepsItsValue_data()
{
    QTest::addColumn<Key>("key");
    QTest::addColumn<QVariant>("value");
    QByteArray blob;
    for (int byte = 0; byte < 256; ++byte) {
        blob.append(static_cast<char>(byte));
    }
    QTest::newRow("geometry") << Key::WindowGeometry << QVariant(blob);
    QTest::newRow("state") << Key::WindowState << QVariant("a,\"b\";c=d\n[x]"_ba);
    QTest::newRow("splitter") << Key::MainSplitter << QVariant("@ByteArray(x)"_ba);
    QTest::newRow("operations") << Key::OperationsPanel << QVariant(QByteArray(100'000, '\xFF'));
    QTest::newRow("uploads") << Key::UploadsHeader << QVariant("%41\\x41"_ba);
    QTest::newRow("at once") << Key::UploadsAtOnce << QVariant(7);
}

void tst_Settings::everyKeyKeepsItsValue()
{
    QFETCH(Key, key);
    QFETCH(QVariant, value);
    {
        Settings settings(filePath());
        settings.setValue(key, value);
        QCOMPARE(settings.value(key), value);
    }
    const Settings settings(filePath());
    QCOMPARE(settings.problem(), Settings::Problem::None);
    QCOMPARE(settings.value(key), value);
    QCOMPARE(settings.value(key).metaType(), value.metaType());
}

void tst_Settings::wrongTypeCountsAsAbsent()
{
    QVERIFY(put(filePath(), "[General]\nversion=1\n[uploads]\natOnce=many\n"_ba));
    const Settings settings(filePath());
    QCOMPARE(settings.value(Key::UploadsAtOnce), QVariant(3));
}

void tst_Settings::mimeTypesSurvive()
{
    const QHash<QString, QString> types{{u"foo"_s, u"image/png"_s}, {u"ä\\b\"=;%"_s, u"text/x-c++src"_s}};
    {
        Settings settings(filePath());
        QVERIFY(settings.mimeTypes().isEmpty());
        QVERIFY(settings.setMimeTypes({{u"old"_s, u"text/plain"_s}}));
        QVERIFY(settings.setMimeTypes(types));
    }
    const Settings settings(filePath());
    QCOMPARE(settings.problem(), Settings::Problem::None);
    QCOMPARE(settings.mimeTypes(), types);
}

void tst_Settings::strangeMimeTypesAreLeftOut()
{
    QVERIFY(put(filePath(), R"([General]
version=1
[uploads]
mimeTypes="{\"foo\":\"image/png\",\"bar\":7}"
)"_ba));
    QCOMPARE(Settings(filePath()).mimeTypes(), (QHash<QString, QString>{{u"foo"_s, u"image/png"_s}}));
    QVERIFY(put(filePath(), "[General]\nversion=1\n[uploads]\nmimeTypes=nonsense\n"_ba));
    QVERIFY(Settings(filePath()).mimeTypes().isEmpty());
}

void tst_Settings::accountsSurvive()
{
    const Profile first = profileCalled(u"Ärger, \"quoted\"; = % \\ 📄"_s);
    Profile second = profileCalled(u"[x]"_s);
    second.baseUrl = QUrl(u"http://[::1]:8080/a?"_s);
    {
        Settings settings(filePath());
        QVERIFY(settings.setProfiles({first, second}));
        QVERIFY(settings.setActiveProfileId(second.id));
        QVERIFY(settings.setKeyWasStored(first.id, true));
        QVERIFY(settings.setKeyWasStored(second.id, true));
        QVERIFY(settings.setKeyWasStored(second.id, false));
        // Written at once, so that nothing is lost if the program crashes.
        QVERIFY(contentOf(filePath()).contains(first.id.toUtf8()));
    }
    const Settings settings(filePath());
    QCOMPARE(settings.profiles(), QList({first, second}));
    QCOMPARE(settings.activeProfileId(), second.id);
    QVERIFY(settings.keyWasStored(first.id));
    QVERIFY(!settings.keyWasStored(second.id));
    QVERIFY(contentOf(filePath()).contains("version=1"));
}

void tst_Settings::accountsSurviveAnEmptyFile()
{
    const Profile profile = profileCalled(u"a"_s);
    {
        Settings settings(filePath());
        QVERIFY(settings.setProfiles({profile}));
        QVERIFY(settings.setActiveProfileId(profile.id));
        QVERIFY(settings.setKeyWasStored(profile.id, true));
    }
    QVERIFY(put(filePath(), {}));
    {
        Settings settings(filePath());
        QCOMPARE(settings.problem(), Settings::Problem::None);
        QCOMPARE(settings.profiles(), QList{profile});
        QCOMPARE(settings.activeProfileId(), profile.id);
        QVERIFY(settings.keyWasStored(profile.id));
        QVERIFY(contentOf(filePath()).contains(profile.id.toUtf8()));
        QVERIFY(settings.setProfiles({}));
    }
    // What was removed does not come back, nor does a missing file get anything.
    QVERIFY(put(filePath(), {}));
    QVERIFY(Settings(filePath()).profiles().isEmpty());
    QVERIFY(QFile::remove(filePath()));
    QVERIFY(!Settings(filePath()).keyWasStored(profile.id));
}

void tst_Settings::accountsSurviveAFileThatBecomesEmpty()
{
    const Profile profile = profileCalled(u"a"_s);
    QVERIFY(Settings(filePath()).setProfiles({profile}));
    {
        Settings settings(filePath());
        // Another program of this user empties it.
        QVERIFY(put(filePath(), {}));
        settings.setValue(Key::LogLevel, u"debug"_s);
    }
    QVERIFY(!contentOf(filePath()).contains(profile.id.toUtf8()));
    const Settings settings(filePath());
    QCOMPARE(settings.profiles(), QList{profile});
    QCOMPARE(settings.value(Key::LogLevel).toString(), u"debug"_s);
}

void tst_Settings::sessionOnlyProfilesAreNotSaved()
{
    const Profile kept = profileCalled(u"kept"_s);
    Profile passing = profileCalled(u"passing"_s);
    passing.sessionOnly = true;
    Settings settings(filePath());
    QVERIFY(settings.setProfiles({passing, kept}));
    QCOMPARE(settings.profiles(), QList({kept}));
    QVERIFY(!contentOf(filePath()).contains("passing"));
}

void tst_Settings::fileWithoutVersionIsMigrated()
{
    QVERIFY(put(filePath(), "[uploads]\natOnce=5\n"_ba));
    {
        const Settings settings(filePath());
        QCOMPARE(settings.problem(), Settings::Problem::None);
        QCOMPARE(settings.value(Key::UploadsAtOnce), QVariant(5));
    }
    QVERIFY(contentOf(filePath()).contains("version=1"));
    QVERIFY(contentOf(filePath()).contains("atOnce=5"));
}

void tst_Settings::newerFileIsReadAndLeftAlone()
{
    const QByteArray newer = "[General]\nversion=2\n[uploads]\natOnce=5\n[future]\nx=1\n"_ba;
    QVERIFY(put(filePath(), newer));
    {
        Settings settings(filePath());
        QCOMPARE(settings.problem(), Settings::Problem::NewerVersion);
        QCOMPARE(settings.value(Key::UploadsAtOnce), QVariant(5));
        settings.setValue(Key::UploadsAtOnce, 6);
        QCOMPARE(settings.value(Key::UploadsAtOnce), QVariant(6));
        QVERIFY(!settings.setProfiles({profileCalled(u"a"_s)}));
        QCOMPARE(settings.profiles().size(), 1);
        QCOMPARE(settings.problem(), Settings::Problem::NewerVersion);
    }
    QCOMPARE(contentOf(filePath()), newer);
}

void tst_Settings::damagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no INI file") << "\x7f"
                                    "ELF\x02\x01\nwhatever\n"_ba;
    QTest::newRow("profiles cut off") << R"([General]
version=1
[accounts]
profiles="[{\"id\":\"8b9d)"_ba;
    QTest::newRow("profiles no list") << "[accounts]\nprofiles=nonsense\n[uploads]\natOnce=9\n"_ba;
}

void tst_Settings::damagedFileIsSetAside()
{
    QFETCH(QByteArray, content);
    QVERIFY(put(filePath(), content));
    Settings settings(filePath());
    QCOMPARE(settings.problem(), Settings::Problem::SetAside);
    QVERIFY(settings.setAsidePath().startsWith(filePath() + u".bad-"_s));
    QCOMPARE(contentOf(settings.setAsidePath()), content);
    QCOMPARE(settings.value(Key::UploadsAtOnce), QVariant(3));
    QVERIFY(settings.setProfiles({profileCalled(u"new"_s)}));
    QCOMPARE(Settings(filePath()).problem(), Settings::Problem::None);
    QCOMPARE(Settings(filePath()).profiles().size(), 1);
}

void tst_Settings::profilesAreSalvaged()
{
    const Profile good = profileCalled(u"good"_s);
    {
        Settings settings(filePath());
        QVERIFY(settings.setProfiles({good}));
        QVERIFY(settings.setActiveProfileId(good.id));
        QVERIFY(settings.setKeyWasStored(good.id, true));
    }
    QVERIFY(put(filePath(), contentOf(filePath()) + "\nthis line has no sign of sense\n"_ba));
    {
        const Settings settings(filePath());
        QCOMPARE(settings.problem(), Settings::Problem::SetAside);
        QCOMPARE(settings.profiles(), QList({good}));
    }
    const Settings settings(filePath());
    QCOMPARE(settings.problem(), Settings::Problem::None);
    QCOMPARE(settings.profiles(), QList({good}));
    QCOMPARE(settings.activeProfileId(), good.id);
    QVERIFY(settings.keyWasStored(good.id));
}

void tst_Settings::folderInPlaceOfFile()
{
    QVERIFY(QDir().mkdir(filePath()));
    Settings settings(filePath());
    QCOMPARE(settings.problem(), Settings::Problem::SetAside);
    QVERIFY(QFileInfo(settings.setAsidePath()).isDir());
    QVERIFY(settings.setActiveProfileId(u"x"_s));
    QVERIFY(QFileInfo(filePath()).isFile());
}

void tst_Settings::placeThatCannotBeWritten()
{
    // A file in the place of a folder makes writing fail for every user, root included.
    const QString blocker = m_folder->filePath(u"blocker"_s);
    QVERIFY(put(blocker, "x"_ba));
    Settings settings(blocker + u"/settings.ini"_s);
    const Profile profile = profileCalled(u"a"_s);
    QVERIFY(!settings.setProfiles({profile}));
    QCOMPARE(settings.problem(), Settings::Problem::NotSaved);
    QCOMPARE(settings.profiles(), QList({profile}));
    // Once the folder can be made, everything is written.
    QVERIFY(QFile::remove(blocker));
    QVERIFY(settings.setActiveProfileId(profile.id));
    QCOMPARE(settings.problem(), Settings::Problem::None);
    QCOMPARE(Settings(blocker + u"/settings.ini"_s).profiles(), QList({profile}));
}

void tst_Settings::garbageNeverStopsTheProgram()
{
    {
        Settings settings(filePath());
        QVERIFY(settings.setProfiles({profileCalled(u"a"_s), profileCalled(u"b"_s)}));
        settings.setValue(Key::WindowState, QByteArray(64, '\x01'));
    }
    const QByteArray whole = contentOf(filePath());
    for (qsizetype length = 0; length < whole.size(); ++length) {
        QVERIFY(put(filePath(), whole.first(length)));
        Settings settings(filePath());
        QVERIFY(settings.setActiveProfileId(u"x"_s));
    }
    QRandomGenerator random(1);
    for (int round = 0; round < 300; ++round) {
        QByteArray flipped = whole;
        flipped[random.bounded(whole.size())] = static_cast<char>(random.bounded(256));
        QVERIFY(put(filePath(), flipped));
        Settings settings(filePath());
        QVERIFY(settings.profiles().size() <= 2);
    }
}

void tst_Settings::dataDirectories()
{
    const QString chosen = m_folder->filePath(u"a/b/../c"_s);
    const QString made = dataDirectory(chosen).path;
    QCOMPARE(made, m_folder->filePath(u"a/c"_s));
    const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(made) & (ownerOnly | others), ownerOnly);
    QCOMPARE(dataDirectory(chosen).path, made);
    QVERIFY(dataDirectory(chosen).errorText.isEmpty());

    const QString open = m_folder->filePath(u"open"_s);
    QVERIFY(QDir().mkdir(open, ownerOnly | QFile::ReadOther));
    QCOMPARE(dataDirectory(open).path, open);
    QVERIFY(QFile::permissions(open).testFlag(QFile::ReadOther));

    QVERIFY(put(m_folder->filePath(u"file"_s), "x"_ba));
    for (const QString &name : {u"file"_s, u"file/below"_s, u"file/below/deep"_s}) {
        const DataDirectory refused = dataDirectory(m_folder->filePath(name));
        QCOMPARE(refused.path, m_folder->filePath(name));
        QVERIFY(!refused.errorText.isEmpty());
    }

    qputenv("XDG_DATA_HOME", m_folder->filePath(u"home"_s).toUtf8());
    const QString standard = dataDirectory(QString()).path;
    QVERIFY(QFileInfo(standard).isDir());
#ifdef Q_OS_LINUX
    QVERIFY(standard.startsWith(m_folder->path()));
#endif
}

QTEST_GUILESS_MAIN(tst_Settings)
#include "tst_settings.moc"
