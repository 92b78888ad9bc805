// SPDX-License-Identifier: Apache-2.0
#include "views/files/filestable.h"

#include "models/items/files/filesmodel.h"
#include "views/files/filecelldelegate.h"
#include "views/widgets/badgedelegate.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QScrollBar>

namespace pollux {

namespace {

const QList<ItemTable::Column> columns = {
    {.number = FilesModel::NameColumn, .chars = 42, .minChars = 32},
    {.number = FilesModel::SizeColumn, .chars = 13, .rank = 1},
    {.number = FilesModel::TypeColumn, .chars = 21, .rank = 2},
    {.number = FilesModel::StateColumn, .chars = 19},
    {.number = FilesModel::DurationColumn, .chars = 12, .rank = 3},
    {.number = FilesModel::CreatedColumn, .chars = 27, .rank = 4},
    {.number = FilesModel::UpdatedColumn, .chars = 27, .isShown = false},
    {.number = FilesModel::ExpiresColumn, .chars = 16},
    {.number = FilesModel::SourceColumn, .chars = 14, .isShown = false},
    {.number = FilesModel::ResourceNameColumn, .chars = 26, .isShown = false},
    {.number = FilesModel::HashColumn, .chars = 30, .isShown = false},
};

QString nameOf(const QModelIndex &index)
{
    return index.data(FilesModel::ResourceNameRole).toString();
}

QString errorToolTip(const QModelIndex &index)
{
    if (index.column() != FilesModel::StateColumn)
        return {};
    const auto file = index.data(FilesModel::FileRole).value<RemoteFile>();
    return file.error && !file.error->message.isEmpty()
               ? FilesTable::tr("Processing failed: %1").arg(file.error->message)
               : QString();
}

} // namespace

FilesTable::FilesTable(QWidget *parent)
    : ItemTable({}, columns, parent)
    , m_cells(new FileCellDelegate(this))
{
    setAccessibleName(tr("Files"));
    setAccessibleDescription(tr("The files of the account, one per row"));
    setItemDelegate(m_cells);
    for (const int column : {FilesModel::StateColumn, FilesModel::ExpiresColumn})
        setItemDelegateForColumn(column, new BadgeDelegate(this, FilesModel::BadgeRole));
    setCellToolTip(&errorToolTip);
    enableColumnMenu(FilesModel::NameColumn);
    enableSorting(FilesModel::CreatedColumn, Qt::DescendingOrder);
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { emit nameActivated(nameOf(index)); });
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this] {
        m_topRow = QPersistentModelIndex(); // the new order puts other rows above
        if (selectionModel() && selectionModel()->isRowSelected(currentIndex().row()))
            scrollTo(currentIndex());
        else
            scrollToTop();
    });
}

void FilesTable::setModel(QAbstractItemModel *newModel)
{
    // Connected before the view's own connections, because the view scrolls when the current row is removed.
    connect(newModel, &QAbstractItemModel::rowsAboutToBeInserted, this, &FilesTable::holdScrollPlace);
    connect(newModel, &QAbstractItemModel::rowsAboutToBeRemoved, this, &FilesTable::holdScrollPlace);
    connect(newModel, &QAbstractItemModel::layoutAboutToBeChanged, this, &FilesTable::holdScrollPlace);
    connect(newModel, &QAbstractItemModel::modelAboutToBeReset, this, &FilesTable::rememberNames);
    ItemTable::setModel(newModel);
    connect(newModel, &QAbstractItemModel::modelReset, this, &FilesTable::restoreNames);
}

void FilesTable::showColumns(const QList<int> &columns)
{
    for (int column = 0; column < FilesModel::ColumnCount; ++column)
        setColumnHidden(column, !columns.contains(column));
    setFilling(true);
}

QStringList FilesTable::selectedNames() const
{
    return selectedData<QString>(FilesModel::ResourceNameRole);
}

void FilesTable::selectNames(const QStringList &names)
{
    const QSet<QString> wanted(names.begin(), names.end());
    const int lastColumn = model()->columnCount() - 1;
    QItemSelection selection;
    QModelIndex current;
    for (int row = 0; row < model()->rowCount() && !wanted.isEmpty(); ++row) {
        const QModelIndex first = model()->index(row, FilesModel::NameColumn);
        const QString name = nameOf(first);
        if (!wanted.contains(name))
            continue;
        selection.append(QItemSelectionRange(first, model()->index(row, lastColumn)));
        if (!current.isValid() || name == names.first())
            current = first;
    }
    if (current.isValid())
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void FilesTable::setMarkedText(const QString &text)
{
    m_cells->setMarkedText(text);
    viewport()->update();
}

void FilesTable::keyboardSearch(const QString &search)
{
    // Qt searches the column of the current cell, but typing is to find names, whichever cell is current.
    if (currentIndex().isValid() && currentIndex().column() != FilesModel::NameColumn)
        selectionModel()->setCurrentIndex(currentIndex().siblingAtColumn(FilesModel::NameColumn),
                                          QItemSelectionModel::NoUpdate);
    ItemTable::keyboardSearch(search);
}

void FilesTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool isPlain = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    setDragEnabled(isPlain && index.isValid() &&
                   (index.column() == FilesModel::NameColumn || selectionModel()->isSelected(index)));
    ItemTable::mousePressEvent(event);
}

void FilesTable::rememberNames()
{
    m_rememberedNames = selectedNames();
    const QModelIndex top = verticalScrollBar()->value() > 0 ? indexAt(QPoint(0, 0)) : QModelIndex();
    m_rememberedTop = top.isValid() ? nameOf(top) : QString();
}

void FilesTable::restoreNames()
{
    if (!m_rememberedNames.isEmpty())
        selectNames(m_rememberedNames);
    if (!m_rememberedTop.isEmpty() && model()->rowCount() > 0) {
        m_topRow = model()
                       ->match(model()->index(0, 0), FilesModel::ResourceNameRole, m_rememberedTop, 1, Qt::MatchExactly)
                       .value(0);
        m_topRowOffset = 0;
        restoreScrollPlace();
    }
    m_rememberedNames.clear();
    m_rememberedTop.clear();
}

void FilesTable::holdScrollPlace()
{
    // At the very top the view stays at the top, so that new rows are visible.
    if (m_isScrollPlaceHeld || verticalScrollBar()->value() == 0)
        return;
    const int row = rowAt(0);
    if (row < 0)
        return;
    m_topRow = model()->index(row, FilesModel::NameColumn);
    m_topRowOffset = rowViewportPosition(row);
    m_isScrollPlaceHeld = true;
    QMetaObject::invokeMethod(this, &FilesTable::restoreScrollPlace, Qt::QueuedConnection);
}

void FilesTable::restoreScrollPlace()
{
    m_isScrollPlaceHeld = false;
    if (!m_topRow.isValid())
        return;
    executeDelayedItemsLayout();
    updateGeometries();
    verticalScrollBar()->setValue(verticalHeader()->sectionPosition(m_topRow.row()) - m_topRowOffset);
    m_topRow = QPersistentModelIndex();
}

} // namespace pollux
