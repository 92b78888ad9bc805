// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/itemtable.h"

#include "views/widgets/columnfiller.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QMenu>
#include <QTableView>

namespace pollux {

namespace {

constexpr qint32 layoutVersion = 1;

} // namespace

ColumnChooser::ColumnChooser(QTableView *table, ColumnFiller *filler, int mainColumn, const QList<Column> &columns)
    : QObject(table)
    , m_table(table)
    , m_filler(filler)
    , m_mainColumn(mainColumn)
    , m_columns(columns)
{
    QHeaderView *header = table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &ColumnChooser::showMenu);
}

void ColumnChooser::setDefaultColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    const int letter = m_table->fontMetrics().averageCharWidth();
    for (int place = 0; place < m_columns.size(); ++place) {
        const Column &column = m_columns.at(place);
        header->moveSection(header->visualIndex(column.number), place);
        header->setSectionHidden(column.number, !column.isShown);
        header->resizeSection(column.number, column.letters * letter);
    }
    m_filler->setActive(true);
}

QByteArray ColumnChooser::saveLayout() const
{
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << static_cast<qint32>(m_columns.size()) << m_filler->isActive()
           << m_table->horizontalHeader()->saveState();
    return layout;
}

bool ColumnChooser::restoreLayout(const QByteArray &layout)
{
    QDataStream stream(layout);
    qint32 version = 0;
    qint32 columnCount = 0;
    bool isFilling = false;
    QByteArray headerState;
    stream >> version >> columnCount >> isFilling >> headerState;
    QHeaderView *header = m_table->horizontalHeader();
    if (stream.status() != QDataStream::Ok || version != layoutVersion || columnCount != m_columns.size() ||
        !header->restoreState(headerState))
        return false;
    header->setSectionHidden(m_mainColumn, false);
    m_filler->setActive(isFilling);
    if (m_table->isSortingEnabled())
        m_table->sortByColumn(header->sortIndicatorSection(), header->sortIndicatorOrder());
    return true;
}

void ColumnChooser::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QHeaderView *header = m_table->horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        const QString title = m_table->model()->headerData(column, Qt::Horizontal).toString();
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(column != m_mainColumn);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) { showColumn(column, isShown); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset Columns")), &QAction::triggered, this, &ColumnChooser::setDefaultColumns);
    menu->popup(header->mapToGlobal(position));
}

void ColumnChooser::showColumn(int column, bool isShown)
{
    const bool isFilling = m_filler->isActive();
    m_table->horizontalHeader()->setSectionHidden(column, !isShown);
    m_filler->setActive(isFilling);
}

} // namespace pollux
