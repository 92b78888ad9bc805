// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"

#include <QList>
#include <QString>

#include <optional>

namespace pollux {

class Settings;

/// How documents are split into chunks, as the user chose it.
struct ChunkingChoice {
    std::optional<ChunkingConfig> config; ///< nothing: no chunkingConfig is sent, so the service uses its default

    bool operator==(const ChunkingChoice &) const = default;
};

/// A chunking config with a name.
struct ChunkingPreset {
    QString name;
    ChunkingConfig config; ///< has no problem (problemOf())

    bool operator==(const ChunkingPreset &) const = default;
};

/// Remembers the choices made in the chunking dialog, in Settings. Entries that cannot be read, or whose config has a
/// problem, count as absent. For the GUI thread; the settings must outlive it.
class ChunkingMemory final {
public:
    static constexpr qsizetype maxRemembered = 100; ///< stores, and types; the oldest choices are dropped first

    explicit ChunkingMemory(Settings &settings);

    /// The last choice made for this store.
    [[nodiscard]] std::optional<ChunkingChoice> choiceForStore(const QString &store) const;
    void rememberForStore(const QString &store, const ChunkingChoice &choice);

    /// The last choice made for files of this type; `extension` is in lower case, without the dot. Nothing if it is
    /// empty.
    [[nodiscard]] std::optional<ChunkingChoice> choiceForType(const QString &extension) const;
    void rememberForType(const QString &extension, const ChunkingChoice &choice);

    /// The user's presets, sorted by name.
    [[nodiscard]] QList<ChunkingPreset> presets() const;
    /// Saves a preset; replaces one with the same name, compared case-insensitively. The name is trimmed. Returns false
    /// and saves nothing if the name is empty or the config has a problem.
    bool savePreset(const ChunkingPreset &preset);
    void removePreset(const QString &name);

    /// QWidget::saveGeometry of the dialog; empty if never saved.
    [[nodiscard]] QByteArray dialogGeometry() const;
    void setDialogGeometry(const QByteArray &geometry);

private:
    Settings &m_settings;
};

} // namespace pollux
