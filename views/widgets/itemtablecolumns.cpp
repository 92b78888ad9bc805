// SPDX-License-Identifier: Apache-2.0
//
// The columns of an ItemTable: which are shown, their widths, and the layout that is saved.
#include "views/widgets/itemtable.h"

#include <QAction>
#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QMenu>

#include <algorithm>

namespace pollux {

namespace {

constexpr qint32 layoutVersion = 1;

} // namespace

void ItemTable::enableColumnMenu(int requiredColumn)
{
    m_requiredColumn = requiredColumn;
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, &ItemTable::showColumnMenu);
}

void ItemTable::setDefaultColumns()
{
    QHeaderView *header = horizontalHeader();
    m_chosenColumns.clear();
    m_withoutRoom.clear();
    for (int place = 0; place < m_columns.size(); ++place) {
        const Column &column = m_columns.at(place);
        header->moveSection(header->visualIndex(column.number), place);
        header->setSectionHidden(column.number, !column.isShown);
        header->resizeSection(column.number, column.chars * fontMetrics().averageCharWidth());
    }
    setFilling(true);
}

void ItemTable::setFilling(bool filling)
{
    m_isFilling = filling;
    fill();
}

void ItemTable::fill()
{
    QHeaderView *header = horizontalHeader();
    const int column = m_fillingColumn.number;
    if (!m_isFilling || column < 0 || header->count() <= column)
        return;
    const int minWidth = m_fillingColumn.minChars * fontMetrics().averageCharWidth();
    m_isResizing = true;
    hideWithoutRoom(minWidth);
    const int free = viewport()->width() - header->length();
    header->resizeSection(column, std::max(minWidth, header->sectionSize(column) + free));
    m_isResizing = false;
}

void ItemTable::hideWithoutRoom(int minWidth)
{
    QHeaderView *header = horizontalHeader();
    QList<Column> ranked = m_columns;
    ranked.removeIf([this, header](const Column &column) {
        const bool isWanted = !header->isSectionHidden(column.number) || m_withoutRoom.contains(column.number);
        return column.rank == 0 || !isWanted || m_chosenColumns.contains(column.number);
    });
    std::ranges::sort(ranked, {}, &Column::rank);
    // A hidden column has no width of its own.
    const auto widthOf = [this, header](const Column &column) {
        return header->isSectionHidden(column.number) ? column.chars * fontMetrics().averageCharWidth()
                                                      : header->sectionSize(column.number);
    };
    int room = viewport()->width() - minWidth - header->length() + header->sectionSize(m_fillingColumn.number);
    for (const Column &column : std::as_const(ranked))
        room += header->isSectionHidden(column.number) ? 0 : header->sectionSize(column.number);
    for (const Column &column : std::as_const(ranked)) {
        room -= widthOf(column);
        const bool hasRoom = room >= 0;
        if (hasRoom)
            m_withoutRoom.remove(column.number);
        else
            m_withoutRoom.insert(column.number);
        if (header->isSectionHidden(column.number) == hasRoom)
            header->setSectionHidden(column.number, !hasRoom);
    }
}

void ItemTable::showColumnMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(column != m_requiredColumn);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            const bool wasFilling = m_isFilling;
            // Chosen by hand, it stays, even if the table has to be scrolled then.
            m_chosenColumns.insert(column);
            m_withoutRoom.remove(column);
            horizontalHeader()->setSectionHidden(column, !isShown);
            setFilling(wasFilling);
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset Columns")), &QAction::triggered, this, &ItemTable::setDefaultColumns);
    menu->popup(header->mapToGlobal(position));
}

QByteArray ItemTable::headerState() const
{
    // A column without room is not one that the user has hidden.
    const QSignalBlocker blocker(horizontalHeader());
    for (const int column : m_withoutRoom)
        horizontalHeader()->setSectionHidden(column, false);
    QByteArray state = horizontalHeader()->saveState();
    for (const int column : m_withoutRoom)
        horizontalHeader()->setSectionHidden(column, true);
    return state;
}

QByteArray ItemTable::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << static_cast<qint32>(m_columns.size()) << m_isFilling << headerState();
    return layout;
}

bool ItemTable::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    qint32 columnCount = 0;
    bool filling = false;
    QByteArray headerState;
    stream >> version >> columnCount >> filling >> headerState;
    return stream.status() == QDataStream::Ok && version == layoutVersion && columnCount == m_columns.size() &&
           restoreLayout(headerState, filling);
}

bool ItemTable::restoreLayout(const QByteArray &headerState, bool filling)
{
    QHeaderView *header = horizontalHeader();
    if (!header->restoreState(headerState))
        return false;
    m_withoutRoom.clear();
    if (m_requiredColumn >= 0)
        header->setSectionHidden(m_requiredColumn, false);
    setFilling(filling);
    if (isSortingEnabled())
        sortByColumn(header->sortIndicatorSection(), header->sortIndicatorOrder());
    return true;
}

} // namespace pollux
