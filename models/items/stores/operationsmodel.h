// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/columnmodel.h"
#include "models/items/namedrows.h"
#include "models/transfer/uploadqueue.h"

#include <QSet>

namespace pollux {

/// The long-running operations of an UploadQueue as a table, one row for each name, oldest first. Has values and state
/// texts. If scattered operations are removed together, some rows leave in later turns of the event loop.
class OperationsModel final : public ColumnModel<OperationRecord> {
    Q_OBJECT

public:
    enum Column : int {
        NameColumn, ///< what was uploaded or imported
        KindColumn,
        StoreColumn,    ///< resource name, or its title: see setStoreTitles()
        DocumentColumn, ///< resource name; "—" while it is not known
        StateColumn,
        AgeColumn,      ///< time since it began; of an ended one the time that it took
        LastPollColumn, ///< time since the last poll
        ErrorColumn,    ///< why it failed, or why the last poll failed
        ResourceNameColumn,
        ColumnCount
    };

    static constexpr int OperationRole = ItemRole; ///< OperationRecord; on every column

    /// The queue must outlive the model.
    explicit OperationsModel(UploadQueue &queue, QObject *parent = nullptr);

    /// -1 if there is no such row.
    int rowOf(const QString &name) const { return m_rows.rowOf(name); }
    const OperationRecord &operationAt(int row) const { return m_rows.at(row); }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `titleOf` returns what StoreColumn shows for a resource name: the store's title in one line, or the same name if
    /// the store is not known. Call refreshStoreTitles() when it returns something else.
    void setStoreTitles(std::function<QString(const QString &store)> titleOf);
    void refreshStoreTitles();

    static const ColumnTable<OperationRecord> &columns();
    static QString kindText(OperationRecord::Kind kind);
    /// An operation's error as text: "INVALID_ARGUMENT: message of the server".
    static QString statusText(const Status &status);
    /// Why it failed or is lost, or, while it works, why the last poll failed; empty without an error.
    static QString errorText(const OperationRecord &operation);

private:
    int count() const override { return m_rows.count(); }
    const OperationRecord &rowAt(int row) const override { return m_rows.at(row); }
    QVariant ownData(int row, int column, int role) const override;
    void handleChanged(const QStringList &names);
    void handleRemoved(const QStringList &names);
    void removeLeaving();

    UploadQueue &m_queue;
    std::function<QString(const QString &store)> m_titleOfStore; // null until it is set
    NamedRows<OperationRecord> m_rows;
    QSet<QString> m_leaving; // rows that removeLeaving() has still to remove
};

} // namespace pollux
