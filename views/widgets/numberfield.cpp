// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/numberfield.h"

#include <QLineEdit>

#include <algorithm>

namespace pollux {

namespace {

constexpr int farAway = 99999;

} // namespace

NumberField::NumberField(QWidget *parent)
    : QSpinBox(parent)
{
    setRange(-farAway, farAway);
    m_known = number();
    connect(this, &QSpinBox::valueChanged, this, &NumberField::compare);
    // A field that becomes empty keeps its value, so valueChanged() is not emitted.
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberField::compare);
    // An empty field that loses the focus shows that value again, without valueChanged().
    connect(this, &QSpinBox::editingFinished, this, &NumberField::compare);
}

void NumberField::compare()
{
    if (number() == m_known)
        return;
    m_known = number();
    emit numberChanged();
}

void NumberField::setGoodRange(int least, int most)
{
    m_least = least;
    m_most = std::max(least, most);
}

std::optional<int> NumberField::number() const
{
    bool isNumber = false;
    const int number = locale().toInt(cleanText(), &isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

void NumberField::stepBy(int steps)
{
    setValue(std::clamp(value() + steps, m_least, m_most));
    selectAll();
}

} // namespace pollux
