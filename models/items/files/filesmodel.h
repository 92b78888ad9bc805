// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"
#include "models/items/bulkremoval.h"
#include "models/items/files/filerows.h"
#include "models/items/pagedmodel.h"

namespace pollux {

/// The files of one account, read page by page as a view fetches more (files.list with pageSize 100).
///
/// Without an account (reset(false)) the model is empty and sends nothing. Lives in the thread of the client's network
/// manager.
class FilesModel final : public PagedModel<RemoteFile, FileRows> {
    Q_OBJECT

public:
    enum Column : int {
        NameColumn, ///< display name, or the resource name if there is none
        SizeColumn,
        TypeColumn,
        StateColumn,
        DurationColumn,
        CreatedColumn,
        UpdatedColumn,
        ExpiresColumn,
        SourceColumn,
        ResourceNameColumn,
        HashColumn,
        ColumnCount
    };

    static constexpr int FileRole = ItemRole; ///< RemoteFile; on every column

    /// The client must outlive the model.
    explicit FilesModel(ApiClient &client, QObject *parent = nullptr);

    /// Empties the model and aborts its requests; an active model is then Partial and waits for a view to fetch.
    /// Deletions that were not confirmed end as Cancelled.
    void reset(bool active);

    RemoteFile fileAt(int row) const { return m_rows.at(row); }
    /// A row can be dragged by its NameColumn cell; see filenamesmime for the MIME data.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

    /// Copies of the loaded rows with one of these sizes, in bytes.
    QList<RemoteFile> filesOfSizes(const QSet<qint64> &sizes) const;
    /// The loaded rows in their packed form; they change with the signals of the model.
    const FileRows &rows() const { return m_rows; }
    /// Deletes files on the server, a few at a time; a row is removed when the server has confirmed. Each call ends
    /// with one removalFinished(), from the event loop; calls are processed one after the other.
    void remove(const QStringList &names);

    /// Sum of the sizes of the loaded rows, in bytes; the largest qint64 if it overflows.
    qint64 totalBytes() const { return m_rows.totalBytes(); }

    /// A size that cannot be parsed is shown as "?"; a change that no column shows repaints the name.
    static const ColumnTable<RemoteFile> &columns();

signals:
    /// A row was added or has changed, by a page or by upsert().
    void fileSeen(const pollux::RemoteFile &file);
    void fileGone(const QString &name);
    /// The end of one remove(): resource names that are gone, and those that could not be deleted with the reason.
    void removalFinished(const QStringList &removed, const QList<std::pair<QString, pollux::ApiError>> &failed);

private:
    void readPage(const QString &pageToken, QObject *context) override;
    ListWalk::Extent refreshExtent() const override { return ListWalk::Extent::Pagewise; }
    void reportSeen(const RemoteFile &file) override { emit fileSeen(file); }
    void reportGone(const QString &name) override { emit fileGone(name); }

    ApiClient &m_client;
    BulkRemoval m_removal;
};

} // namespace pollux
