// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace pollux {

class ItemTable;
class ListModel;

/// Loads the rest of a list when the user needs all of its rows: when the table gets another order than its first one,
/// because the loaded rows alone would not be the first ones of that order, and when all rows are selected. Rows that
/// come after all were selected are selected too, once the list is complete, unless the selection has changed by then.
class WholeListLoader final : public QObject {
    Q_OBJECT

public:
    /// The loader becomes a child of the table, which must have its model and its first order by now. The list must
    /// outlive the table.
    WholeListLoader(ItemTable &table, ListModel &list);

    /// Rows that come later are not selected.
    void stopSelecting() { m_isSelecting = false; }

private:
    void loadIfSorted();
    void handleAllSelected();
    void selectRest();

    ItemTable &m_table;
    ListModel &m_list;
    int m_firstColumn;
    Qt::SortOrder m_firstOrder;
    bool m_isSelecting = false; // all rows were selected before the list was complete
};

} // namespace pollux
