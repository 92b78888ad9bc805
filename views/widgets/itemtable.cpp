// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/itemtable.h"

#include "views/style/theme.h"

#include <QAction>
#include <QActionEvent>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>
#include <set>

namespace pollux {

namespace {

constexpr int maxToolTipLength = 1000; // characters

} // namespace

QString toolTipText(const QAbstractItemView &view, const QModelIndex &index, QString text)
{
    if (text.isEmpty() && view.sizeHintForIndex(index).width() > view.visualRect(index).width())
        text = index.data(Qt::DisplayRole).toString();
    return text.size() > maxToolTipLength ? text.left(maxToolTipLength) + u'…' : text;
}

void showCellToolTip(const QAbstractItemView &view, const QEvent &event,
                     const std::function<QString(const QModelIndex &)> &text)
{
    const auto &help = static_cast<const QHelpEvent &>(event);
    const QModelIndex index = view.indexAt(help.pos());
    const QString shown = index.isValid() ? text(index) : QString();
    if (shown.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help.globalPos(), Qt::convertFromPlainText(shown), view.viewport(), view.visualRect(index));
}

ItemTable::ItemTable(const QString &name, const QList<Column> &columns, QWidget *parent)
    : QTableView(parent)
    , m_columns(columns)
{
    const auto filling = std::ranges::find_if(m_columns, [](const Column &column) { return column.minChars > 0; });
    if (filling != m_columns.end())
        m_fillingColumn = *filling;
    setObjectName(name);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setDragEnabled(false);
    setDragDropMode(QAbstractItemView::NoDragDrop);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setTextElideMode(Qt::ElideRight);
    connect(header, &QHeaderView::sectionResized, this, [this] {
        if (!m_isResizing)
            m_isFilling = false;
    });
    updateMetrics();
}

void ItemTable::setModel(QAbstractItemModel *newModel)
{
    QTableView::setModel(newModel);
    if (!newModel)
        return;
    setDefaultColumns();
    // The sort indicator was set while the table had no model.
    if (isSortingEnabled())
        sortByColumn(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
}

void ItemTable::selectAll()
{
    QTableView::selectAll();
    emit allSelected();
}

void ItemTable::enableSorting(int column, Qt::SortOrder order)
{
    horizontalHeader()->setSortIndicator(column, order);
    setSortingEnabled(true);
}

void ItemTable::enableEditing(int column)
{
    m_editedColumn = column;
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
}

/// Returns false if the key does not edit or the row cannot be edited.
bool ItemTable::editCurrentRow(QKeyEvent &event)
{
    if (m_editedColumn < 0 || event.key() != Qt::Key_F2 || event.modifiers() != Qt::NoModifier)
        return false;
    const QModelIndex edited = currentIndex().siblingAtColumn(m_editedColumn);
    if (!edited.isValid() || !edited.flags().testFlag(Qt::ItemIsEditable))
        return false;
    // The selection stays, so that a pattern can still be given to all of it.
    selectionModel()->setCurrentIndex(edited, QItemSelectionModel::NoUpdate);
    return edit(edited, EditKeyPressed, &event);
}

void ItemTable::updateMetrics()
{
    const int height = fontMetrics().height() + theme::grid + theme::grid / 2;
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setDefaultSectionSize(height);
    horizontalHeader()->setMinimumSectionSize(4 * fontMetrics().averageCharWidth());
    horizontalHeader()->setFixedHeight(height);
}

QModelIndexList ItemTable::selectedRows() const
{
    if (!selectionModel())
        return {};
    // QItemSelectionModel::selectedRows() looks at every cell; the ranges are faster.
    std::set<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    }
    QModelIndexList result;
    for (const int row : rows)
        result.append(model()->index(row, 0));
    return result;
}

bool ItemTable::selectRows(int role, const QVariantList &values)
{
    QSet<QString> wanted;
    for (const QVariant &value : values)
        wanted.insert(value.toString());
    QItemSelection selection;
    QModelIndex first;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        if (!wanted.contains(index.data(role).toString()))
            continue;
        selection.select(index, index);
        if (!first.isValid())
            first = index;
    }
    if (!first.isValid())
        return false;
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(first);
    return true;
}

QString ItemTable::cellToolTip(const QModelIndex &index) const
{
    return toolTipText(*this, index, m_toolTip ? m_toolTip(index) : QString());
}

QList<QAction *> ItemTable::actionsFor(const QKeyEvent &event) const
{
    const QKeySequence keys(QKeyCombination(event.modifiers() & ~Qt::KeypadModifier, Qt::Key(event.key())));
    QList<QAction *> result = actions() + m_keyActions;
    result.removeIf([&](const QAction *action) { return !action->shortcuts().contains(keys); });
    return result;
}

void ItemTable::addSeparator()
{
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    addAction(separator);
}

void ItemTable::actionEvent(QActionEvent *event)
{
    // With the default context the key would be ambiguous with a window's action of the same key; see event().
    if (event->type() == QEvent::ActionAdded)
        event->action()->setShortcutContext(Qt::WidgetShortcut);
    QTableView::actionEvent(event);
}

bool ItemTable::event(QEvent *event)
{
    // Accepting the override keeps the key from the window's own actions.
    if (event->type() == QEvent::ShortcutOverride && !actionsFor(*static_cast<QKeyEvent *>(event)).isEmpty()) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

bool ItemTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        showCellToolTip(*this, *event, [this](const QModelIndex &index) { return cellToolTip(index); });
        return true;
    }
    if (event->type() == QEvent::Resize)
        fill();
    return QTableView::viewportEvent(event);
}

void ItemTable::keyPressEvent(QKeyEvent *event)
{
    if (editCurrentRow(*event)) {
        event->accept();
        return;
    }
    if (actionsFor(*event).isEmpty()) {
        QTableView::keyPressEvent(event);
        return;
    }
    event->accept();
    emit aboutToUseActions();
    const QList<QAction *> matching = actionsFor(*event);
    if (const auto enabled = std::ranges::find_if(matching, &QAction::isEnabled); enabled != matching.end())
        (*enabled)->trigger();
}

void ItemTable::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid()) {
        scrollTo(currentIndex());
        position = viewport()->mapToGlobal(visualRect(currentIndex()).center());
    }
    event->accept();
    if (actions().isEmpty()) {
        emit contextMenuRequested(position);
        return;
    }
    emit aboutToUseActions();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    menu->popup(position);
}

void ItemTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateMetrics();
}

void ItemTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit selectedRowsChanged();
}

QModelIndex ItemTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows == 0 || (action != MoveHome && action != MoveEnd))
        return QTableView::moveCursor(action, modifiers);
    return model()->index(action == MoveHome ? 0 : rows - 1, std::max(currentIndex().column(), 0));
}

} // namespace pollux
