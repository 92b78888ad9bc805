// SPDX-License-Identifier: Apache-2.0
#include "views/style/layouts.h"

#include <QBoxLayout>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace pollux::layouts {

void fill(QBoxLayout *layout, std::initializer_list<Item> items, int spacing, int margin)
{
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(spacing);
    for (const Item &item : items) {
        if (item.widget)
            layout->addWidget(item.widget, item.stretch);
        else if (item.layout)
            layout->addLayout(item.layout, item.stretch);
        else
            layout->addStretch();
    }
}

QLabel *createText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

QLabel *createParagraph(const QString &text, QWidget *parent)
{
    QLabel *label = createText(text, parent);
    label->setWordWrap(true);
    return label;
}

void makeHeading(QLabel &label, double factor)
{
    QFont font = label.font();
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(QFont::DemiBold);
    label.setFont(font);
}

QLabel *createLabel(const QString &text, QWidget *buddy)
{
    QLabel *label = createText(text, buddy->parentWidget());
    label->setBuddy(buddy);
    return label;
}

QPlainTextEdit *createTextView(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    auto *view = new QPlainTextEdit(parent);
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return view;
}

QPushButton *createButton(const QString &text, const QString &objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    return button;
}

QToolButton *createToolButton(const QString &text, IconName name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setIcon(icon(name));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace pollux::layouts
