// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

namespace pollux {

/// A table of texts with column titles. The accessible text of a cell contains the title: "Size: 1.2 MB", or "Size:
/// none" if the cell is empty; in the first column it is the text alone.
class TextTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    int rowCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : count(); }
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;

protected:
    /// The titles of all columns, and the columns of numbers, which are aligned to the trailing edge.
    TextTableModel(const QStringList &titles, const QList<int> &numbers, QObject *parent);

    virtual int count() const = 0;
    virtual QString text(int row, int column) const = 0;

private:
    QVariant alignment(int column) const;

    QStringList m_titles;
    QList<int> m_numbers;
};

} // namespace pollux
