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
            [this](const QModelIndex &, int first, int last) { insertRows(first, last); });
    connect(&uploads, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { removeRows(first, last); });
    connect(&uploads, &QAbstractItemModel::layoutChanged, this, &UploadTotalsCounter::countAll);
    connect(&uploads, &QAbstractItemModel::modelReset, this, &UploadTotalsCounter::countAll);
    countAll();
}

void UploadTotalsCounter::countAll()
{
    m_totals = {};
    m_parts.clear();
    insertRows(0, m_uploads.rowCount() - 1);
}

void UploadTotalsCounter::insertRows(int first, int last)
{
    std::vector<UploadTotals::Part> parts;
    for (int row = first; row <= last; ++row) {
        parts.push_back(partOf(row));
        m_totals.add(parts.back(), 1);
    }
    m_parts.insert(m_parts.begin() + first, parts.begin(), parts.end());
    schedule();
}

void UploadTotalsCounter::removeRows(int first, int last)
{
    const auto begin = m_parts.begin() + first;
    const auto end = m_parts.begin() + last + 1;
    for (auto part = begin; part != end; ++part)
        m_totals.add(*part, -1);
    m_parts.erase(begin, end);
    schedule();
}

void UploadTotalsCounter::updateRows(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        UploadTotals::Part &part = m_parts[static_cast<std::size_t>(row)];
        m_totals.add(part, -1);
        part = partOf(row);
        m_totals.add(part, 1);
    }
    schedule();
}

UploadTotals::Part UploadTotalsCounter::partOf(int row) const
{
    if (m_tasks)
        return UploadTotals::Part::of(m_tasks->taskAt(row));
    return UploadTotals::Part::of(m_uploads.index(row, 0).data(UploadsModel::TaskRole).value<UploadTask>());
}

void UploadTotalsCounter::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

} // namespace pollux
