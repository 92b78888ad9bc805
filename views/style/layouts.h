// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/icons.h"
#include "views/style/theme.h"

#include <initializer_list>

class QBoxLayout;
class QLabel;
class QLayout;
class QPlainTextEdit;
class QPushButton;
class QString;
class QToolButton;

/// Functions that create the parts of forms and dialogs.
namespace pollux::layouts {

/// A widget or a layout in a box layout, with its stretch factor; if it has neither, an empty space that stretches.
struct Item {
    Item() = default;
    Item(QWidget *itemWidget, int itemStretch = 0)
        : widget(itemWidget)
        , stretch(itemStretch)
    {
    }
    Item(QLayout *itemLayout, int itemStretch = 0)
        : layout(itemLayout)
        , stretch(itemStretch)
    {
    }

    QWidget *widget = nullptr;
    QLayout *layout = nullptr;
    int stretch = 0;
};

/// Adds the items to the layout, which gets this spacing and these margins, in pixels.
void fill(QBoxLayout *layout, std::initializer_list<Item> items, int spacing = theme::grid, int margin = 0);

/// A label with plain text that is not wrapped.
QLabel *createText(const QString &text, QWidget *parent);
/// A label with plain text that is wrapped.
QLabel *createParagraph(const QString &text, QWidget *parent);
/// Gives the label the font of a heading, larger by this factor.
void makeHeading(QLabel &label, double factor = 1.2);
/// A label for `buddy`, with the same parent.
QLabel *createLabel(const QString &text, QWidget *buddy);
/// A view of plain text that can be selected and copied, in the fixed-width font; Tab leaves it.
QPlainTextEdit *createTextView(const QString &objectName, const QString &accessibleName, QWidget *parent);
/// A button that Enter in another field of the dialog does not press.
QPushButton *createButton(const QString &text, const QString &objectName, QWidget *parent);
/// A flat button with its icon before its text; Tab can reach it.
QToolButton *createToolButton(const QString &text, IconName name, QWidget *parent);

} // namespace pollux::layouts
