// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/chunkingmemory.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QPushButton;

namespace pollux {

class FieldMessage;
class NumberField;

/// The numbers of the chunks, presets for them, and a switch that leaves them to the service. What is typed is checked
/// at once, with the reason below the field.
class ChunkingEditor final : public QWidget {
    Q_OBJECT

public:
    /// The memory, which holds a person's own presets, must outlive this widget.
    explicit ChunkingEditor(ChunkingMemory &memory, QWidget *parent = nullptr);

    /// Not told by edited(). The numbers may have a problem.
    void setNumbers(const ChunkingConfig &numbers, bool isServiceDefault);

    bool isServiceDefault() const;
    /// What stands in the fields; a field without a number counts as out of range.
    ChunkingConfig numbers() const;

    /// Presets for everybody.
    static const std::array<ChunkingPreset, 3> &builtInPresets();

signals:
    /// A person changed something.
    void edited();

private:
    void addPresets(QGridLayout *layout);
    void fillPresets();
    void usePreset(int index);
    void askPresetName();
    void savePreset(const QString &name);
    void deletePreset();
    void handleEdit();
    void refresh();
    void refreshMessages();
    void refreshPresets();

    ChunkingMemory &m_memory;
    QComboBox *m_preset = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_delete = nullptr;
    QCheckBox *m_serviceDefault;
    NumberField *m_tokens;
    NumberField *m_overlap;
    FieldMessage *m_tokensMessage;
    FieldMessage *m_overlapMessage;
    QList<ChunkingPreset> m_presets; // of m_preset, by index
    bool m_isSetting = false;
};

} // namespace pollux
