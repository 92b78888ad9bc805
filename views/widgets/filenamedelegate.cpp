// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/filenamedelegate.h"

#include "views/style/icons.h"
#include "views/style/theme.h"

#include <utility>

namespace pollux {

FileNameDelegate::FileNameDelegate(QObject *parent, MimeType mimeType)
    : QStyledItemDelegate(parent)
    , m_mimeType(std::move(mimeType))
{
}

QWidget *FileNameDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor)
        editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    return editor;
}

void FileNameDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    addTypeIcon(*option, m_mimeType(index));
    option->textElideMode = Qt::ElideMiddle;
}

void FileNameDelegate::addTypeIcon(QStyleOptionViewItem &option, const QString &mimeType)
{
    const IconName name = iconForMimeType(mimeType);
    option.features |= QStyleOptionViewItem::HasDecoration;
    option.icon = option.state.testFlag(QStyle::State_Selected)
                      ? icon(name, option.palette.color(QPalette::HighlightedText))
                      : icon(name, theme::secondaryText(option.palette));
    const int side = option.fontMetrics.height();
    option.decorationSize = QSize(side, side);
}

} // namespace pollux
