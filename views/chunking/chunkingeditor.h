// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/chunkingmemory.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QPushButton;

namespace pollux {

class FieldMessage;
class NumberField;

/// The numbers of the chunks, presets for them, and a check box that leaves them to the service. Input is checked at
/// once; an error is shown beside its field.
class ChunkingEditor final : public QWidget {
    Q_OBJECT

public:
    /// The memory, which has the user's own presets, must outlive this widget.
    explicit ChunkingEditor(ChunkingMemory &memory, QWidget *parent = nullptr);

    /// Sets the fields without emitting edited(). The numbers may be invalid.
    void setNumbers(const ChunkingConfig &numbers, bool isServiceDefault);

    bool isServiceDefault() const;
    /// The numbers in the fields; a field without a number counts as out of range.
    ChunkingConfig numbers() const;

signals:
    /// The user has changed something.
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
    QList<ChunkingPreset> m_presets; // the items of m_preset, by index
    bool m_isSetting = false;
};

} // namespace pollux
