// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"

#include <QFontMetrics>
#include <QRect>
#include <QStyledItemDelegate>

namespace pollux {

/// Where the parts of a badge cell stand, in the coordinates of the cell; empty rectangles for parts that are not
/// there.
struct BadgeGeometry {
    QRect pill;
    QRect icon;   ///< square, in the pill
    QRect text;   ///< in the pill
    QRect detail; ///< beside the pill

    bool operator==(const BadgeGeometry &) const = default;
};

/// Pure. The pill gives way (its text will be elided) before it leaves the cell; the detail takes what is left, or
/// nothing where that would be less than a few letters. Mirrored for right-to-left.
BadgeGeometry badgeGeometry(const QRect &cell, const QFontMetrics &metrics, const Badge &badge, bool hasDetail,
                            Qt::LayoutDirection direction);

/// Paints the Badge under `badgeRole` as icon and words in a rounded pill; a badge of neutral tone without an icon
/// as plain text. With a detail role, that role's text follows the pill in a quieter colour.
class BadgeDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit BadgeDelegate(QObject *parent, int badgeRole);

    void setDetailRole(int role) { m_detailRole = role; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QString detail(const QModelIndex &index) const;

    int m_badgeRole;
    int m_detailRole = -1;
};

} // namespace pollux
