// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/texttablemodel.h"

#include <QCoreApplication>

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::AccessibleWords)
};

} // namespace

TextTableModel::TextTableModel(const QStringList &titles, const QList<int> &numbers, QObject *parent)
    : QAbstractTableModel(parent)
    , m_titles(titles)
    , m_numbers(numbers)
{
}

int TextTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_titles.size());
}

QVariant TextTableModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const QString shown = text(index.row(), index.column());
    if (role == Qt::DisplayRole || index.column() == 0)
        return shown;
    return Texts::tr("%1: %2", "title of a column, what the cell says")
        .arg(m_titles.at(index.column()), shown.isEmpty() ? Texts::tr("none") : shown);
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    return role == Qt::DisplayRole ? QVariant(m_titles.value(section)) : QVariant();
}

QVariant TextTableModel::alignment(int column) const
{
    return m_numbers.contains(column) ? QVariant(Qt::AlignTrailing | Qt::AlignVCenter) : QVariant();
}

} // namespace pollux
