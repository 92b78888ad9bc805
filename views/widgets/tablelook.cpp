// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/tablelook.h"

#include "views/style/theme.h"

#include <QHeaderView>
#include <QTableView>

namespace pollux {

void applyTableLook(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::ExtendedSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setDragEnabled(false);
    table.setDragDropMode(QAbstractItemView::NoDragDrop);
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setCornerButtonEnabled(false);
    table.setFrameShape(QFrame::NoFrame);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);

    QHeaderView *header = table.horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setTextElideMode(Qt::ElideRight);
    applyTableMetrics(table);
}

void applyTableMetrics(QTableView &table)
{
    QHeaderView *rows = table.verticalHeader();
    rows->setMinimumSectionSize(0);
    const int height = table.fontMetrics().height() + theme::grid + theme::grid / 2;
    rows->setDefaultSectionSize(height);
    table.horizontalHeader()->setMinimumSectionSize(4 * table.fontMetrics().averageCharWidth());
    table.horizontalHeader()->setFixedHeight(height);
}

} // namespace pollux
