// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadtotals.h"

#include "models/items/uploads/uploadsmodel.h"

namespace pollux {

int &UploadTotals::counterOf(UploadTask::State state)
{
    switch (state) {
    case UploadTask::State::Queued:
        return queued;
    case UploadTask::State::Hashing:
    case UploadTask::State::Starting:
    case UploadTask::State::Sending:
    case UploadTask::State::Finalising:
    case UploadTask::State::Verifying:
        return running;
    case UploadTask::State::Waiting:
        return waiting;
    case UploadTask::State::Paused:
        return paused;
    case UploadTask::State::Processing:
        return processing;
    case UploadTask::State::Done:
        return done;
    case UploadTask::State::Failed:
        return failed;
    case UploadTask::State::Cancelled:
        return cancelled;
    }
    Q_UNREACHABLE();
}

void UploadTotals::add(const Part &part, int times)
{
    int &counter = counterOf(part.state);
    counter += times;
    if (&counter != &queued && &counter != &running && &counter != &waiting)
        return;
    activeSize += part.size * times;
    activeBytes += part.bytes * times;
}

UploadTotalsCounter::UploadTotalsCounter(const QAbstractItemModel &uploads, QObject *parent)
    : QObject(parent)
    , m_uploads(uploads)
    , m_tasks(qobject_cast<const UploadsModel *>(&uploads))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(200);
    connect(&m_timer, &QTimer::timeout, this, &UploadTotalsCounter::counted);
    connect(&uploads, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { updateRows(first.row(), last.row()); });
    connect(&uploads, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { updateRows(first, last); });
    connect(&uploads, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { removeRows(first, last); });
    connect(&uploads, &QAbstractItemModel::modelReset, this, &UploadTotalsCounter::countAll);
    countAll();
}

void UploadTotalsCounter::countAll()
{
    m_totals = {};
    m_parts.clear();
    updateRows(0, m_uploads.rowCount() - 1);
}

void UploadTotalsCounter::updateRows(int first, int last)
{
    forRows(first, last, [this](const UploadTask &task) {
        const auto part = UploadTotals::Part::of(task);
        const auto known = m_parts.find(task.id);
        if (known != m_parts.end())
            m_totals.add(*known, -1);
        m_totals.add(part, 1);
        m_parts.insert(task.id, part);
    });
    schedule();
}

void UploadTotalsCounter::removeRows(int first, int last)
{
    forRows(first, last, [this](const UploadTask &task) { m_totals.add(m_parts.take(task.id), -1); });
    schedule();
}

template <typename Use>
void UploadTotalsCounter::forRows(int first, int last, Use use) const
{
    for (int row = first; row <= last; ++row) {
        if (m_tasks)
            use(m_tasks->taskAt(row));
        else
            use(m_uploads.index(row, 0).data(UploadsModel::TaskRole).value<UploadTask>());
    }
}

void UploadTotalsCounter::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

} // namespace pollux
