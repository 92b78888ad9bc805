// SPDX-License-Identifier: Apache-2.0
#include "views/files/filestable.h"

#include "models/items/files/filesmodel.h"
#include "views/files/filecelldelegate.h"
#include "views/widgets/badgedelegate.h"
#include "views/widgets/celltooltips.h"
#include "views/widgets/columnfiller.h"
#include "views/widgets/filesmimedata.h"
#include "views/widgets/tablelook.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QDrag>
#include <QHeaderView>
#include <QIODevice>
#include <QMenu>
#include <QScrollBar>

#include <array>
#include <set>
#include <utility>

namespace pollux {

namespace {

constexpr qint32 layoutVersion = 1;
constexpr int minNameChars = 24;

struct ColumnLook {
    FilesModel::Column column;
    int letters; ///< width
    bool isShown;
};

constexpr std::array columnLooks = {
    ColumnLook{FilesModel::NameColumn, 42, true},     ColumnLook{FilesModel::SizeColumn, 13, true},
    ColumnLook{FilesModel::TypeColumn, 21, true},     ColumnLook{FilesModel::StateColumn, 19, true},
    ColumnLook{FilesModel::DurationColumn, 12, true}, ColumnLook{FilesModel::CreatedColumn, 27, true},
    ColumnLook{FilesModel::UpdatedColumn, 27, false}, ColumnLook{FilesModel::ExpiresColumn, 16, true},
    ColumnLook{FilesModel::SourceColumn, 14, false},  ColumnLook{FilesModel::ResourceNameColumn, 26, false},
    ColumnLook{FilesModel::HashColumn, 30, false},
};

QString nameOf(const QModelIndex &index)
{
    return index.data(FilesModel::ResourceNameRole).toString();
}

} // namespace

FilesTable::FilesTable(QWidget *parent)
    : QTableView(parent)
    , m_cells(new FileCellDelegate(this))
    , m_filler(new ColumnFiller(this, FilesModel::NameColumn, minNameChars))
{
    setAccessibleName(tr("Files"));
    setAccessibleDescription(tr("The files of the account, one per row"));
    applyTableLook(*this);
    setItemDelegate(m_cells);
    for (const int column : {FilesModel::StateColumn, FilesModel::ExpiresColumn})
        setItemDelegateForColumn(column, new BadgeDelegate(this, FilesModel::BadgeRole));
    new CellToolTips(this, [](const QModelIndex &index) { return toolTip(index); });
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { emit nameActivated(nameOf(index)); });
    setUpHeader();
}

QString FilesTable::toolTip(const QModelIndex &index)
{
    if (index.column() != FilesModel::StateColumn)
        return {};
    const auto file = index.data(FilesModel::FileRole).value<RemoteFile>();
    return file.error && !file.error->message.isEmpty() ? tr("Processing failed: %1").arg(file.error->message)
                                                        : QString();
}

void FilesTable::setUpHeader()
{
    QHeaderView *header = horizontalHeader();
    header->setSortIndicator(FilesModel::CreatedColumn, Qt::DescendingOrder);
    setSortingEnabled(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &FilesTable::showHeaderMenu);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this] {
        m_topRow = QPersistentModelIndex(); // another order: the rows above are others anyway
        if (selectionModel() && selectionModel()->isRowSelected(currentIndex().row()))
            scrollTo(currentIndex());
        else
            scrollToTop();
    });
}

void FilesTable::setModel(QAbstractItemModel *newModel)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_modelConnections))
        disconnect(connection);
    m_modelConnections.clear();
    if (newModel) {
        // Before the view's own connections: when the current row goes, the view scrolls to the next one.
        m_modelConnections = {
            connect(newModel, &QAbstractItemModel::rowsAboutToBeInserted, this, &FilesTable::holdScrollPlace),
            connect(newModel, &QAbstractItemModel::rowsAboutToBeRemoved, this, &FilesTable::holdScrollPlace),
            connect(newModel, &QAbstractItemModel::layoutAboutToBeChanged, this, &FilesTable::holdScrollPlace),
            connect(newModel, &QAbstractItemModel::modelAboutToBeReset, this, &FilesTable::rememberNames),
        };
    }
    QTableView::setModel(newModel);
    if (!newModel)
        return;
    m_modelConnections.append(connect(newModel, &QAbstractItemModel::modelReset, this, &FilesTable::restoreNames));
    setDefaultColumns();
    // The indicator was set while there was nothing to sort.
    sortByColumn(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
}

void FilesTable::setDefaultColumns()
{
    QHeaderView *header = horizontalHeader();
    const int letter = fontMetrics().averageCharWidth();
    for (const ColumnLook &look : columnLooks) {
        header->moveSection(header->visualIndex(look.column), look.column);
        header->setSectionHidden(look.column, !look.isShown);
        header->resizeSection(look.column, look.letters * letter);
    }
    m_filler->setActive(true);
}

void FilesTable::showColumns(const QList<int> &columns)
{
    for (int column = 0; column < FilesModel::ColumnCount; ++column)
        setColumnHidden(column, !columns.contains(column));
    m_filler->setActive(true);
}

QStringList FilesTable::selectedNames() const
{
    if (!selectionModel())
        return {};
    std::set<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    }
    QStringList names;
    names.reserve(static_cast<qsizetype>(rows.size()));
    for (const int row : rows)
        names.append(nameOf(model()->index(row, FilesModel::NameColumn)));
    return names;
}

void FilesTable::selectNames(const QStringList &names)
{
    if (!model())
        return;
    const QSet<QString> wanted(names.begin(), names.end());
    const int lastColumn = model()->columnCount() - 1;
    QItemSelection selection;
    int currentRow = -1;
    for (int row = 0; row < model()->rowCount() && !wanted.isEmpty(); ++row) {
        const QModelIndex first = model()->index(row, FilesModel::NameColumn);
        const QString name = nameOf(first);
        if (!wanted.contains(name))
            continue;
        selection.append(QItemSelectionRange(first, model()->index(row, lastColumn)));
        if (currentRow < 0 || name == names.first())
            currentRow = row;
    }
    if (currentRow >= 0)
        selectionModel()->setCurrentIndex(model()->index(currentRow, FilesModel::NameColumn),
                                          QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

QString FilesTable::currentName() const
{
    return currentIndex().isValid() ? nameOf(currentIndex()) : QString();
}

void FilesTable::setMarkedText(const QString &text)
{
    m_cells->setMarkedText(text);
    viewport()->update();
}

QByteArray FilesTable::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << qint32{FilesModel::ColumnCount} << m_filler->isActive()
           << horizontalHeader()->saveState();
    return layout;
}

bool FilesTable::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    qint32 columnCount = 0;
    bool isFilling = false;
    QByteArray headerState;
    stream >> version >> columnCount >> isFilling >> headerState;
    if (stream.status() != QDataStream::Ok || version != layoutVersion || columnCount != FilesModel::ColumnCount ||
        !horizontalHeader()->restoreState(headerState))
        return false;
    horizontalHeader()->setSectionHidden(FilesModel::NameColumn, false);
    m_filler->setActive(isFilling);
    sortByColumn(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
    return true;
}

void FilesTable::keyboardSearch(const QString &search)
{
    // Qt searches the column of the current cell; typing means names, wherever a row was clicked.
    if (currentIndex().isValid() && currentIndex().column() != FilesModel::NameColumn)
        selectionModel()->setCurrentIndex(currentIndex().siblingAtColumn(FilesModel::NameColumn),
                                          QItemSelectionModel::NoUpdate);
    QTableView::keyboardSearch(search);
}

QModelIndex FilesTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows == 0 || (action != MoveHome && action != MoveEnd))
        return QTableView::moveCursor(action, modifiers);
    const int column = currentIndex().isValid() ? currentIndex().column() : int{FilesModel::NameColumn};
    return model()->index(action == MoveHome ? 0 : rows - 1, column);
}

void FilesTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit selectionNamesChanged();
}

void FilesTable::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid()) {
        scrollTo(currentIndex());
        position = viewport()->mapToGlobal(visualRect(currentIndex()).center());
    }
    event->accept();
    emit contextMenuRequested(position);
}

void FilesTable::mousePressEvent(QMouseEvent *event)
{
    m_dragOrigin.reset();
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool isPlain = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    if (isPlain && index.isValid() && (index.column() == FilesModel::NameColumn || selectionModel()->isSelected(index)))
        m_dragOrigin = event->position().toPoint();
    QTableView::mousePressEvent(event);
}

void FilesTable::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragOrigin || !event->buttons().testFlag(Qt::LeftButton)) {
        QTableView::mouseMoveEvent(event);
        return;
    }
    if ((event->position().toPoint() - *m_dragOrigin).manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragOrigin.reset();
    startDrag(Qt::CopyAction);
}

void FilesTable::startDrag(Qt::DropActions actions)
{
    const QStringList names = selectedNames();
    if (names.isEmpty())
        return;
    auto *drag = new QDrag(this);
    drag->setMimeData(filenamesmime::encode(names).release());
    drag->exec(actions, Qt::CopyAction);
}

void FilesTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        applyTableMetrics(*this);
}

void FilesTable::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(column != FilesModel::NameColumn);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) { showColumn(column, isShown); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset Columns")), &QAction::triggered, this, &FilesTable::setDefaultColumns);
    menu->popup(header->mapToGlobal(position));
}

void FilesTable::showColumn(int column, bool isShown)
{
    const bool isFilling = m_filler->isActive();
    horizontalHeader()->setSectionHidden(column, !isShown);
    m_filler->setActive(isFilling);
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
    for (int row = 0; !m_rememberedTop.isEmpty() && row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, FilesModel::NameColumn);
        if (nameOf(index) != m_rememberedTop)
            continue;
        m_topRow = index;
        m_topRowOffset = 0;
        restoreScrollPlace();
        break;
    }
    m_rememberedNames.clear();
    m_rememberedTop.clear();
}

void FilesTable::holdScrollPlace()
{
    // At the very top a person wants to see what comes in there.
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
