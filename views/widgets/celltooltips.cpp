// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/celltooltips.h"

#include <QHelpEvent>
#include <QStyledItemDelegate>
#include <QTextDocument>
#include <QToolTip>

#include <utility>

namespace pollux {

namespace {

constexpr int maxToolTipLength = 1000; // letters; a server's words can be any length

} // namespace

CellToolTips::CellToolTips(QAbstractItemView *view, More more)
    : QObject(view)
    , m_view(view)
    , m_more(std::move(more))
{
    view->viewport()->installEventFilter(this);
}

QString CellToolTips::text(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    QString result = m_more ? m_more(index) : QString();
    if (result.isEmpty() && m_view->sizeHintForIndex(index).width() > m_view->visualRect(index).width())
        result = index.data(Qt::DisplayRole).toString();
    if (result.size() > maxToolTipLength)
        result = result.left(maxToolTipLength) + u'…';
    return result;
}

bool CellToolTips::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QModelIndex index = m_view->indexAt(help->pos());
    const QString shown = text(index);
    if (shown.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(shown), m_view->viewport(),
                           m_view->visualRect(index));
    return true;
}

} // namespace pollux
