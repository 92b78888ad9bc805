// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/filebadge.h"
#include "models/transfer/uploadtask.h"

#include <QIdentityProxyModel>

#include <functional>

namespace pollux {

/// Turns an error into a sentence with a next step.
using ErrorSentence = std::function<QString(const ApiError &)>;

/// How many uploads are in which state.
struct UploadTotals {
    int running = 0; ///< starting, sending or waiting for another try
    int queued = 0;
    int done = 0;
    int failed = 0;
    int cancelled = 0;

    bool operator==(const UploadTotals &) const = default;

    void count(UploadTask::State state);
    int unfinished() const { return running + queued; }
};

/// Adds to an UploadsModel (or any model with its columns and roles) what a person reads: state badges, what went
/// wrong, what is worth knowing; and leaves the progress of a task that makes none empty.
class UploadWords final : public QIdentityProxyModel {
    Q_OBJECT

public:
    enum Role {
        BadgeRole = Qt::UserRole + 1000, ///< FileBadge; on UploadsModel::StateColumn
        DetailRole                       ///< QString beside the badge; on UploadsModel::StateColumn
    };

    /// `source` must outlive this model.
    explicit UploadWords(QAbstractItemModel &source, ErrorSentence errorSentence, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    static FileBadge badge(UploadTask::State state, const QString &text);
    /// "empty file; type unknown: sent as application/octet-stream"; empty without notes.
    static QString notes(UploadNotes notes);
    /// "2 uploading, 3 queued, 1 failed"; leaves out what there is none of.
    static QString totals(const UploadTotals &totals);

    QString detail(const UploadTask &task) const;

private:
    QVariant stateData(const QModelIndex &index, int role) const;
    UploadTask taskAt(const QModelIndex &index) const;

    ErrorSentence m_errorSentence;
};

} // namespace pollux
