// SPDX-License-Identifier: Apache-2.0
#include "views/window/sidebardelegate.h"

#include "views/style/icons.h"
#include "views/style/theme.h"
#include "views/window/sidebarmodel.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace pollux {

namespace {

using Kind = SidebarModel::Kind;

constexpr int iconSide = 20;
constexpr int marginAbove = theme::grid / 2;
constexpr int marginBeside = theme::grid;

Kind kindOf(const QModelIndex &index)
{
    return index.data(SidebarModel::KindRole).value<Kind>();
}

bool isPlace(Kind kind)
{
    return kind == Kind::Files || kind == Kind::Store;
}

QString detailOf(const QModelIndex &index)
{
    return index.data(SidebarModel::DetailRole).toString();
}

QFont detailFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    return small;
}

QFont headingFont(const QFont &font)
{
    QFont bold = detailFont(font);
    bold.setWeight(QFont::DemiBold);
    return bold;
}

struct Colors {
    QColor title;
    QColor quiet; ///< of the second line and the icon
};

Colors colorsOf(const QStyleOptionViewItem &option)
{
    if (option.state.testFlag(QStyle::State_Selected)) {
        const QColor selected = option.palette.color(QPalette::HighlightedText);
        return {selected, selected};
    }
    return {option.palette.color(QPalette::Text), theme::secondaryText(option.palette)};
}

void drawLine(QPainter &painter, const QRect &line, const QString &text, const QFont &font, const QColor &color,
              Qt::LayoutDirection direction)
{
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, line.width());
    const Qt::Alignment alignment = QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter.drawText(line, static_cast<int>(alignment), shown);
}

} // namespace

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics title(option.font);
    const QFontMetrics detail(detailFont(option.font));
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString second = detailOf(index);
    if (!isPlace(kindOf(index)))
        return {2 * marginBeside + title.horizontalAdvance(text), title.height() + 3 * marginAbove};
    const int words = std::max(title.horizontalAdvance(text), detail.horizontalAdvance(second));
    const int lines = title.height() + (second.isEmpty() ? 0 : detail.height());
    return {3 * marginBeside + iconSide + words + 1, std::max(lines, iconSide) + 2 * marginAbove};
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    painter->save();
    const Kind kind = kindOf(index);
    const QString text = index.data(Qt::DisplayRole).toString();
    const QRect inner = item.rect.adjusted(marginBeside, marginAbove, -marginBeside, -marginAbove);
    if (!isPlace(kind)) {
        const QFont font = kind == Kind::Heading ? headingFont(item.font) : item.font;
        drawLine(*painter, inner, text, font, theme::secondaryText(item.palette), item.direction);
        painter->restore();
        return;
    }
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const Colors colors = colorsOf(item);
    QRect picture(inner.left(), inner.top() + (inner.height() - iconSide) / 2, iconSide, iconSide);
    QRect words = inner.adjusted(iconSide + marginBeside, 0, 0, 0);
    picture = QStyle::visualRect(item.direction, item.rect, picture);
    words = QStyle::visualRect(item.direction, item.rect, words);
    icon(kind == Kind::Files ? IconName::File : IconName::Store, colors.quiet).paint(painter, picture);
    const QString second = detailOf(index);
    const int secondHeight = second.isEmpty() ? 0 : QFontMetrics(detailFont(item.font)).height();
    drawLine(*painter, words.adjusted(0, 0, 0, -secondHeight), text, item.font, colors.title, item.direction);
    if (secondHeight > 0) {
        const QRect line(words.left(), words.bottom() + 1 - secondHeight, words.width(), secondHeight);
        drawLine(*painter, line, second, detailFont(item.font), colors.quiet, item.direction);
    }
    if (item.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(item);
        focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        focus.backgroundColor = item.palette.color(QPalette::Base);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, item.widget);
    }
    painter->restore();
}

} // namespace pollux
