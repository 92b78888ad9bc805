// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"

#include <QFontMetrics>
#include <QRect>
#include <QStyledItemDelegate>

namespace pollux {

/// The positions of the parts of a badge, in the coordinates of the cell; empty rectangles for parts that are not
/// there.
struct BadgeGeometry {
    QRect pill;
    QRect icon; ///< square, in the pill
    QRect text; ///< in the pill

    bool operator==(const BadgeGeometry &) const = default;
};

/// In a cell that is too narrow the pill shrinks to fit and its text is elided. Mirrored for right-to-left.
BadgeGeometry badgeGeometry(const QRect &cell, const QFontMetrics &metrics, const Badge &badge,
                            Qt::LayoutDirection direction);

/// Paints the Badge under `badgeRole` as icon and text in a rounded pill; a badge of neutral tone without an icon
/// as plain text.
class BadgeDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit BadgeDelegate(QObject *parent, int badgeRole);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_badgeRole;
};

} // namespace pollux
