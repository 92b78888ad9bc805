// SPDX-License-Identifier: Apache-2.0
#include "views/progressdelegate.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace pollux {

namespace {

constexpr int cellMargin = 4;
constexpr int barHeight = 10;
constexpr int textGap = 6;

QString percentText(int percent, const QLocale &locale)
{
    return ProgressDelegate::tr("%1 %").arg(locale.toString(percent));
}

// The words stand beside the bar, not on it: there they would lie on two colours at once.
void drawBar(QPainter &painter, const QRect &rect, int percent, const QStyleOptionViewItem &item)
{
    QStyleOptionProgressBar bar;
    bar.QStyleOption::operator=(item);
    bar.rect = rect;
    bar.state = QStyle::State_Horizontal | (item.state & (QStyle::State_Enabled | QStyle::State_Active));
    bar.minimum = 0;
    bar.maximum = 100;
    bar.progress = percent;
    bar.textVisible = false;
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ProgressBar, &bar, &painter, item.widget);
}

} // namespace

int shownPercent(double progress)
{
    if (progress >= 1)
        return 100;
    return progress > 0 ? std::min(99, static_cast<int>(std::floor(progress * 100))) : 0;
}

ProgressDelegate::ProgressDelegate(QObject *parent, int progressRole)
    : QStyledItemDelegate(parent)
    , m_progressRole(progressRole)
{
}

void ProgressDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text.clear();
}

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant progress = index.data(m_progressRole);
    if (!progress.isValid())
        return;

    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const int percent = shownPercent(progress.toDouble());
    const int textWidth = item.fontMetrics.horizontalAdvance(percentText(100, item.locale)) + 1;
    const QRect room = item.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const QRect text(room.right() + 1 - textWidth, room.top(), textWidth, room.height());
    const int barWidth = room.width() - textWidth - textGap;
    const QRect bar(room.left(), room.top() + (room.height() - barHeight) / 2, barWidth, barHeight);

    painter->save();
    painter->setClipRect(item.rect);
    if (barWidth > 0)
        drawBar(*painter, QStyle::visualRect(item.direction, item.rect, bar), percent, item);
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
