// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/progressdelegate.h"

#include "models/items/uploads/uploadsmodel.h"
#include "views/style/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pollux {

namespace {

constexpr int cellMargin = 4;
constexpr int barHeight = 10;
constexpr int textGap = 6;

QString percentText(int percent, const QLocale &locale)
{
    return ProgressDelegate::tr("%1 %").arg(locale.toString(percent));
}

QColor halfway(const QColor &first, const QColor &second)
{
    return QColor::fromRgbF((first.redF() + second.redF()) / 2, (first.greenF() + second.greenF()) / 2,
                            (first.blueF() + second.blueF()) / 2);
}

/// The share of the bar from its left edge, or from its right edge in a right-to-left layout.
QRectF partOf(const QRectF &bar, double share, Qt::LayoutDirection direction)
{
    const double width = bar.width() * std::clamp(share, 0.0, 1.0);
    return {direction == Qt::RightToLeft ? bar.right() - width : bar.left(), bar.top(), width, bar.height()};
}

// The text stands beside the bar: on the bar it would lie on several colours at once.
void drawBar(QPainter &painter, const QRect &rect, double handedOver, double confirmed,
             const QStyleOptionViewItem &item)
{
    const QColor base = item.palette.color(QPalette::Base);
    const QColor full = theme::accent(item.palette);
    const QRectF bar = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(outline, base);
    for (const auto &[share, color] : {std::pair(handedOver, halfway(full, base)), std::pair(confirmed, full)}) {
        QPainterPath part;
        part.addRect(partOf(bar, share, item.direction));
        painter.fillPath(outline.intersected(part), color);
    }
    // On a selected row the full tone is close to the highlight colour around it.
    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    const QColor text = item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    painter.strokePath(outline, QPen(isSelected ? text : halfway(text, base)));
}

} // namespace

int shownPercent(double progress)
{
    if (progress >= 1)
        return 100;
    return progress > 0 ? std::min(99, static_cast<int>(std::floor(progress * 100))) : 0;
}

void ProgressDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text.clear();
}

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant progress = index.data(UploadsModel::ProgressRole);
    if (!progress.isValid())
        return;

    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QVariant confirmed = index.data(UploadsModel::ConfirmedRole);
    const int percent = shownPercent(progress.toDouble());
    const int textWidth = item.fontMetrics.horizontalAdvance(percentText(100, item.locale)) + 1;
    const QRect room = item.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const QRect text(room.right() + 1 - textWidth, room.top(), textWidth, room.height());
    const int barWidth = room.width() - textWidth - textGap;
    const QRect bar(room.left(), room.top() + (room.height() - barHeight) / 2, barWidth, barHeight);

    painter->save();
    painter->setClipRect(item.rect);
    if (barWidth > 0)
        drawBar(*painter, QStyle::visualRect(item.direction, item.rect, bar), progress.toDouble(),
                confirmed.isValid() ? confirmed.toDouble() : progress.toDouble(), item);
    const bool isSelected = item.state.testFlag(QStyle::State_Selected);
    painter->setFont(item.font);
    painter->setPen(item.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    const Qt::Alignment alignment = QStyle::visualAlignment(item.direction, Qt::AlignRight | Qt::AlignVCenter);
    painter->drawText(QRectF(QStyle::visualRect(item.direction, item.rect, text)), percentText(percent, item.locale),
                      QTextOption(alignment));
    painter->restore();
}

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {14 * option.fontMetrics.averageCharWidth(), option.fontMetrics.height() + 2 * cellMargin};
}

} // namespace pollux
