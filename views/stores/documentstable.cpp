// SPDX-License-Identifier: Apache-2.0
#include "views/stores/documentstable.h"

#include "models/items/stores/documentsmodel.h"
#include "views/style/icons.h"
#include "views/widgets/badgedelegate.h"
#include "views/widgets/celltooltips.h"
#include "views/widgets/columnfiller.h"
#include "views/widgets/filenamedelegate.h"
#include "views/widgets/itemtable.h"
#include "views/widgets/tablelook.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int minNameChars = 24;

QString nameOf(const QModelIndex &index)
{
    return index.data(DocumentsModel::ResourceNameRole).toString();
}

QString mimeTypeOf(const QModelIndex &index)
{
    return index.data(DocumentsModel::DocumentRole).value<Document>().mimeType;
}

bool isPlain(const QKeyEvent &event)
{
    return (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

bool isDelete(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Delete && isPlain(event);
}

} // namespace

DocumentsTable::DocumentsTable(QWidget *parent)
    : QTableView(parent)
    , m_filler(new ColumnFiller(this, DocumentsModel::NameColumn, minNameChars))
    , m_columns(new ColumnChooser(this, m_filler, DocumentsModel::NameColumn,
                                  {{DocumentsModel::NameColumn, 36},
                                   {DocumentsModel::StateColumn, 16},
                                   {DocumentsModel::SizeColumn, 12},
                                   {DocumentsModel::TypeColumn, 22},
                                   {DocumentsModel::CreatedColumn, 27},
                                   {DocumentsModel::UpdatedColumn, 27, false},
                                   {DocumentsModel::MetadataColumn, 30},
                                   {DocumentsModel::ResourceNameColumn, 40, false}}))
{
    setObjectName(u"documents"_s);
    setAccessibleName(tr("Documents"));
    setAccessibleDescription(
        tr("The documents of the store, one per row. Return shows the details, Delete deletes the selected documents"));
    applyTableLook(*this);
    setItemDelegateForColumn(DocumentsModel::NameColumn, new FileNameDelegate(this, &mimeTypeOf));
    setItemDelegateForColumn(DocumentsModel::StateColumn, new BadgeDelegate(this, DocumentsModel::BadgeRole));
    new CellToolTips(this);
    horizontalHeader()->setSortIndicator(DocumentsModel::CreatedColumn, Qt::DescendingOrder);
    setSortingEnabled(true);
    connect(this, &QAbstractItemView::doubleClicked, this, &DocumentsTable::detailsRequested);
}

void DocumentsTable::setModel(QAbstractItemModel *newModel)
{
    QTableView::setModel(newModel);
    if (!newModel)
        return;
    m_columns->setDefaultColumns();
    // The indicator was set while there was nothing to sort.
    sortByColumn(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
}

QStringList DocumentsTable::selectedNames() const
{
    if (!selectionModel())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList names;
    for (const QModelIndex &row : rows)
        names.append(nameOf(row));
    return names;
}

bool DocumentsTable::selectName(const QString &name)
{
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, DocumentsModel::NameColumn);
        if (nameOf(index) != name)
            continue;
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        scrollTo(index);
        return true;
    }
    return false;
}

QByteArray DocumentsTable::saveLayout() const
{
    return m_columns->saveLayout();
}

bool DocumentsTable::restoreLayout(const QByteArray &layout)
{
    return m_columns->restoreLayout(layout);
}

bool DocumentsTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isDelete(*key) || key->matches(QKeySequence::Copy)) {
            event->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

void DocumentsTable::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = isPlain(*event) && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter);
    if (isDelete(*event))
        requestDelete();
    else if (event->matches(QKeySequence::Copy))
        copyNames();
    else if (isReturn)
        emit detailsRequested();
    else
        QTableView::keyPressEvent(event);
}

QModelIndex DocumentsTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows == 0 || (action != MoveHome && action != MoveEnd))
        return QTableView::moveCursor(action, modifiers);
    const int column = currentIndex().isValid() ? currentIndex().column() : int{DocumentsModel::NameColumn};
    return model()->index(action == MoveHome ? 0 : rows - 1, column);
}

void DocumentsTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit selectionNamesChanged();
}

void DocumentsTable::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid()) {
        scrollTo(currentIndex());
        position = viewport()->mapToGlobal(visualRect(currentIndex()).center());
    }
    event->accept();
    showMenu(position);
}

void DocumentsTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        applyTableMetrics(*this);
}

void DocumentsTable::showMenu(const QPoint &position)
{
    const bool hasSelection = !selectedNames().isEmpty();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu, hasSelection](IconName name, const QString &text, const QKeySequence &keys) {
        QAction *action = menu->addAction(icon(name), text);
        action->setShortcut(keys);
        action->setEnabled(hasSelection);
        return action;
    };
    connect(add(IconName::Details, tr("Show Deta&ils"), Qt::Key_Return), &QAction::triggered, this,
            &DocumentsTable::detailsRequested);
    connect(add(IconName::Copy, tr("Copy &Name"), QKeySequence::Copy), &QAction::triggered, this,
            &DocumentsTable::copyNames);
    connect(add(IconName::Code, tr("Code &Snippet…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S), &QAction::triggered, this,
            &DocumentsTable::snippetRequested);
    connect(add(IconName::Remove, tr("&Delete…"), Qt::Key_Delete), &QAction::triggered, this,
            &DocumentsTable::requestDelete);
    menu->addSeparator();
    menu->addAction(icon(IconName::Refresh), tr("&Refresh"), this, &DocumentsTable::refreshRequested);
    menu->popup(position);
}

void DocumentsTable::requestDelete()
{
    if (const QStringList names = selectedNames(); !names.isEmpty())
        emit deleteRequested(names);
}

void DocumentsTable::copyNames() const
{
    if (const QStringList names = selectedNames(); !names.isEmpty())
        QGuiApplication::clipboard()->setText(names.join(u'\n'));
}

} // namespace pollux
