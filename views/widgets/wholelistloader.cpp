// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/wholelistloader.h"

#include "models/items/listmodel.h"
#include "views/widgets/itemtable.h"

#include <QHeaderView>

namespace pollux {

WholeListLoader::WholeListLoader(ItemTable &table, ListModel &list)
    : QObject(&table)
    , m_table(table)
    , m_list(list)
    , m_firstColumn(table.horizontalHeader()->sortIndicatorSection())
    , m_firstOrder(table.horizontalHeader()->sortIndicatorOrder())
{
    connect(table.horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &WholeListLoader::loadIfSorted);
    connect(&table, &ItemTable::selectedRowsChanged, this, &WholeListLoader::stopSelecting);
    connect(&table, &ItemTable::allSelected, this, &WholeListLoader::handleAllSelected);
    connect(&list, &ListModel::loadingChanged, this, &WholeListLoader::selectRest);
    connect(&list, &QAbstractItemModel::modelReset, this, &WholeListLoader::stopSelecting);
    // Queued, because whoever resets the model has not finished when it tells so.
    connect(&list, &QAbstractItemModel::modelReset, this, &WholeListLoader::loadIfSorted, Qt::QueuedConnection);
}

void WholeListLoader::loadIfSorted()
{
    const QHeaderView &header = *m_table.horizontalHeader();
    if (header.sortIndicatorSection() != m_firstColumn || header.sortIndicatorOrder() != m_firstOrder)
        m_list.loadAll();
}

void WholeListLoader::handleAllSelected()
{
    m_list.loadAll();
    m_isSelecting = m_list.loading() != ListModel::Loading::Complete;
}

void WholeListLoader::selectRest()
{
    if (m_isSelecting && m_list.loading() == ListModel::Loading::Complete)
        m_table.selectAll();
}

} // namespace pollux
