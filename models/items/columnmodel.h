// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/columntable.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <functional>
#include <utility>

namespace pollux {

/// An item model whose cells come from a ColumnTable. `Base` is a QAbstractTableModel.
template <typename Row, typename Base = QAbstractTableModel>
class ColumnModel : public Base {
public:
    enum Role {
        ResourceNameRole = Qt::UserRole + 1, ///< QString; on every column
        SortRole,                            ///< raw value of the column: number, time, text
        BadgeRole,                           ///< Badge of the column, if it has one
        ItemRole,                            ///< the Row; on every column
        FirstOwnRole                         ///< the first role that a derived model may define
    };

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_columns.count(); }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        Q_ASSERT(
            this->checkIndex(index, Base::CheckIndexOption::IndexIsValid | Base::CheckIndexOption::ParentIsInvalid));
        switch (role) {
        case Qt::DisplayRole:
            return m_columns.displayText(rowAt(index.row()), index.column(), m_clock());
        case Qt::AccessibleTextRole:
            return m_columns.accessibleText(rowAt(index.row()), index.column(), m_clock());
        case Qt::TextAlignmentRole:
            return static_cast<int>(m_columns.alignment(index.column()).toInt());
        case SortRole:
            return m_columns.sortValue(rowAt(index.row()), index.column());
        case BadgeRole:
            return m_columns.badge(rowAt(index.row()), index.column(), m_clock());
        case ItemRole:
            return QVariant::fromValue(rowAt(index.row()));
        default:
            return ownData(index.row(), index.column(), role);
        }
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.count())
            return {};
        if (role == Qt::DisplayRole)
            return m_columns.title(section);
        return role == Qt::TextAlignmentRole ? QVariant(static_cast<int>(m_columns.alignment(section).toInt()))
                                             : QVariant();
    }

    /// The time (UTC) that cells are shown for, and that views of the rows use too.
    QDateTime now() const { return m_clock(); }

    /// Sets the clock that now() reads; the default is the system's clock.
    void setClock(std::function<QDateTime()> clock)
    {
        m_clock = std::move(clock);
        refreshTimes();
    }

    /// Emits dataChanged() for the columns that depend on the time of day.
    void refreshTimes()
    {
        for (int column = 0; column < m_columns.count() && count() > 0; ++column) {
            if (m_columns.followsTime(column))
                emit this->dataChanged(this->index(0, column), this->index(count() - 1, column),
                                       {Qt::DisplayRole, Qt::AccessibleTextRole, BadgeRole});
        }
    }

protected:
    /// The table must outlive the model.
    ColumnModel(const ColumnTable<Row> &columns, QObject *parent)
        : Base(parent)
        , m_columns(columns)
    {
    }

    virtual int count() const = 0;
    /// The reference is valid until the next call or change.
    virtual const Row &rowAt(int row) const = 0;
    /// Data for the roles that are not common to all models.
    virtual QVariant ownData(int row, int column, int role) const = 0;

    /// Emits dataChanged() for the cells that differ, one signal for each range of neighbouring columns.
    void announceChange(int row, const Row &before, const Row &after)
    {
        for (int first = 0; first < m_columns.count(); ++first) {
            int end = first;
            while (end < m_columns.count() && m_columns.differs(before, after, end))
                ++end;
            if (end == first)
                continue;
            emit this->dataChanged(this->index(row, first), this->index(row, end - 1));
            first = end;
        }
    }

private:
    const ColumnTable<Row> &m_columns;
    std::function<QDateTime()> m_clock = &QDateTime::currentDateTimeUtc;
};

} // namespace pollux
