// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/chunkingmemory.h"

#include "models/accounts/settings.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// A choice or preset, with the name of its store, type or preset. Saved as a JSON array, because a JSON object does
/// not keep the order.
struct Named {
    QString name;
    ChunkingChoice choice;
};

std::optional<Named> namedFrom(const QJsonObject &object)
{
    Named named{object.value("name"_L1).toString(), {}};
    if (named.name.isEmpty())
        return std::nullopt;
    if (!object.contains("chunkingConfig"_L1))
        return named;
    named.choice.config = ChunkingConfig::fromJson(object.value("chunkingConfig"_L1).toObject());
    if (!named.choice.config || problemOf(*named.choice.config) != ChunkingProblem::None)
        return std::nullopt;
    return named;
}

QList<Named> readList(const Settings &settings, Settings::Key key)
{
    const QByteArray text = settings.value(key).toString().toUtf8();
    const QJsonArray entries = QJsonDocument::fromJson(text).array();
    QList<Named> list;
    for (const auto &entry : entries) {
        if (const std::optional<Named> named = namedFrom(entry.toObject()))
            list.append(*named);
    }
    return list;
}

void writeList(Settings &settings, Settings::Key key, const QList<Named> &list)
{
    QJsonArray entries;
    for (const Named &named : list) {
        QJsonObject entry{{"name"_L1, named.name}};
        if (named.choice.config)
            entry.insert("chunkingConfig"_L1, named.choice.config->toJson());
        entries.append(entry);
    }
    settings.setValue(key, QString::fromUtf8(QJsonDocument(entries).toJson(QJsonDocument::Compact)));
}

std::optional<ChunkingChoice> find(const Settings &settings, Settings::Key key, const QString &name)
{
    for (const Named &named : readList(settings, key)) {
        if (named.name == name)
            return named.choice;
    }
    return std::nullopt;
}

/// Replaces the entry with this name, or removes it if there is no choice.
void replace(Settings &settings, Settings::Key key, const QString &name, const std::optional<ChunkingChoice> &choice)
{
    const bool isPreset = key == Settings::Key::ChunkingPresets;
    QList<Named> list = readList(settings, key);
    list.removeIf([&](const Named &named) {
        return named.name.compare(name, isPreset ? Qt::CaseInsensitive : Qt::CaseSensitive) == 0;
    });
    if (choice && !name.isEmpty())
        list.append({name, *choice});
    if (!isPreset && list.size() > ChunkingMemory::maxRemembered)
        list.remove(0, list.size() - ChunkingMemory::maxRemembered);
    writeList(settings, key, list);
}

} // namespace

ChunkingMemory::ChunkingMemory(Settings &settings)
    : m_settings(settings)
{
}

std::optional<ChunkingChoice> ChunkingMemory::choiceForStore(const QString &store) const
{
    return find(m_settings, Settings::Key::ChunkingByStore, store);
}

void ChunkingMemory::rememberForStore(const QString &store, const ChunkingChoice &choice)
{
    replace(m_settings, Settings::Key::ChunkingByStore, store, choice);
    m_settings.save();
}

std::optional<ChunkingChoice> ChunkingMemory::choiceForType(const QString &extension) const
{
    return find(m_settings, Settings::Key::ChunkingByType, extension);
}

void ChunkingMemory::rememberForType(const QString &extension, const ChunkingChoice &choice)
{
    replace(m_settings, Settings::Key::ChunkingByType, extension, choice);
}

QList<ChunkingPreset> ChunkingMemory::presets() const
{
    QList<ChunkingPreset> presets;
    for (const Named &named : readList(m_settings, Settings::Key::ChunkingPresets)) {
        if (named.choice.config)
            presets.append({named.name, *named.choice.config});
    }
    std::ranges::sort(
        presets, [](const QString &left, const QString &right) { return left.localeAwareCompare(right) < 0; },
        &ChunkingPreset::name);
    return presets;
}

bool ChunkingMemory::savePreset(const ChunkingPreset &preset)
{
    const QString name = preset.name.trimmed();
    if (name.isEmpty() || problemOf(preset.config) != ChunkingProblem::None)
        return false;
    replace(m_settings, Settings::Key::ChunkingPresets, name, ChunkingChoice{preset.config});
    m_settings.save();
    return true;
}

void ChunkingMemory::removePreset(const QString &name)
{
    replace(m_settings, Settings::Key::ChunkingPresets, name, {});
    m_settings.save();
}

QByteArray ChunkingMemory::dialogGeometry() const
{
    return m_settings.value(Settings::Key::ChunkingDialog).toByteArray();
}

void ChunkingMemory::setDialogGeometry(const QByteArray &geometry)
{
    m_settings.setValue(Settings::Key::ChunkingDialog, geometry);
}

} // namespace pollux
