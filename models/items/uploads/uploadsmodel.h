// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/columnmodel.h"
#include "models/items/uploads/uploadcells.h"
#include "models/transfer/uploadqueue.h"

namespace pollux {

/// The upload queue as a table. Values and the words for states; the sentences of errors and notes are a view's.
class UploadsModel final : public ColumnModel<UploadTask> {
    Q_OBJECT

public:
    using Column = uploadcells::Column;
    using enum uploadcells::Column;

    static constexpr int TaskRole = ItemRole; ///< UploadTask; on every column
    enum OwnRole {
        IdRole = FirstOwnRole, ///< UploadTask::Id; on every column
        ProgressRole,          ///< double, 0 to 1, of the bytes handed over; on ProgressColumn
        ConfirmedRole          ///< double, 0 to 1, of the bytes that the server confirmed; on ProgressColumn
    };

    /// The queue must outlive the model.
    explicit UploadsModel(UploadQueue &queue, QObject *parent = nullptr);

private:
    int count() const override { return m_queue.count(); }
    const UploadTask &rowAt(int row) const override { return m_queue.taskAt(row); }
    QVariant ownData(int row, int column, int role) const override;
    void announceTask(UploadTask::Id id);

    UploadQueue &m_queue;
};

} // namespace pollux
