// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesfiltermodel.h"

#include "models/items/leavingrows.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

std::size_t number(int row)
{
    return static_cast<std::size_t>(row);
}

} // namespace

FilesFilterModel::FilesFilterModel(FilesModel &files, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_files(files)
    , m_finder(files.rows())
    , m_order(files.rows())
{
    setSourceModel(&files);
    connectFiles();
    handleAllRows();
    m_reportedCounts = counts();
    m_reportedBytes = files.totalBytes();
}

void FilesFilterModel::connectFiles()
{
    connect(&m_files, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { handleNewRows(first, last); });
    connect(&m_files, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { dropRows(first, last); });
    connect(&m_files, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { renumberRows(first, last); });
    connect(&m_files, &ListModel::rowsAboutToLeave, this, &FilesFilterModel::dropLeaving);
    connect(&m_files, &QAbstractItemModel::layoutChanged, this, &FilesFilterModel::renumberStaying);
    connect(&m_files, &QAbstractItemModel::dataChanged, this, &FilesFilterModel::handleChange);
    connect(&m_files, &QAbstractItemModel::modelAboutToBeReset, this, &FilesFilterModel::beginResetModel);
    connect(&m_files, &QAbstractItemModel::modelReset, this, [this] {
        handleAllRows();
        endResetModel();
        notifyCounts();
    });
    // Queued: other slots see the new state before the next page is requested.
    connect(&m_files, &FilesModel::loadingChanged, this, &FilesFilterModel::loadRest, Qt::QueuedConnection);
}

void FilesFilterModel::setFilterText(const QString &text)
{
    FileFilter filter = m_finder.filter();
    filter.text = text;
    setFilter(filter);
}

void FilesFilterModel::setFilter(const FileFilter &filter)
{
    if (m_finder.filter() == filter)
        return;
    m_finder.setFilter(filter);
    showMatching(0, m_files.rowCount() - 1);
    emit filterChanged();
    loadRest();
}

void FilesFilterModel::loadRest()
{
    if (isFiltering())
        m_files.fetchMore({});
}

int FilesFilterModel::rowOf(const QString &name) const
{
    const int row = m_files.rowOf(name);
    return row < 0 ? -1 : m_places.at(number(row));
}

int FilesFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FilesFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FilesModel::ColumnCount;
}

bool FilesFilterModel::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_rows.empty();
}

QModelIndex FilesFilterModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex FilesFilterModel::parent(const QModelIndex & /*child*/) const
{
    return {};
}

QModelIndex FilesFilterModel::mapToSource(const QModelIndex &proxyIndex) const
{
    Q_ASSERT(!proxyIndex.isValid() || proxyIndex.model() == this);
    return proxyIndex.isValid() ? m_files.index(m_rows.at(number(proxyIndex.row())), proxyIndex.column())
                                : QModelIndex();
}

QModelIndex FilesFilterModel::mapFromSource(const QModelIndex &sourceIndex) const
{
    Q_ASSERT(!sourceIndex.isValid() || sourceIndex.model() == &m_files);
    return sourceIndex.isValid() ? index(m_places.at(number(sourceIndex.row())), sourceIndex.column()) : QModelIndex();
}

QVariant FilesFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_files.headerData(section, orientation, role);
}

void FilesFilterModel::sort(int column, Qt::SortOrder order)
{
    if (m_order.column() == column && m_order.direction() == order)
        return;
    m_order.set(column, order);
    sortAnew();
}

void FilesFilterModel::sortAnew()
{
    m_sorted = m_order.sorted();
    arrangeAsSorted();
}

/// Sorts the shown rows into the order of m_sorted.
void FilesFilterModel::arrangeAsSorted()
{
    std::vector<int> rows;
    rows.reserve(m_rows.size());
    std::ranges::copy_if(m_sorted, std::back_inserter(rows), [this](int row) { return m_places[number(row)] >= 0; });
    arrange(std::move(rows));
}

void FilesFilterModel::handleAllRows()
{
    m_finder.clear();
    m_finder.append(0);
    m_sorted = m_order.sorted();
    m_places.assign(m_sorted.size(), -1);
    std::vector<int> rows;
    std::ranges::copy_if(m_sorted, std::back_inserter(rows), [this](int row) { return m_finder.matches(row); });
    setRows(std::move(rows));
}

void FilesFilterModel::handleNewRows(int first, int last)
{
    // FilesModel appends new rows at the end.
    Q_ASSERT(number(first) == m_places.size());
    m_finder.append(first);
    m_places.resize(number(last) + 1, -1);
    std::vector<int> rows;
    for (int row = first; row <= last; ++row)
        rows.push_back(row);
    mergeIntoOrder(std::move(rows));
    showMatching(first, last);
    notifyCounts();
}

/// Inserts each row into m_sorted; finds its position by binary search.
void FilesFilterModel::mergeIntoOrder(std::vector<int> rows)
{
    std::ranges::sort(rows, [this](int left, int right) { return m_order.isBefore(left, right); });
    auto end = static_cast<std::ptrdiff_t>(m_sorted.size());
    m_sorted.resize(m_sorted.size() + rows.size());
    const auto begin = m_sorted.begin();
    // From the end, so that nothing is moved twice.
    for (auto behind = static_cast<std::ptrdiff_t>(rows.size()); behind > 0; --behind) {
        const int row = rows[static_cast<std::size_t>(behind) - 1];
        const auto place = static_cast<std::ptrdiff_t>(m_order.placeOf(row, {begin, begin + end}));
        std::move_backward(begin + place, begin + end, begin + end + behind);
        begin[place + behind - 1] = row;
        end = place;
    }
}

/// Called while the source still has the rows.
void FilesFilterModel::dropRows(int first, int last)
{
    if (number(first) >= m_places.size()) // renumberStaying() has taken them out
        return;
    const auto isLeaving = [first, last](int row) { return row >= first && row <= last; };
    std::vector<bool> isRequested(m_places.size(), true);
    std::fill(isRequested.begin() + first, isRequested.begin() + last + 1, false);
    std::erase_if(m_sorted, isLeaving);
    hideOthers(isRequested);
}

void FilesFilterModel::renumberRows(int first, int last)
{
    if (number(first) < m_places.size()) {
        m_finder.remove(first, last);
        for (std::vector<int> *rows : {&m_sorted, &m_rows}) {
            for (int &row : *rows)
                row -= row > last ? last - first + 1 : 0;
        }
        m_places.erase(m_places.begin() + first, m_places.begin() + last + 1);
    }
    notifyCounts();
}

/// As dropRows(), for rows anywhere.
void FilesFilterModel::dropLeaving(const std::vector<int> &rows)
{
    std::vector<bool> stays(m_places.size(), true);
    for (const int row : rows)
        stays[number(row)] = false;
    std::erase_if(m_sorted, [&stays](int row) { return !stays[number(row)]; });
    hideOthers(stays);
    m_leaving = rows;
}

/// Called when the leaving rows are behind all others. Their removal from the source follows and notifies the counts.
void FilesFilterModel::renumberStaying()
{
    const std::vector<int> leaving = std::exchange(m_leaving, {});
    const std::vector<int> newRows = rowsWithoutGaps(static_cast<int>(m_places.size()), leaving);
    m_finder.remove(leaving);
    for (std::vector<int> *rows : {&m_sorted, &m_rows})
        std::ranges::transform(*rows, rows->begin(), [&newRows](int row) { return newRows[number(row)]; });
    m_places.assign(m_places.size() - leaving.size(), -1);
    setPlaces(0);
}

void FilesFilterModel::handleChange(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    // A change of the displayed text only, such as the time left, moves no row.
    if (roles.isEmpty() || roles.contains(FilesModel::SortRole) || roles.contains(FilesModel::FileRole)) {
        for (int row = first.row(); row <= last.row(); ++row)
            m_finder.update(row);
        if (first.row() == last.row()) {
            handleRowChange(first.row());
        } else {
            sortAnew();
            showMatching(first.row(), last.row());
        }
        notifyCounts();
    }
    forwardChange(first, last, roles);
}

void FilesFilterModel::handleRowChange(int row)
{
    const bool isShown = m_places[number(row)] >= 0;
    const bool isMoved = !isInOrder(row);
    if (isMoved) {
        std::erase(m_sorted, row);
        mergeIntoOrder({row});
    }
    if (isMoved && isShown)
        arrangeAsSorted();
    if (isShown != m_finder.matches(row))
        showMatching(row, row);
}

bool FilesFilterModel::isInOrder(int row) const
{
    const auto place = std::ranges::find(m_sorted, row);
    return (place == m_sorted.begin() || m_order.isBefore(place[-1], row)) &&
           (place + 1 == m_sorted.end() || m_order.isBefore(row, place[1]));
}

void FilesFilterModel::forwardChange(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    // Rows that are neighbours in the source need not be neighbours here.
    if (first.row() != last.row()) {
        if (!m_rows.empty())
            emit dataChanged(index(0, first.column()), index(rowCount() - 1, last.column()), roles);
    } else if (m_places.at(number(first.row())) >= 0) {
        emit dataChanged(mapFromSource(first), mapFromSource(last), roles);
    }
}

void FilesFilterModel::notifyCounts()
{
    if (m_reportedCounts == counts() && m_reportedBytes == m_files.totalBytes())
        return;
    m_reportedCounts = counts();
    m_reportedBytes = m_files.totalBytes();
    emit countsChanged();
}

/// Shows the rows that match. Only rows from `first` to `last` are checked; the others match as before.
void FilesFilterModel::showMatching(int first, int last)
{
    if (!isFiltering()) {
        show(m_sorted);
        return;
    }
    std::vector<bool> isRequested(m_places.size());
    // In the order of the rows, which is the order of their texts in memory.
    for (int row = 0; row < static_cast<int>(isRequested.size()); ++row)
        isRequested[number(row)] = row >= first && row <= last ? m_finder.matches(row) : m_places[number(row)] >= 0;
    std::vector<int> rows;
    std::ranges::copy_if(m_sorted, std::back_inserter(rows),
                         [&isRequested](int row) { return isRequested[number(row)]; });
    show(rows);
}

/// Shows exactly these rows. Rows that are already shown must keep their present order.
void FilesFilterModel::show(const std::vector<int> &rows)
{
    std::vector<bool> isRequested(m_places.size());
    for (const int row : rows)
        isRequested[number(row)] = true;
    hideOthers(isRequested);
    addMissing(rows);
}

void FilesFilterModel::hideOthers(const std::vector<bool> &isRequested)
{
    std::vector<leavingrows::Range> leaving =
        leavingrows::rangesOf(m_rows.size(), [&](std::size_t place) { return !isRequested[number(m_rows[place])]; });
    if (leaving.size() > leavingrows::maxRanges) {
        std::vector<int> rows = m_rows;
        const auto staying =
            std::stable_partition(rows.begin(), rows.end(), [&](int row) { return !isRequested[number(row)]; });
        leaving = {{0, static_cast<int>(staying - rows.begin()) - 1}};
        arrange(std::move(rows));
    }
    std::for_each(leaving.crbegin(), leaving.crend(), [this](const leavingrows::Range &range) {
        beginRemoveRows({}, range.first, range.last);
        const auto begin = m_rows.begin() + range.first;
        const auto end = m_rows.begin() + range.last + 1;
        std::for_each(begin, end, [this](int row) { m_places[number(row)] = -1; });
        m_rows.erase(begin, end);
        setPlaces(number(range.first));
        endRemoveRows();
    });
}

void FilesFilterModel::addMissing(const std::vector<int> &rows)
{
    const auto isMissing = [&](std::size_t place) { return m_places[number(rows[place])] < 0; };
    const std::vector<leavingrows::Range> coming = leavingrows::rangesOf(rows.size(), isMissing);
    if (coming.size() > leavingrows::maxRanges) {
        std::vector<int> all = m_rows;
        std::ranges::copy_if(rows, std::back_inserter(all), [this](int row) { return m_places[number(row)] < 0; });
        beginInsertRows({}, rowCount(), static_cast<int>(all.size()) - 1);
        setRows(std::move(all));
        endInsertRows();
        arrange(rows);
        return;
    }
    for (const leavingrows::Range &range : coming) {
        beginInsertRows({}, range.first, range.last);
        m_rows.insert(m_rows.begin() + range.first, rows.begin() + range.first, rows.begin() + range.last + 1);
        setPlaces(number(range.first));
        endInsertRows();
    }
}

/// Shows the same rows in another order.
void FilesFilterModel::arrange(std::vector<int> rows)
{
    if (rows == m_rows)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<int> former = std::exchange(m_rows, std::move(rows));
    setPlaces(0);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &each : before)
        after.append(createIndex(m_places[number(former[number(each.row())])], each.column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

void FilesFilterModel::setRows(std::vector<int> rows)
{
    m_rows = std::move(rows);
    setPlaces(0);
}

void FilesFilterModel::setPlaces(std::size_t from)
{
    for (std::size_t place = from; place < m_rows.size(); ++place)
        m_places[number(m_rows[place])] = static_cast<int>(place);
}

} // namespace pollux
