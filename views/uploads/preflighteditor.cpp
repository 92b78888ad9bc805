// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/preflighteditor.h"

#include "models/api/types/mimetypes.h"
#include "models/preflight/displaynames.h"
#include "models/text/format.h"
#include "models/text/preflighttext.h"
#include "views/style/layouts.h"
#include "views/widgets/mimetypefield.h"
#include "views/widgets/namepatternfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int typeChars = 30;

} // namespace

PreflightEditor::PreflightEditor(PreflightModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_type(new MimeTypeField(this))
    , m_remembered(new QCheckBox(this))
    , m_decision(new QComboBox(this))
    , m_names(new NamePatternField(this))
{
    m_type->setObjectName(u"type"_s);
    m_type->setMinimumContentsLength(typeChars);
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToContentsOnFirstShow);
    m_remembered->setObjectName(u"remembered"_s);
    m_decision->setObjectName(u"decision"_s);
    m_decision->setPlaceholderText(tr("Decided one by one"));
    m_decision->setSizeAdjustPolicy(QComboBox::AdjustToContents);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(theme::grid);
    layout->setVerticalSpacing(theme::grid / 2);
    layout->setColumnStretch(2, 1);
    layout->addWidget(layouts::createLabel(tr("&Type of the selected files:"), m_type), 0, 0);
    layout->addWidget(m_type, 0, 1);
    layout->addWidget(m_remembered, 0, 2);
    layout->addWidget(layouts::createLabel(tr("&Action for the selected:"), m_decision), 1, 0);
    layout->addWidget(m_decision, 1, 1);
    QLabel *namesLabel = layouts::createLabel(tr("&Names of the selected files:"), m_names);
    m_names->setLabelText(namesLabel->text());
    layout->addWidget(namesLabel, 2, 0);
    layout->addWidget(m_names, 2, 1, 1, 2);

    connect(m_type, &MimeTypeField::typeChosen, this, [this](const QString &type) { m_model.setType(m_rows, type); });
    connect(m_remembered, &QCheckBox::clicked, this,
            [this](bool isChecked) { m_model.setRemembered(m_rows.constFirst(), isChecked); });
    connect(m_decision, &QComboBox::activated, this,
            [this](int index) { m_model.decide(m_rows, m_choices.at(index)); });
    connect(m_names, &NamePatternField::patternEntered, this, &PreflightEditor::applyNames);
    connect(m_names, &NamePatternField::edited, this, &PreflightEditor::edited);
    connect(&model, &PreflightModel::decisionsChanged, this, &PreflightEditor::refresh);
    refresh();
}

void PreflightEditor::setRows(const QList<int> &rows)
{
    m_rows = rows;
    refresh();
}

void PreflightEditor::editType()
{
    m_type->setFocus();
    m_type->lineEdit()->selectAll();
}

void PreflightEditor::editDecision()
{
    m_decision->setFocus();
}

QString PreflightEditor::problem() const
{
    return m_names->problem();
}

void PreflightEditor::applyNames(const QString &pattern)
{
    m_model.setNames(m_rows, pattern);
    QStringList names;
    for (const int row : std::as_const(m_rows))
        names.append(m_model.fileAt(row).displayName);
    m_names->showHint(preflighttext::sharedNamesText(sharedNameCount(names)));
}

void PreflightEditor::refresh()
{
    setEnabled(!m_rows.isEmpty());
    const QString type = m_model.commonType(m_rows);
    m_type->setType(type);
    refreshRemembered(type);

    m_choices = m_rows.isEmpty() ? QList<PreflightDecision>() : m_model.choices(m_rows);
    m_decision->clear();
    for (const PreflightDecision decision : m_choices)
        m_decision->addItem(preflighttext::decisionText(decision));
    const std::optional<PreflightDecision> decision = m_model.commonDecision(m_rows);
    m_decision->setCurrentIndex(decision ? static_cast<int>(m_choices.indexOf(*decision)) : -1);
}

void PreflightEditor::refreshRemembered(const QString &type)
{
    const QString extension = m_rows.isEmpty() ? QString() : m_model.extensionAt(m_rows.constFirst());
    const bool isCommon =
        std::all_of(m_rows.cbegin(), m_rows.cend(), [&](int row) { return m_model.extensionAt(row) == extension; });
    const bool isPossible = isCommon && !extension.isEmpty() && !type.isEmpty() && type != unknownMimeType();
    QString shown = format::singleLine(extension);
    shown.replace(u'&', u"&&"_s);
    m_remembered->setText(isCommon && !extension.isEmpty() ? tr("&Use this type for .%1 from now on").arg(shown)
                                                           : tr("&Use this type from now on"));
    m_remembered->setEnabled(isPossible);
    m_remembered->setChecked(isPossible && m_model.isRemembered(m_rows.constFirst()));
}

} // namespace pollux
