// SPDX-License-Identifier: Apache-2.0
#include "views/details/fieldlist.h"

#include "views/details/fields.h"
#include "views/details/fieldvalue.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxNameChars = 28;

/// True if the same widgets can show both.
bool haveSameNames(const QList<FieldSection> &first, const QList<FieldSection> &second)
{
    const auto isSameField = [](const Field &one, const Field &other) {
        return one.name == other.name && one.type == other.type;
    };
    return std::ranges::equal(first, second, [&](const FieldSection &one, const FieldSection &other) {
        return one.title == other.title && std::ranges::equal(one.fields, other.fields, isSameField);
    });
}

/// Names may come from a server, and a long one must not take the space of the values.
QLabel *createName(const Field &field, QWidget *parent)
{
    auto *label = new FieldMessage(parent);
    label->setForegroundRole(QPalette::WindowText); // on a Base background the default is another role
    label->setWordWrap(false);
    const QFontMetrics metrics = label->fontMetrics();
    const auto shorten = [&](const QString &text) {
        return metrics.elidedText(text, Qt::ElideMiddle, maxNameChars * metrics.averageCharWidth());
    };
    QString shown = shorten(field.name);
    const bool isWhole = shown == field.name;
    if (!field.type.isEmpty())
        shown += u'\n' + shorten(field.type);
    label->showHint(shown.replace(u'&', "&&"_L1)); // in a label with a buddy, & marks a shortcut
    if (!isWhole)
        label->setToolTip(Qt::convertFromPlainText(field.name));
    label->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    label->setContentsMargins(0, FieldValue::margin, 0, FieldValue::margin);
    return label;
}

QLabel *createHeading(const QString &title, QWidget *parent)
{
    QLabel *heading = layouts::createParagraph(title, parent);
    heading->setContentsMargins(0, theme::grid, 0, 0);
    QFont bold = heading->font();
    bold.setWeight(QFont::DemiBold);
    heading->setFont(bold);
    return heading;
}

} // namespace

FieldList::FieldList(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus); // its values take the focus
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void FieldList::showFields(const QString &subject, const QList<FieldSection> &sections)
{
    const bool isOther = subject != m_subject;
    if (!isOther && sections == m_sections)
        return;
    const bool canStay = widget() && haveSameNames(sections, m_sections);
    m_subject = subject;
    m_sections = sections;
    if (canStay)
        fill();
    else
        build();
    if (!isOther)
        return;
    for (FieldValue *value : std::as_const(m_values))
        value->deselect();
    verticalScrollBar()->setValue(0);
}

QString FieldList::text() const
{
    return fields::asText(m_sections);
}

void FieldList::build()
{
    const QWidget *focused = focusWidget();
    const QString focusedName = focused && focused->hasFocus() ? focused->objectName() : QString();
    const int place = verticalScrollBar()->value();
    m_values.clear();
    auto *page = new QWidget(this);
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    auto *form = new QFormLayout;
    layout->addLayout(form);
    layout->addStretch(1);
    form->setHorizontalSpacing(theme::grid);
    form->setVerticalSpacing(theme::grid / 2 - FieldValue::margin);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const FieldSection &section : std::as_const(m_sections))
        addSection(*form, section);
    fill();
    setWidget(page);
    layout->activate();
    verticalScrollBar()->setValue(place);
    const auto again = std::ranges::find(std::as_const(m_values), focusedName, &FieldValue::objectName);
    if (!focusedName.isEmpty() && again != m_values.cend())
        (*again)->setFocus();
}

void FieldList::addSection(QFormLayout &form, const FieldSection &section)
{
    QWidget *page = form.parentWidget();
    if (!section.title.isEmpty())
        form.addRow(createHeading(section.title, page));
    for (const Field &field : section.fields) {
        auto *value = new FieldValue(page);
        QLabel *name = createName(field, page);
        name->setBuddy(value);
        form.addRow(name, value);
        m_values.append(value);
    }
}

void FieldList::fill()
{
    auto value = m_values.cbegin();
    for (const FieldSection &section : std::as_const(m_sections)) {
        for (const Field &field : section.fields)
            (*value++)->setField(section.title, field);
    }
}

} // namespace pollux
