// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/chunkingeditor.h"

#include "models/text/format.h"
#include "models/text/storetext.h"
#include "views/style/layouts.h"
#include "views/widgets/dialogprompts.h"
#include "views/widgets/fieldmessage.h"
#include "views/widgets/numberfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int presetChars = 16;
constexpr int builtInCount = 3; // presets that cannot be deleted

} // namespace

ChunkingEditor::ChunkingEditor(ChunkingMemory &memory, QWidget *parent)
    : QWidget(parent)
    , m_memory(memory)
    , m_serviceDefault(new QCheckBox(tr("Service &default (send no chunkingConfig)"), this))
    , m_tokens(new NumberField(this))
    , m_overlap(new NumberField(this))
    , m_tokensMessage(new FieldMessage(this))
    , m_overlapMessage(new FieldMessage(this))
{
    m_serviceDefault->setObjectName(u"serviceDefault"_s);
    m_tokens->setObjectName(u"maxTokens"_s);
    m_overlap->setObjectName(u"maxOverlap"_s);
    m_tokensMessage->setObjectName(u"tokensMessage"_s);
    m_overlapMessage->setObjectName(u"overlapMessage"_s);
    m_tokens->setGoodRange(ChunkingConfig::minTokens, ChunkingConfig::tokenLimit);
    auto *rule = new FieldMessage(this);
    rule->showHint(tr("The service counts words separated by spaces as tokens."));

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(theme::grid);
    layout->setVerticalSpacing(theme::grid / 2);
    layout->setColumnStretch(2, 1);
    addPresets(layout);
    layout->addWidget(m_serviceDefault, 1, 0, 1, 3);
    layout->addWidget(layouts::createLabel(tr("&Tokens per chunk:"), m_tokens), 2, 0);
    layout->addWidget(m_tokens, 2, 1);
    layout->addWidget(m_tokensMessage, 2, 2);
    layout->addWidget(layouts::createLabel(tr("O&verlap:"), m_overlap), 3, 0);
    layout->addWidget(m_overlap, 3, 1);
    layout->addWidget(m_overlapMessage, 3, 2);
    layout->addWidget(rule, 4, 0, 1, 3);

    connect(m_serviceDefault, &QCheckBox::toggled, this, &ChunkingEditor::handleEdit);
    connect(m_tokens, &NumberField::numberChanged, this, &ChunkingEditor::handleEdit);
    connect(m_overlap, &NumberField::numberChanged, this, &ChunkingEditor::handleEdit);
    fillPresets();
    setNumbers({}, false);
}

void ChunkingEditor::addPresets(QGridLayout *layout)
{
    m_preset = new QComboBox(this);
    m_preset->setObjectName(u"preset"_s);
    m_preset->setPlaceholderText(tr("Own numbers"));
    m_preset->setMinimumContentsLength(presetChars);
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_save = layouts::createButton(tr("Save as &preset…"), u"savePreset"_s, this);
    m_delete = layouts::createButton(tr("Delete preset"), u"deletePreset"_s, this);
    auto *row = new QHBoxLayout;
    layouts::fill(row, {m_preset, m_save, m_delete, {}});
    layout->addWidget(layouts::createLabel(tr("Pr&eset:"), m_preset), 0, 0);
    layout->addLayout(row, 0, 1, 1, 2);
    connect(m_preset, &QComboBox::activated, this, &ChunkingEditor::usePreset);
    connect(m_save, &QPushButton::clicked, this, &ChunkingEditor::askPresetName);
    connect(m_delete, &QPushButton::clicked, this, &ChunkingEditor::deletePreset);
}

void ChunkingEditor::setNumbers(const ChunkingConfig &numbers, bool isServiceDefault)
{
    const QScopedValueRollback setting(m_isSetting, true);
    m_serviceDefault->setChecked(isServiceDefault);
    // Otherwise a field would lose what is being typed, such as an empty text.
    if (numbers != this->numbers()) {
        m_tokens->setValue(numbers.maxTokensPerChunk);
        m_overlap->setValue(numbers.maxOverlapTokens);
    }
    refresh();
}

bool ChunkingEditor::isServiceDefault() const
{
    return m_serviceDefault->isChecked();
}

ChunkingConfig ChunkingEditor::numbers() const
{
    return {m_tokens->number().value_or(ChunkingConfig::minTokens - 1), m_overlap->number().value_or(-1)};
}

void ChunkingEditor::handleEdit()
{
    if (m_isSetting)
        return;
    refresh();
    emit edited();
}

void ChunkingEditor::refresh()
{
    const bool isOwn = !isServiceDefault();
    m_tokens->setEnabled(isOwn);
    m_overlap->setEnabled(isOwn);
    m_overlap->setGoodRange(0, numbers().maxTokensPerChunk - 1);
    refreshMessages();
    refreshPresets();
}

void ChunkingEditor::refreshMessages()
{
    m_tokensMessage->showHint({});
    m_overlapMessage->showHint({});
    if (isServiceDefault())
        return;
    const ChunkingConfig config = numbers();
    const ChunkingProblem problem = problemOf(config);
    const bool isOverlap = problem == ChunkingProblem::NegativeOverlap || problem == ChunkingProblem::OverlapTooLarge;
    if (problem != ChunkingProblem::None)
        (isOverlap ? m_overlapMessage : m_tokensMessage)->showProblem(storetext::problemText(problem));
    if (problem == ChunkingProblem::None || isOverlap)
        m_tokensMessage->showHint(storetext::cautionText(config));
}

void ChunkingEditor::refreshPresets()
{
    const ChunkingConfig config = numbers();
    const bool isOwn = !isServiceDefault();
    const auto preset = std::ranges::find(m_presets, config, &ChunkingPreset::config);
    // If two presets have the same numbers, the chosen one stays current.
    const int current = m_preset->currentIndex();
    if (current < 0 || m_presets.at(current).config != config)
        m_preset->setCurrentIndex(preset == m_presets.end() ? -1 : static_cast<int>(preset - m_presets.begin()));
    m_preset->setEnabled(isOwn);
    m_save->setEnabled(isOwn && problemOf(config) == ChunkingProblem::None);
    m_delete->setEnabled(isOwn && m_preset->currentIndex() >= builtInCount);
}

void ChunkingEditor::fillPresets()
{
    m_presets = {{tr("Precise"), {64, 16}},
                 {tr("Balanced"), {ChunkingConfig::defaultTokens, ChunkingConfig::defaultOverlap}},
                 {tr("Long"), {ChunkingConfig::tokenLimit, 64}}};
    m_presets += m_memory.presets();
    m_preset->clear();
    for (const ChunkingPreset &preset : m_presets) {
        m_preset->addItem(tr("%1 (%2/%3)", "preset, tokens, overlap")
                              .arg(format::singleLine(preset.name), QString::number(preset.config.maxTokensPerChunk),
                                   QString::number(preset.config.maxOverlapTokens)));
    }
    m_preset->setCurrentIndex(-1);
}

void ChunkingEditor::usePreset(int index)
{
    setNumbers(m_presets.at(index).config, false);
    emit edited();
}

void ChunkingEditor::askPresetName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"presetName"_s);
    dialog->setWindowTitle(tr("Save as preset"));
    dialog->setLabelText(tr("Name of the preset:"));
    dialog->setOkButtonText(tr("Save"));
    connect(dialog, &QInputDialog::textValueSelected, this, &ChunkingEditor::savePreset);
    openDialog(dialog);
}

void ChunkingEditor::savePreset(const QString &name)
{
    if (!m_memory.savePreset({name, numbers()}))
        return;
    fillPresets();
    const auto saved =
        std::ranges::find(m_presets.cbegin() + builtInCount, m_presets.cend(), name.trimmed(), &ChunkingPreset::name);
    m_preset->setCurrentIndex(static_cast<int>(saved - m_presets.cbegin()));
    refreshPresets();
}

void ChunkingEditor::deletePreset()
{
    m_memory.removePreset(m_presets.at(m_preset->currentIndex()).name);
    fillPresets();
    refreshPresets();
    m_preset->setFocus();
}

} // namespace pollux
