// SPDX-License-Identifier: Apache-2.0
#include "views/files/filecelldelegate.h"

#include "models/items/files/filesmodel.h"
#include "views/style/icons.h"
#include "views/style/theme.h"
#include "views/widgets/filenamedelegate.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace pollux {

namespace {

constexpr int keptLines = 4000; // several screens of a wide table

bool isSearched(int column)
{
    return column == FilesModel::NameColumn || column == FilesModel::TypeColumn ||
           column == FilesModel::ResourceNameColumn || column == FilesModel::HashColumn;
}

const QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

/// The space between a cell's border and its text, as in QStyle's own cells, in pixels.
int textMargin(const QStyleOptionViewItem &option)
{
    return styleOf(option)->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
}

QString mimeTypeOf(const QModelIndex &index)
{
    return index.siblingAtColumn(FilesModel::TypeColumn).data(Qt::DisplayRole).toString();
}

void paintFocus(QPainter &painter, const QStyleOptionViewItem &option)
{
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(option);
    focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
    focus.backgroundColor = option.palette.color(QPalette::Highlight);
    styleOf(option)->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, option.widget);
}

} // namespace

FileCellDelegate::FileCellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_lines(keptLines)
{
}

/// Used by QStyledItemDelegate::sizeHint(); paint() does not use it.
void FileCellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() == FilesModel::NameColumn)
        FileNameDelegate::addTypeIcon(*option, mimeTypeOf(index));
}

void FileCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isName = index.column() == FilesModel::NameColumn;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setClipRect(option.rect);
    styleOf(option)->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    // Painted before the text: Fusion fills the focus rectangle, which would lower the contrast of the text.
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocus(*painter, option);
    const QRect room = isName ? paintIcon(*painter, option, index) : option.rect;
    const int margin = textMargin(option);
    const QRect place = room.adjusted(margin, 0, -margin, 0);
    const auto alignment = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    const Line &text = line(index.data(Qt::DisplayRole).toString(), place.width(),
                            QStyle::visualAlignment(option.direction, alignment & Qt::AlignHorizontal_Mask),
                            isName ? Qt::ElideMiddle : Qt::ElideRight, option);
    const QPointF position(place.left(), place.top() + (place.height() - text.layout.boundingRect().height()) / 2);
    painter->setPen(option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    text.layout.draw(painter, position,
                     isSearched(index.column()) ? marks(text.shown, option.palette)
                                                : QList<QTextLayout::FormatRange>());
    painter->restore();
}

/// Returns the part of the cell that the icon leaves free.
QRect FileCellDelegate::paintIcon(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    FileNameDelegate::addTypeIcon(item, mimeTypeOf(index));
    const int margin = textMargin(option);
    const QSize size = item.decorationSize;
    const QRect place(option.rect.left() + margin, option.rect.center().y() - (size.height() - 1) / 2, size.width(),
                      size.height());
    item.icon.paint(&painter, QStyle::visualRect(option.direction, option.rect, place));
    const int taken = size.width() + 2 * margin;
    return QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(taken, 0, 0, 0));
}

const FileCellDelegate::Line &FileCellDelegate::line(const QString &text, int width, Qt::Alignment alignment,
                                                     Qt::TextElideMode elideMode,
                                                     const QStyleOptionViewItem &option) const
{
    if (m_font != option.font) {
        m_lines.clear();
        m_font = option.font;
    }
    QString key;
    key.reserve(text.size() + 4);
    key += QChar(static_cast<char16_t>(width));
    key += QChar(static_cast<char16_t>(alignment.toInt()));
    key += QChar(static_cast<char16_t>(elideMode));
    key += QChar(static_cast<char16_t>(option.direction));
    key += text;
    if (const Line *known = m_lines.object(key))
        return *known;
    auto *made = new Line{option.fontMetrics.elidedText(text, elideMode, width), {}};
    made->layout.setText(made->shown);
    made->layout.setFont(option.font);
    QTextOption layoutOption(alignment);
    layoutOption.setTextDirection(option.direction);
    layoutOption.setWrapMode(QTextOption::NoWrap);
    made->layout.setTextOption(layoutOption);
    made->layout.setCacheEnabled(true);
    made->layout.beginLayout();
    made->layout.createLine().setLineWidth(width);
    made->layout.endLayout();
    m_lines.insert(key, made);
    return *made;
}

QList<QTextLayout::FormatRange> FileCellDelegate::marks(const QString &text, const QPalette &palette) const
{
    QList<QTextLayout::FormatRange> ranges;
    if (m_markedText.isEmpty())
        return ranges;
    const theme::ToneColors colors = theme::toneColors(Badge::Tone::Warning, palette);
    QTextCharFormat format;
    format.setBackground(colors.background);
    format.setForeground(colors.text);
    format.setFontUnderline(true);
    qsizetype place = text.indexOf(m_markedText, 0, Qt::CaseInsensitive);
    for (; place >= 0; place = text.indexOf(m_markedText, place + m_markedText.size(), Qt::CaseInsensitive))
        ranges.append({static_cast<int>(place), static_cast<int>(m_markedText.size()), format});
    return ranges;
}

} // namespace pollux
