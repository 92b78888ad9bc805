// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/uploads/uploadcells.h"
#include "models/transfer/uploadqueue.h"

#include <QAbstractTableModel>

namespace pollux {

/// The upload queue as a table. Values and the words for states; the sentences of errors and notes are a view's.
class UploadsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using Column = uploadcells::Column;
    using enum uploadcells::Column;

    enum Role {
        IdRole = Qt::UserRole + 1, ///< UploadTask::Id; on every column
        TaskRole,                  ///< UploadTask; on every column
        ProgressRole,              ///< double, 0 to 1, of the bytes handed over; on ProgressColumn
        ConfirmedRole,             ///< double, 0 to 1, of the bytes that the server confirmed; on ProgressColumn
        SortRole,                  ///< raw value
    };

    /// The queue must outlive the model.
    explicit UploadsModel(UploadQueue &queue, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void announceChange(UploadTask::Id id);

    UploadQueue &m_queue;
};

} // namespace pollux
