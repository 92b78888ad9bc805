// SPDX-License-Identifier: Apache-2.0
#include "views/style/layouts.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace pollux::layouts {

void fill(QBoxLayout *layout, std::initializer_list<Item> items, int spacing)
{
    layout->setContentsMargins(0, 0, 0, 0);
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

QLabel *createLabel(const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text, buddy->parentWidget());
    label->setBuddy(buddy);
    return label;
}

QPushButton *createButton(const QString &text, const QString &objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    return button;
}

} // namespace pollux::layouts
