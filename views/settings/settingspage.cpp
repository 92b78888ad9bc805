// SPDX-License-Identifier: Apache-2.0
#include "views/settings/settingspage.h"

#include "views/style/theme.h"
#include "views/widgets/accessibletext.h"
#include "views/widgets/fieldmessage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace pollux {

SettingsPage::SettingsPage(Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(theme::grid);
    m_form->setVerticalSpacing(theme::grid);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
}

void SettingsPage::write(Settings::Key key, const QVariant &value)
{
    if (m_settings.value(key) == value)
        return;
    m_settings.setValue(key, value);
    emit changed(key);
}

FieldMessage *SettingsPage::addField(const QString &label, QWidget &field)
{
    auto *message = new FieldMessage(this);
    auto *column = new QVBoxLayout;
    column->setSpacing(theme::grid / 4);
    column->addWidget(&field, 0, Qt::AlignLeft);
    column->addWidget(message);
    auto *buddy = new QLabel(label, this);
    buddy->setBuddy(&field);
    m_form->addRow(buddy, column);
    accessibletext::nameAfterLabel(field, label);
    m_messages.insert(&field, message);
    return message;
}

void SettingsPage::showHint(QWidget &field, const QString &text)
{
    field.setAccessibleDescription(text);
    m_messages.value(&field)->showHint(text);
}

QCheckBox *SettingsPage::addSwitch(Settings::Key key, const QString &text)
{
    auto *box = new QCheckBox(text, this);
    m_form->addRow(box);
    connect(box, &QCheckBox::toggled, this, [this, key](bool isOn) { write(key, isOn); });
    return box;
}

QComboBox *SettingsPage::addChoice(Settings::Key key, const QString &label, const QList<Option> &options)
{
    auto *choice = new QComboBox(this);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const Option &option : options)
        choice->addItem(option.text, option.value);
    addField(label, *choice);
    // Not before: the first item that comes is chosen, which is not a person's doing.
    connect(choice, &QComboBox::currentIndexChanged, this, [this, key, choice] { write(key, choice->currentData()); });
    return choice;
}

QSpinBox *SettingsPage::addNumber(Settings::Key key, const QString &label, int least, int most)
{
    auto *number = new QSpinBox(this);
    number->setRange(least, most);
    number->setKeyboardTracking(false); // else "32" would be 3 for a moment
    addField(label, *number);
    connect(number, &QSpinBox::valueChanged, this, [this, key](int value) { write(key, value); });
    return number;
}

void SettingsPage::showValue(Settings::Key key, QCheckBox &box) const
{
    const QSignalBlocker blocker(box);
    box.setChecked(m_settings.value(key).toBool());
}

void SettingsPage::showValue(Settings::Key key, QComboBox &choice) const
{
    const QSignalBlocker blocker(choice);
    choice.setCurrentIndex(std::max(0, choice.findData(m_settings.value(key))));
}

void SettingsPage::showValue(Settings::Key key, QSpinBox &number) const
{
    const QSignalBlocker blocker(number);
    number.setValue(m_settings.value(key).toInt());
}

} // namespace pollux
