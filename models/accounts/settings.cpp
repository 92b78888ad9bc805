// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/settings.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int currentVersion = 1;

struct Row {
    Settings::Key key;
    QString name;
    QVariant defaultValue;
};

const Row &rowOf(Settings::Key key)
{
    using enum Settings::Key;
    static const QList<Row> table = {
        {WindowGeometry, u"window/geometry"_s, QByteArray()},
        {WindowState, u"window/state"_s, QByteArray()},
        {MainSplitter, u"window/mainSplitter"_s, QByteArray()},
        {SidebarSplitter, u"window/sidebarSplitter"_s, QByteArray()},
        {DocumentsPage, u"documents/layout"_s, QByteArray()},
        {OperationsPanel, u"operations/layout"_s, QByteArray()},
        {UploadsHeader, u"uploads/header"_s, QByteArray()},
        {UploadsAtOnce, u"uploads/atOnce"_s, 3},
        {ReviewUploads, u"uploads/review"_s, false},
        {ChunkingDialog, u"chunking/dialog"_s, QByteArray()},
        {Inspector, u"inspector/layout"_s, QByteArray()},
        {FilesDetails, u"files/details"_s, QByteArray()},
        {SnippetLanguage, u"snippets/language"_s, QString()},
        {Theme, u"appearance/theme"_s, u"system"_s},
        {Language, u"appearance/language"_s, QString()},
        {PollInterval, u"network/pollInterval"_s, 2},
        {ProxyKind, u"network/proxyKind"_s, u"system"_s},
        {ProxyHost, u"network/proxyHost"_s, QString()},
        {ProxyPort, u"network/proxyPort"_s, 8080},
        {ProxyUser, u"network/proxyUser"_s, QString()},
        {LogLevel, u"log/level"_s, u"warning"_s},
        {RecordRequests, u"inspector/records"_s, true},
        {NotifyUploads, u"notifications/uploads"_s, true},
        {NotifyActive, u"notifications/active"_s, true},
        {NotifyFailed, u"notifications/failed"_s, true},
        {NotifyExpiry, u"notifications/expiry"_s, true},
        {ExpiryNotice, u"notifications/expiryNotice"_s, 360},
        {ChunkingByStore, u"chunking/byStore"_s, QString()},
        {ChunkingByType, u"chunking/byType"_s, QString()},
        {ChunkingPresets, u"chunking/presets"_s, QString()},
    };
    const auto row = std::find_if(table.cbegin(), table.cend(), [key](const Row &each) { return each.key == key; });
    Q_ASSERT(row != table.cend());
    return *row;
}

constexpr auto versionName = "version"_L1;
constexpr auto profilesName = "accounts/profiles"_L1;
constexpr auto activeProfileName = "accounts/activeProfile"_L1;
constexpr auto mimeTypesName = "uploads/mimeTypes"_L1;
constexpr auto filesLayoutGroup = "filesLayout/"_L1;
constexpr auto keyStoredGroup = "keyStored/"_L1;
constexpr auto copySuffix = ".accounts"_L1;

bool isOfAccounts(const QString &name)
{
    return name == profilesName || name == activeProfileName || name.startsWith(keyStoredGroup);
}

QString compact(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

/// The profiles in the saved text, and whether the whole text could be read.
struct SavedProfiles {
    QList<Profile> profiles = {};
    bool intact = true;
};

SavedProfiles profilesFromText(const QString &text)
{
    if (text.isEmpty())
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    SavedProfiles saved{.intact = document.isArray()};
    for (const auto &entry : document.array()) {
        const std::optional<Profile> profile = profileFromJson(entry.toObject());
        if (profile)
            saved.profiles.append(*profile);
        saved.intact = saved.intact && profile;
    }
    return saved;
}

QString textFromProfiles(const QList<Profile> &profiles)
{
    QJsonArray array;
    for (const Profile &profile : profiles) {
        if (!profile.sessionOnly)
            array.append(toJson(profile));
    }
    return compact(QJsonDocument(array));
}

bool isReadable(const QString &path)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly);
}

} // namespace

Settings::Settings(const QString &filePath)
    : m_filePath(filePath)
{
    if (QFileInfo::exists(m_filePath) && !isReadable(m_filePath) && !setAside()) {
        m_problem = Problem::NotSaved;
        return;
    }
    m_file = std::make_unique<QSettings>(m_filePath, QSettings::IniFormat);
    // QSettings parses sections on first access, and only then reports a damaged line.
    const QStringList names = m_file->allKeys();
    if (m_file->status() == QSettings::FormatError || !profilesFromText(read(profilesName).toString()).intact) {
        const std::unique_ptr<QSettings> damaged = std::move(m_file);
        salvage(*damaged);
        return;
    }
    if (!names.isEmpty())
        migrate();
    // A program that was running when the file became empty may have written other settings since then.
    if (m_file && QFileInfo::exists(m_filePath) && std::ranges::none_of(names, isOfAccounts))
        restoreAccounts();
}

Settings::~Settings()
{
    save();
}

bool Settings::setAside()
{
    const QString target = m_filePath + u".bad-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    if (!QFile::rename(m_filePath, target))
        return false;
    m_setAsidePath = target;
    m_problem = Problem::SetAside;
    return true;
}

/// Profiles are kept because the keys in the keychain can only be found with their ids.
void Settings::salvage(const QSettings &damaged)
{
    QVariantMap kept;
    for (const QString &name : damaged.allKeys()) {
        if (name.startsWith(keyStoredGroup) || name == activeProfileName)
            kept.insert(name, damaged.value(name));
    }
    kept.insert(profilesName, textFromProfiles(profilesFromText(damaged.value(profilesName).toString()).profiles));
    if (!setAside()) {
        m_problem = Problem::NotSaved;
        m_unsaved = kept;
        return;
    }
    m_file = std::make_unique<QSettings>(m_filePath, QSettings::IniFormat);
    for (auto entry = kept.cbegin(); entry != kept.cend(); ++entry)
        write(entry.key(), entry.value());
    save();
}

void Settings::migrate()
{
    // A file without a version number, such as one written by hand, counts as version 0. It has the same names.
    const int version = m_file->value(versionName, 0).toInt();
    if (version > currentVersion) {
        for (const QString &name : m_file->allKeys())
            m_unsaved.insert(name, m_file->value(name));
        m_file.reset();
        m_problem = Problem::NewerVersion;
    } else if (version < currentVersion) {
        m_file->setValue(versionName, currentVersion);
    }
}

void Settings::restoreAccounts()
{
    QFile file(m_filePath + copySuffix);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject entries = QJsonDocument::fromJson(file.readAll()).object();
    for (auto entry = entries.constBegin(); entry != entries.constEnd(); ++entry) {
        if (isOfAccounts(entry.key()))
            write(entry.key(), entry->toString());
    }
    if (!entries.isEmpty())
        save();
}

/// If the disk becomes full at a certain moment, Qt 6.4 leaves an empty file and reports success, and the ids of the
/// accounts, by which their keys are found, would be lost.
void Settings::copyAccounts()
{
    QJsonObject entries;
    for (const QString &name : m_file->allKeys()) {
        if (isOfAccounts(name))
            entries.insert(name, m_file->value(name).toString());
    }
    const QByteArray content = QJsonDocument(entries).toJson(QJsonDocument::Compact);
    // Accounts that were removed leave an empty list; if there is no entry at all, the file was emptied.
    if (content == m_accountsCopy || entries.isEmpty())
        return;
    QSaveFile file(m_filePath + copySuffix);
    // flush() tells of a full disk, which commit() does not.
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush() && file.commit())
        m_accountsCopy = content;
}

QVariant Settings::read(const QString &name) const
{
    return m_file ? m_file->value(name) : m_unsaved.value(name);
}

void Settings::write(const QString &name, const QVariant &value)
{
    if (!m_file) {
        m_unsaved.insert(name, value);
        return;
    }
    m_file->setValue(versionName, currentVersion);
    m_file->setValue(name, value);
}

QVariant Settings::value(Key key) const
{
    const Row &row = rowOf(key);
    QVariant found = read(row.name);
    // An INI file has only text and bytes: values are converted to the type of the default.
    return found.isValid() && found.convert(row.defaultValue.metaType()) ? found : row.defaultValue;
}

void Settings::setValue(Key key, const QVariant &value)
{
    write(rowOf(key).name, value);
}

QList<Profile> Settings::profiles() const
{
    return profilesFromText(read(profilesName).toString()).profiles;
}

QString Settings::activeProfileId() const
{
    return read(activeProfileName).toString();
}

bool Settings::keyWasStored(const QString &profileId) const
{
    return read(keyStoredGroup + profileId).toBool();
}

QByteArray Settings::filesLayout(const QString &profileId) const
{
    return read(filesLayoutGroup + profileId).toByteArray();
}

void Settings::setFilesLayout(const QString &profileId, const QByteArray &layout)
{
    write(filesLayoutGroup + profileId, layout);
}

QHash<QString, QString> Settings::mimeTypes() const
{
    const QJsonObject saved = QJsonDocument::fromJson(read(mimeTypesName).toString().toUtf8()).object();
    QHash<QString, QString> types;
    for (auto entry = saved.constBegin(); entry != saved.constEnd(); ++entry) {
        if (entry->isString())
            types.insert(entry.key(), entry->toString());
    }
    return types;
}

bool Settings::setMimeTypes(const QHash<QString, QString> &types)
{
    QJsonObject saved;
    for (auto entry = types.cbegin(); entry != types.cend(); ++entry)
        saved.insert(entry.key(), entry.value());
    write(mimeTypesName, compact(QJsonDocument(saved)));
    return save();
}

bool Settings::setProfiles(const QList<Profile> &profiles)
{
    write(profilesName, textFromProfiles(profiles));
    return save();
}

bool Settings::setActiveProfileId(const QString &profileId)
{
    write(activeProfileName, profileId);
    return save();
}

bool Settings::setKeyWasStored(const QString &profileId, bool wasStored)
{
    const QString name = keyStoredGroup + profileId;
    if (!wasStored && m_file)
        m_file->remove(name);
    else
        write(name, wasStored);
    return save();
}

bool Settings::save()
{
    if (!m_file)
        return false;
    // QSettings never resets an error. A new object shares the unsaved values and can succeed.
    if (m_problem == Problem::NotSaved)
        m_file = std::make_unique<QSettings>(m_filePath, QSettings::IniFormat);
    m_file->sync();
    const bool saved = m_file->status() == QSettings::NoError;
    if (!saved)
        m_problem = Problem::NotSaved;
    else if (m_problem == Problem::NotSaved)
        m_problem = Problem::None;
    if (saved)
        copyAccounts();
    return saved;
}

} // namespace pollux
