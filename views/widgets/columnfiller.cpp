// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/columnfiller.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace pollux {

ColumnFiller::ColumnFiller(QTableView *table, int column, int minChars)
    : QObject(table)
    , m_table(table)
    , m_column(column)
    , m_minChars(minChars)
{
    table->viewport()->installEventFilter(this);
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        if (!m_isFilling)
            m_isActive = false;
    });
}

void ColumnFiller::setActive(bool active)
{
    m_isActive = active;
    fill();
}

bool ColumnFiller::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fill();
    return QObject::eventFilter(watched, event);
}

void ColumnFiller::fill()
{
    QHeaderView *header = m_table->horizontalHeader();
    if (!m_isActive || header->count() <= m_column)
        return;
    const int fewest = m_minChars * m_table->fontMetrics().averageCharWidth();
    const int free = m_table->viewport()->width() - header->length();
    m_isFilling = true;
    header->resizeSection(m_column, std::max(fewest, header->sectionSize(m_column) + free));
    m_isFilling = false;
}

} // namespace pollux
