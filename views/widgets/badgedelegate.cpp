// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/badgedelegate.h"

#include "views/style/icons.h"
#include "views/style/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QTextOption>

#include <algorithm>

namespace pollux {

namespace {

constexpr int cellMargin = 4;
constexpr int pillPadding = 7;
constexpr int pillPaddingAbove = 2;
constexpr int iconGap = 4;

bool hasPill(const Badge &badge)
{
    return badge.tone != Badge::Tone::Neutral || badge.icon != Badge::Icon::None;
}

int iconSide(const Badge &badge, const QFontMetrics &metrics)
{
    return badge.icon == Badge::Icon::None ? 0 : metrics.height() - 2;
}

/// One pixel more than the advance, which is rounded: a text that lacks a fraction of a pixel would be elided.
int textWidth(const QString &text, const QFontMetrics &metrics)
{
    return text.isEmpty() ? 0 : metrics.horizontalAdvance(text) + 1;
}

int naturalWidth(const Badge &badge, const QFontMetrics &metrics)
{
    if (badge.text.isEmpty() && !hasPill(badge))
        return 0;
    const int text = textWidth(badge.text, metrics);
    if (!hasPill(badge))
        return text;
    const int side = iconSide(badge, metrics);
    return 2 * pillPadding + side + (side > 0 && text > 0 ? iconGap : 0) + text;
}

int pillHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 2 * pillPaddingAbove;
}

void drawElided(QPainter &painter, const QRect &rect, const QString &text, const QStyleOptionViewItem &option)
{
    const QString shown = option.fontMetrics.elidedText(text, Qt::ElideRight, rect.width());
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter.drawText(QRectF(rect), shown, QTextOption(alignment));
}

QColor plainTextColor(const QStyleOptionViewItem &option)
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    return option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
}

void drawPill(QPainter &painter, const BadgeGeometry &geometry, const Badge &badge, const QStyleOptionViewItem &option)
{
    const theme::ToneColors colors = theme::toneColors(badge.tone, option.palette);
    const QRectF pill = QRectF(geometry.pill).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.border);
    painter.setBrush(colors.background);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    if (const auto name = iconForBadge(badge.icon); name && !geometry.icon.isEmpty())
        icon(*name, colors.text).paint(&painter, geometry.icon);
    painter.setPen(colors.text);
}

} // namespace

BadgeGeometry badgeGeometry(const QRect &cell, const QFontMetrics &metrics, const Badge &badge,
                            Qt::LayoutDirection direction)
{
    BadgeGeometry geometry;
    const QRect room = cell.adjusted(cellMargin, 0, -cellMargin, 0);
    const int width = std::clamp(naturalWidth(badge, metrics), 0, std::max(0, room.width()));
    const int height = std::min(pillHeight(metrics), cell.height());
    const QRect whole(room.left(), cell.top() + (cell.height() - height) / 2, width, height);
    if (hasPill(badge)) {
        geometry.pill = whole;
        const int side = std::min(iconSide(badge, metrics), std::max(0, width - 2 * pillPadding));
        if (side > 0)
            geometry.icon = QRect(whole.left() + pillPadding, whole.top() + (height - side) / 2, side, side);
        const int textLeft = whole.left() + pillPadding + (side > 0 ? side + iconGap : 0);
        geometry.text = QRect(textLeft, whole.top(), whole.right() + 1 - pillPadding - textLeft, height);
    } else {
        geometry.text = whole;
    }
    if (geometry.text.width() <= 0 || badge.text.isEmpty())
        geometry.text = QRect();

    for (QRect *part : {&geometry.pill, &geometry.icon, &geometry.text}) {
        if (!part->isNull())
            *part = QStyle::visualRect(direction, cell, *part);
    }
    return geometry;
}

BadgeDelegate::BadgeDelegate(QObject *parent, int badgeRole)
    : QStyledItemDelegate(parent)
    , m_badgeRole(badgeRole)
{
}

void BadgeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text.clear();
    option->icon = QIcon();
}

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    const auto badge = index.data(m_badgeRole).value<Badge>();
    const BadgeGeometry geometry = badgeGeometry(item.rect, item.fontMetrics, badge, item.direction);

    painter->save();
    painter->setClipRect(item.rect);
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    painter->setFont(item.font);
    painter->setPen(plainTextColor(item));
    if (!geometry.pill.isNull())
        drawPill(*painter, geometry, badge, item);
    if (!geometry.text.isNull())
        drawElided(*painter, geometry.text, badge.text, item);
    painter->restore();

    if (item.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(item);
        focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        focus.backgroundColor = item.palette.color(QPalette::Highlight);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, item.widget);
    }
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const int width = naturalWidth(index.data(m_badgeRole).value<Badge>(), item.fontMetrics) + 2 * cellMargin;
    return {width, pillHeight(item.fontMetrics) + 2 * pillPaddingAbove};
}

} // namespace pollux
