// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"

#include <QList>
#include <QString>

#include <optional>

namespace pollux {

class Settings;

/// How documents are to be cut, as a person chose it.
struct ChunkingChoice {
    std::optional<ChunkingConfig> config; ///< nothing: the service's default, no chunkingConfig is sent

    bool operator==(const ChunkingChoice &) const = default;
};

/// Numbers under a name.
struct ChunkingPreset {
    QString name;
    ChunkingConfig config; ///< without a problem

    bool operator==(const ChunkingPreset &) const = default;
};

/// What is remembered of the choices in the chunking dialog, kept in Settings. What cannot be read there, or has
/// numbers with a problem, counts as absent. For the GUI thread; the settings must outlive it.
class ChunkingMemory final {
public:
    static constexpr qsizetype maxRemembered = 100; ///< stores, and types: those of the latest choices

    explicit ChunkingMemory(Settings &settings);

    /// The last choice made for this store.
    [[nodiscard]] std::optional<ChunkingChoice> choiceForStore(const QString &store) const;
    void rememberForStore(const QString &store, const ChunkingChoice &choice);

    /// The last choice made for files of this type; `extension` in lower case, without the dot. Nothing for an empty
    /// one.
    [[nodiscard]] std::optional<ChunkingChoice> choiceForType(const QString &extension) const;
    void rememberForType(const QString &extension, const ChunkingChoice &choice);

    /// A person's own, in the order of their names.
    [[nodiscard]] QList<ChunkingPreset> presets() const;
    /// Takes the place of one of the same name, compared without regard to case. Names are trimmed. False, and nothing
    /// is saved, for an empty name or numbers with a problem.
    bool savePreset(const ChunkingPreset &preset);
    void removePreset(const QString &name);

    /// QWidget::saveGeometry of the dialog; empty in the beginning.
    [[nodiscard]] QByteArray dialogGeometry() const;
    void setDialogGeometry(const QByteArray &geometry);

private:
    Settings &m_settings;
};

} // namespace pollux
