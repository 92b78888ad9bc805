// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/filesmodel.h"

#include <QCollator>
#include <QSortFilterProxyModel>

namespace pollux {

/// Sorts a FilesModel on raw values (names numeric-aware and in the locale's order, sizes and times as numbers; what is
/// missing comes last in both orders, equal rows stay as they came) and keeps the rows that match a text and a set of
/// states. While a filter is set it loads the remaining pages by itself, for rows that were not loaded cannot match.
class FilesFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    /// The files must outlive the model.
    explicit FilesFilterModel(FilesModel &files, QObject *parent = nullptr);

    FilesModel &files() const { return m_files; }

    /// Matches rows whose display name, resource name, MIME type or hash (hexadecimal) contains the text, case folded.
    /// Empty shows all.
    void setFilterText(const QString &text);
    QString filterText() const { return m_text; }
    /// Shows only files in these states; an empty set shows all.
    void setStates(const QSet<RemoteFile::State> &states);
    const QSet<RemoteFile::State> &states() const { return m_states; }
    bool isFiltering() const { return !m_text.isEmpty() || !m_states.isEmpty(); }

    /// The row here of a resource name, -1 where it is filtered out or absent.
    int rowOf(const QString &name) const;
    /// The resource name in a row from 0 to rowCount() - 1.
    QString nameAt(int row) const;

signals:
    void filterChanged();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void applyFilter();
    void loadRest();

    FilesModel &m_files;
    QString m_text;
    bool m_isHashText = false; // only hexadecimal digits can be a part of a hash
    QSet<RemoteFile::State> m_states;
    QCollator m_collator;
};

} // namespace pollux
