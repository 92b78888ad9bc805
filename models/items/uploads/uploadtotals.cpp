// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadtotals.h"

#include "models/items/uploads/uploadsmodel.h"

namespace pollux {

void UploadTotals::count(const UploadTask &task)
{
    if (task.isActive()) {
        activeSize += task.size;
        activeBytes += task.bytesHandedOver;
    }
    switch (task.state) {
    case UploadTask::State::Queued:
        ++queued;
        return;
    case UploadTask::State::Hashing:
    case UploadTask::State::Starting:
    case UploadTask::State::Sending:
    case UploadTask::State::Finalising:
    case UploadTask::State::Verifying:
        ++running;
        return;
    case UploadTask::State::Waiting:
        ++waiting;
        return;
    case UploadTask::State::Paused:
        ++paused;
        return;
    case UploadTask::State::Processing:
        ++processing;
        return;
    case UploadTask::State::Done:
        ++done;
        return;
    case UploadTask::State::Failed:
        ++failed;
        return;
    case UploadTask::State::Cancelled:
        ++cancelled;
        return;
    }
    Q_UNREACHABLE();
}

UploadTotalsCounter::UploadTotalsCounter(const QAbstractItemModel &uploads, QObject *parent)
    : QObject(parent)
    , m_uploads(uploads)
    , m_tasks(qobject_cast<const UploadsModel *>(&uploads))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(200);
    connect(&m_timer, &QTimer::timeout, this, &UploadTotalsCounter::update);
    connect(&uploads, &QAbstractItemModel::dataChanged, this, &UploadTotalsCounter::schedule);
    connect(&uploads, &QAbstractItemModel::rowsInserted, this, &UploadTotalsCounter::schedule);
    connect(&uploads, &QAbstractItemModel::rowsRemoved, this, &UploadTotalsCounter::schedule);
    connect(&uploads, &QAbstractItemModel::modelReset, this, &UploadTotalsCounter::schedule);
    update();
}

void UploadTotalsCounter::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void UploadTotalsCounter::update()
{
    UploadTotals totals;
    for (int row = 0; row < m_uploads.rowCount(); ++row) {
        if (m_tasks)
            totals.count(m_tasks->taskAt(row));
        else
            totals.count(m_uploads.index(row, 0).data(UploadsModel::TaskRole).value<UploadTask>());
    }
    m_totals = totals;
    emit counted();
}

} // namespace pollux
