// SPDX-License-Identifier: Apache-2.0
#include "views/window/sidebarview.h"

#include "views/widgets/itemtable.h"
#include "views/window/sidebardelegate.h"
#include "views/window/sidebarmodel.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int highlightRadius = 4;

bool isDelete(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Delete && (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

QString storeOf(const QModelIndex &index)
{
    return index.data(SidebarModel::NameRole).toString();
}

} // namespace

SidebarView::SidebarView(QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(tr("Files and stores"));
    setAccessibleDescription(tr("Delete deletes the current store, Control with C copies its name"));
    setItemDelegate(new SidebarDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    setResizeMode(QListView::Adjust);
    setDragDropMode(QAbstractItemView::DropOnly);
    setDragDropOverwriteMode(true);
    setDropIndicatorShown(false);
}

QString SidebarView::currentStore() const
{
    return storeOf(currentIndex());
}

QString SidebarView::cellToolTip(const QModelIndex &index) const
{
    const QString name = storeOf(index);
    return toolTipText(*this, index,
                       name.isEmpty() ? QString()
                                      : index.data(Qt::DisplayRole).toString() + u'\n' + name + u'\n' +
                                            index.data(SidebarModel::DetailRole).toString());
}

bool SidebarView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QListView::viewportEvent(event);
    showCellToolTip(*this, *event, [this](const QModelIndex &index) { return cellToolTip(index); });
    return true;
}

bool SidebarView::event(QEvent *event)
{
    // Accepting the override keeps these keys from the commands of the window, which act on files.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isDelete(*key) || key->matches(QKeySequence::Copy)) {
            event->accept();
            return true;
        }
    }
    return QListView::event(event);
}

void SidebarView::keyPressEvent(QKeyEvent *event)
{
    const bool isCopy = event->matches(QKeySequence::Copy);
    const QString store = currentStore();
    if (!isCopy && !isDelete(*event))
        QListView::keyPressEvent(event);
    else if (isCopy && !store.isEmpty())
        QGuiApplication::clipboard()->setText(store);
    else if (!store.isEmpty())
        emit deletePressed(store);
}

void SidebarView::mousePressEvent(QMouseEvent *event)
{
    // Any button would make the row the current one, but only the left one chooses; the right one opens the menu.
    if (event->button() == Qt::LeftButton)
        QListView::mousePressEvent(event);
}

void SidebarView::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
    if (event->reason() != QContextMenuEvent::Keyboard) {
        const QModelIndex index = indexAt(event->pos());
        const QString store = storeOf(index);
        setMarked(store.isEmpty() ? QModelIndex() : index);
        emit menuRequested(event->globalPos(), store);
        return;
    }
    scrollTo(currentIndex());
    emit menuRequested(viewport()->mapToGlobal(visualRect(currentIndex()).center()), currentStore());
}

void SidebarView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (!m_marked.isValid())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    QColor tint = palette().color(QPalette::Highlight);
    painter.setPen(QPen(tint, 2));
    tint.setAlphaF(0.12F);
    painter.setBrush(tint);
    painter.drawRoundedRect(QRectF(visualRect(m_marked)).adjusted(1, 1, -1, -1), highlightRadius, highlightRadius);
}

void SidebarView::setMarked(const QModelIndex &index)
{
    m_marked = index;
    viewport()->update();
}

// A file manager may propose Qt::MoveAction; the handlers below always copy, so that the source keeps its files.

void SidebarView::dragEnterEvent(QDragEnterEvent *event)
{
    event->setDropAction(Qt::CopyAction);
    QListView::dragEnterEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    setMarked(model()->canDropMimeData(event->mimeData(), Qt::CopyAction, -1, -1, index) ? index : QModelIndex());
}

void SidebarView::dragMoveEvent(QDragMoveEvent *event)
{
    event->setDropAction(Qt::CopyAction);
    QListView::dragMoveEvent(event);
    event->setDropAction(Qt::CopyAction);
    setMarked(event->isAccepted() ? indexAt(event->position().toPoint()) : QModelIndex());
}

void SidebarView::dragLeaveEvent(QDragLeaveEvent *event)
{
    QListView::dragLeaveEvent(event);
    setMarked({});
}

void SidebarView::dropEvent(QDropEvent *event)
{
    event->setDropAction(Qt::CopyAction);
    QListView::dropEvent(event);
    event->setDropAction(Qt::CopyAction);
    setMarked({});
}

} // namespace pollux
