// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"
#include "models/items/uploads/uploadtotals.h"

#include <QIdentityProxyModel>

#include <functional>

namespace pollux {

/// Adds to an UploadsModel (or any model with its columns and roles) the texts for the user: state badges, the next
/// step, the error and the notes. The progress of a task that has none is empty.
class UploadsProxyModel final : public QIdentityProxyModel {
    Q_OBJECT

public:
    enum Role {
        BadgeRole = Qt::UserRole + 1000, ///< Badge; on UploadsModel::StateColumn
    };

    /// `source` must outlive this model.
    explicit UploadsProxyModel(QAbstractItemModel &source, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// The clock of the countdowns, in UTC; the system's clock unless a test sets another one.
    void setClock(std::function<QDateTime()> clock) { m_clock = std::move(clock); }
    /// Emits dataChanged() for the rows whose countdown runs or has just ended. Returns false if there are none.
    bool updateCountdowns();

    UploadTask taskAt(int row) const;
    /// hint(), errorText() and notes() in one line; empty if there is nothing to say.
    QString nextStep(const UploadTask &task) const;
    /// What happens next, or what the user can do, unless the error says so: "Next try in 12 s".
    QString hint(const UploadTask &task) const;
    /// The error alone: of a failed task, of the last try of a waiting task, or of the server's processing of the file.
    QString errorText(const UploadTask &task) const;

    static Badge badge(const UploadTask &task, const QString &text);
    /// "empty file; type unknown: sent as application/octet-stream"; empty without notes.
    static QString notes(UploadNotes notes);
    /// "2 uploading, 3 queued, 1 failed"; leaves out counts of zero.
    static QString totals(const UploadTotals &totals);

private:
    QVariant stateData(const QModelIndex &index, int role) const;
    QString waitText(const UploadTask &task) const;
    QString countdown(const UploadTask &task) const;
    bool countsDown(const UploadTask &task) const;

    std::function<QDateTime()> m_clock;
};

} // namespace pollux
