// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace pollux {

/// Paints a row of a CommandPaletteModel in one line: icon, title with the matching letters underlined, detail in the
/// secondary colour, and the shortcut at the end; a heading as text in the secondary colour.
class CommandPaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace pollux
