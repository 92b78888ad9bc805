// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"
#include "models/items/uploads/uploadtotals.h"

#include <QIdentityProxyModel>

#include <functional>

namespace pollux {

/// Adds to an UploadsModel (or any model with its columns and roles) what the user reads: state badges, what comes next
/// or went wrong, what is worth knowing; and leaves the progress of a task that makes none empty.
class UploadsProxyModel final : public QIdentityProxyModel {
    Q_OBJECT

public:
    enum Role {
        BadgeRole = Qt::UserRole + 1000, ///< Badge; on UploadsModel::StateColumn
    };

    /// `source` must outlive this model.
    explicit UploadsProxyModel(QAbstractItemModel &source, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// What decides about countdowns (UTC); the system's clock unless a test says otherwise.
    void setClock(std::function<QDateTime()> clock) { m_clock = std::move(clock); }
    /// Emits dataChanged() for the rows whose countdown runs or has just ended. Returns false if there are none.
    bool updateCountdowns();

    UploadTask taskAt(int row) const;
    /// hint(), errorWords() and notes() in one line; empty if there is nothing to say.
    QString nextStep(const UploadTask &task) const;
    /// What comes next or can be done where no error says so: "Next try in 12 s".
    QString hint(const UploadTask &task) const;
    /// The error alone: of a failed task, or of the try before a wait; or why the server could not process the file.
    QString errorWords(const UploadTask &task) const;

    static Badge badge(const UploadTask &task, const QString &text);
    /// "empty file; type unknown: sent as application/octet-stream"; empty without notes.
    static QString notes(UploadNotes notes);
    /// "2 uploading, 3 queued, 1 failed"; leaves out what there is none of.
    static QString totals(const UploadTotals &totals);

private:
    QVariant stateData(const QModelIndex &index, int role) const;
    QString waitWords(const UploadTask &task) const;
    QString countdown(const UploadTask &task) const;
    bool countsDown(const UploadTask &task) const;

    std::function<QDateTime()> m_clock;
};

} // namespace pollux
