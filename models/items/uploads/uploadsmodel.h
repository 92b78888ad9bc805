// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/columnmodel.h"
#include "models/transfer/uploadqueue.h"

namespace pollux {

/// The upload queue as a table. Has values and state texts; views make the sentences for errors and notes.
class UploadsModel final : public ColumnModel<UploadTask> {
    Q_OBJECT

public:
    enum Column : int {
        NameColumn,
        StateColumn,
        ProgressColumn,
        SizeColumn,
        SpeedColumn,
        TimeLeftColumn,
        NextStepColumn, ///< empty here: views make its sentence
        AttemptsColumn, ///< tries that failed
        TargetColumn,   ///< targetText(), or the title of the store: see setStoreTitles()
        ColumnCount
    };

    static constexpr int TaskRole = ItemRole; ///< UploadTask; on every column
    enum OwnRole {
        IdRole = FirstOwnRole, ///< UploadTask::Id; on every column
        ProgressRole,          ///< double, 0 to 1, of the bytes handed over; on ProgressColumn
        ConfirmedRole          ///< double, 0 to 1, of the bytes that the server confirmed; on ProgressColumn
    };

    /// The queue must outlive the model.
    explicit UploadsModel(UploadQueue &queue, QObject *parent = nullptr);

    const UploadTask &taskAt(int row) const { return m_queue.taskAt(row); }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `titleOf` returns what TargetColumn shows for the resource name of a store: its title in one line, or the same
    /// name if the store is not known. Call refreshStoreTitles() when it returns something else.
    void setStoreTitles(std::function<QString(const QString &store)> titleOf);
    void refreshStoreTitles();

    /// Cells without a value are empty.
    static const ColumnTable<UploadTask> &columns();
    /// The text for a task's state and, if it waits, for what: "Waiting for the network".
    static QString stateText(const UploadTask &task);
    /// The target: "Files" for the Files service, else the resource name of the store.
    static QString targetText(const UploadTask &task);
    /// Share of the bytes that the server has confirmed, 0 to 1; never more than UploadTask::progress().
    static double confirmedShare(const UploadTask &task);

private:
    int count() const override { return m_queue.count(); }
    const UploadTask &rowAt(int row) const override { return m_queue.taskAt(row); }
    QVariant ownData(int row, int column, int role) const override;
    void announceTask(UploadTask::Id id);
    void beginMove();
    void endMove();

    UploadQueue &m_queue;
    std::function<QString(const QString &store)> m_titleOfStore; // null until it is set
    QList<UploadTask::Id> m_moving;                              // of the persistent indexes, while rows move
};

} // namespace pollux
