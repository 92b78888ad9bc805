// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filefinder.h"
#include "models/items/files/fileorder.h"

#include <QAbstractProxyModel>

namespace pollux {

/// The rows of a FilesModel that match a FileFilter, sorted by a FileOrder. While a filter is set the model loads the
/// remaining pages by itself, since rows that are not loaded cannot match.
///
/// Made for 100,000 rows: applies a filter in a few milliseconds, and merges a page of new rows into the order.
/// Selections and other persistent indexes follow their rows through every change except a reset of the source.
class FilesFilterModel final : public QAbstractProxyModel {
    Q_OBJECT

public:
    /// The files must outlive the model.
    explicit FilesFilterModel(FilesModel &files, QObject *parent = nullptr);

    FilesModel &files() const { return m_files; }

    /// Shows only the rows that match.
    void setFilter(const FileFilter &filter);
    /// Changes only the text of the filter.
    void setFilterText(const QString &text);
    const FileFilter &filter() const { return m_finder.filter(); }
    bool isFiltering() const { return !m_finder.filter().isEmpty(); }

    /// The counts of all loaded rows, whether they match or not.
    const FileCounts &counts() const { return m_finder.counts(); }
    /// Sum of the sizes of the rows of this model, in bytes; the largest qint64 if it overflows.
    qint64 shownBytes() const { return isFiltering() ? m_files.rows().bytesOf(m_rows) : m_files.totalBytes(); }

    /// The row of a resource name in this model; -1 if it is filtered out or absent.
    int rowOf(const QString &name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    QModelIndex mapToSource(const QModelIndex &proxyIndex) const override;
    QModelIndex mapFromSource(const QModelIndex &sourceIndex) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// A column of -1 gives the order of the source.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

signals:
    void filterChanged();
    /// counts(), or the sum of the sizes of all loaded rows, changed. Emitted when the source has changed; the signals
    /// of a removal of rows come while the source still has these rows.
    void countsChanged();

private:
    void connectFiles();
    void loadRest();
    void notifyCounts();
    void handleNewRows(int first, int last);
    void dropRows(int first, int last);
    void renumberRows(int first, int last);
    void dropLeaving(const std::vector<int> &rows);
    void renumberStaying();
    void handleChange(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    void handleRowChange(int row);
    void forwardChange(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    void mergeIntoOrder(std::vector<int> rows);
    bool isInOrder(int row) const;
    void handleAllRows();
    void sortAnew();
    void arrangeAsSorted();

    void showMatching(int first, int last);
    void show(const std::vector<int> &rows);
    void hideOthers(const std::vector<bool> &isRequested);
    void addMissing(const std::vector<int> &rows);
    void arrange(std::vector<int> rows);
    void setRows(std::vector<int> rows);
    void setPlaces(std::size_t from);

    // In the names below, "row" is a row of the source, "place" a row of this model.
    FilesModel &m_files;
    FileFinder m_finder;
    FileOrder m_order;
    std::vector<int> m_sorted;  // all rows, in order
    std::vector<int> m_rows;    // those shown, by place
    std::vector<int> m_places;  // by row; -1 for those that are not shown
    std::vector<int> m_leaving; // rows that the source is about to move to its end and to remove
    FileCounts m_reportedCounts;
    qint64 m_reportedBytes = 0;
};

} // namespace pollux
