// SPDX-License-Identifier: Apache-2.0
#include "views/palette/commandpalettedelegate.h"

#include "views/palette/commandpalettemodel.h"
#include "views/style/icons.h"
#include "views/style/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>

namespace pollux {

namespace {

constexpr int iconSide = 16;
constexpr int marginAbove = theme::grid / 2;
constexpr int marginBeside = theme::grid + theme::grid / 2;
constexpr int gap = theme::grid;

struct Colors {
    QColor title;
    QColor quiet;
    QColor mark;
};

Colors colorsOf(const QStyleOptionViewItem &option, bool isEnabled)
{
    if (option.state.testFlag(QStyle::State_Selected)) {
        const QColor selected = option.palette.color(QPalette::HighlightedText);
        return {selected, selected, selected};
    }
    const QColor quiet = theme::secondaryText(option.palette);
    if (!isEnabled)
        return {quiet, quiet, quiet};
    return {option.palette.color(QPalette::Text), quiet, theme::accent(option.palette)};
}

QIcon::Mode iconMode(const QStyleOptionViewItem &option, bool isEnabled)
{
    if (option.state.testFlag(QStyle::State_Selected))
        return QIcon::Selected;
    return isEnabled ? QIcon::Normal : QIcon::Disabled;
}

void drawWords(QPainter &painter, const QRect &rect, const QString &text, const QColor &color,
               Qt::LayoutDirection direction)
{
    painter.setPen(color);
    const Qt::Alignment alignment = QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter.drawText(rect, static_cast<int>(alignment),
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

QList<QTextLayout::FormatRange> formatsOf(const QList<qsizetype> &marks, qsizetype shownLength, const QColor &color)
{
    QTextCharFormat format;
    format.setForeground(color);
    format.setFontUnderline(true);
    QList<QTextLayout::FormatRange> ranges;
    for (const qsizetype mark : marks) {
        if (mark >= shownLength)
            break;
        const auto start = static_cast<int>(mark);
        if (!ranges.isEmpty() && ranges.last().start + ranges.last().length == start)
            ++ranges.last().length;
        else
            ranges.append({start, 1, format});
    }
    return ranges;
}

/// Uses a QTextLayout, because QPainter::drawText() cannot underline single letters of a text with mixed directions.
void drawTitle(QPainter &painter, const QRect &rect, const QString &text, const QList<qsizetype> &marks,
               const Colors &colors, Qt::LayoutDirection direction)
{
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    const qsizetype kept = shown == text ? text.size() : std::max<qsizetype>(0, shown.size() - 1);
    QTextLayout layout(shown, painter.font());
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LayoutDirectionAuto); // of the text, not of the window
    option.setAlignment(QStyle::visualAlignment(direction, Qt::AlignLeft));
    layout.setTextOption(option);
    layout.setFormats(formatsOf(marks, kept, colors.mark));
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    painter.setPen(colors.title);
    painter.save();
    painter.setClipRect(rect);
    layout.draw(&painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
    painter.restore();
}

void drawHeading(QPainter &painter, const QStyleOptionViewItem &item, const QRect &line, const QString &text)
{
    QFont font = item.font;
    font.setPointSizeF(font.pointSizeF() * 0.9);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    drawWords(painter, line, text, theme::secondaryText(item.palette), item.direction);
}

} // namespace

QSize CommandPaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {1, std::max(option.fontMetrics.height(), iconSide) + 2 * marginAbove};
}

void CommandPaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    painter->save();
    painter->setFont(item.font);
    const QRect inner = item.rect.adjusted(marginBeside, 0, -marginBeside, 0);
    const PaletteEntry *entry = static_cast<const CommandPaletteModel *>(index.model())->entryAt(index.row());
    if (!entry) {
        drawHeading(*painter, item, inner, item.text);
        painter->restore();
        return;
    }
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const Colors colors = colorsOf(item, entry->enabled);
    const auto place = [&](int left, int width) {
        return QStyle::visualRect(item.direction, item.rect, QRect(left, inner.top(), width, inner.height()));
    };
    const QRect picture = place(inner.left(), iconSide);
    if (entry->checked.value_or(false))
        icon(IconName::Check, colors.quiet).paint(painter, picture);
    else
        item.icon.paint(painter, picture, Qt::AlignCenter, iconMode(item, entry->enabled));

    const QFontMetrics &metrics = item.fontMetrics;
    const int shortcutWidth = entry->shortcut.isEmpty() ? 0 : metrics.horizontalAdvance(entry->shortcut) + 1;
    const int wordsLeft = inner.left() + iconSide + gap;
    const int wordsWidth = inner.right() + 1 - wordsLeft - (shortcutWidth > 0 ? shortcutWidth + 2 * gap : 0);
    const int detailRequested = entry->detail.isEmpty() ? 0 : metrics.horizontalAdvance(entry->detail) + 2 * gap;
    // The detail keeps a third of the line if both are long.
    const int titleWidth =
        std::min(metrics.horizontalAdvance(entry->title) + 1, wordsWidth - std::min(detailRequested, wordsWidth / 3));
    drawTitle(*painter, place(wordsLeft, titleWidth), entry->title,
              index.data(CommandPaletteModel::MarksRole).value<QList<qsizetype>>(), colors, item.direction);
    const int detailLeft = wordsLeft + titleWidth + 2 * gap;
    drawWords(*painter, place(detailLeft, std::max(0, wordsLeft + wordsWidth - detailLeft)), entry->detail,
              colors.quiet, item.direction);
    if (shortcutWidth > 0)
        drawWords(*painter, place(inner.right() + 1 - shortcutWidth, shortcutWidth), entry->shortcut, colors.quiet,
                  item.direction);
    painter->restore();
}

} // namespace pollux
