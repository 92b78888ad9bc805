// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/items/bulkremoval.h"
#include "models/items/stores/polledmodel.h"

namespace pollux {

/// The documents of one store, read page by page as a view fetches more (documents.list with pageSize 20).
///
/// Every PENDING row is read again after 1 s, then at growing intervals up to 30 s, until it is ACTIVE, FAILED or gone,
/// and one that has just FAILED for as long as it may recover; without such rows nothing is sent. Documents of another
/// store are left out. Without a store the model is empty. Lives in the thread of the client's network manager.
///
/// refresh() reads a list that was complete to its end again, since new documents come last. Otherwise it pauses as
/// ListWalk describes, and then reads the rows that no page has listed one by one.
class DocumentsModel final : public PolledModel<Document> {
    Q_OBJECT

public:
    enum Column : int {
        NameColumn, ///< display name, or the resource name if there is none
        StateColumn,
        SizeColumn,
        TypeColumn,
        CreatedColumn,
        UpdatedColumn,
        MetadataColumn, ///< "year=2024, tags=a|b"
        ResourceNameColumn,
        ColumnCount
    };

    static constexpr int DocumentRole = ItemRole; ///< Document; on every column
    static constexpr PollSchedule::Pace usualPace = {std::chrono::seconds(1), std::chrono::seconds(30)};

    /// The client must outlive the model.
    explicit DocumentsModel(StoresClient &client, QObject *parent = nullptr);

    /// Resource name; empty for none.
    const QString &store() const { return m_store; }
    /// Empties the model and aborts its reads; with a store it is then Partial and waits for a view to fetch. Also for
    /// the same store, for example after a change of the account. Removals continue.
    void setStore(const QString &name);

    const Document &documentAt(int row) const { return m_rows.at(row); }
    /// The loaded rows.
    QList<Document> documents() const { return m_rows.items(); }

    /// Deletes documents with their chunks on the server, a few at a time; a row is removed when the server has
    /// confirmed. Each call ends with one removalFinished(), from the event loop; calls are processed one after the
    /// other. Each uses the account that was current when it was made.
    void remove(const QStringList &names);

    /// A change that no column shows repaints the name.
    static const ColumnTable<Document> &columns();
    /// A value as text: "2024", "0.5", "a|b".
    static QString valueText(const CustomMetadata::Value &value);
    /// "year=2024, tags=a|b"; empty for none.
    static QString metadataText(const QList<CustomMetadata> &metadata);

signals:
    void storeChanged(const QString &name);
    /// The end of one remove(): resource names that are gone, and those that could not be deleted with the reason.
    void removalFinished(const QStringList &removed, const QList<std::pair<QString, pollux::ApiError>> &failed);

private:
    void readPage(const QString &pageToken, QObject *context) override;
    ListWalk::Extent refreshExtent() const override;
    void handleUnmet(const QStringList &names, ListWalk::Step step) override;
    bool isPending(const Document &document) const override;
    bool isReadable(const QString &name) const override;
    bool accepts(const Document &document) const override { return isReadable(document.name); }
    void readRow(const QString &name, QObject *context,
                 std::function<void(const Result<Document> &)> callback) override;
    void reportSeen(const Document & /*document*/) override {}
    void reportGone(const QString & /*name*/) override {}

    StoresClient &m_client;
    QString m_store;
    BulkRemoval m_removal;
};

} // namespace pollux
