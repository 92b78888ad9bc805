// SPDX-License-Identifier: Apache-2.0
#include "models/items/bulkremoval.h"

#include <chrono>
#include <utility>

namespace pollux {

namespace {

constexpr std::chrono::milliseconds batchTime(100);

} // namespace

void BulkRemoval::Job::cancel(const QStringList &names)
{
    for (const QString &name : names + std::exchange(waiting, {}))
        failed.append({name, ApiError::local(ErrorKind::Cancelled)});
}

BulkRemoval::BulkRemoval(QObject *parent)
    : QObject(parent)
    , m_context(std::make_unique<QObject>())
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(batchTime);
    connect(&m_batch, &QTimer::timeout, this, &BulkRemoval::reportRemoved);
}

BulkRemoval::~BulkRemoval() = default;

void BulkRemoval::remove(const QStringList &names, const Call &call)
{
    m_jobs.push_back({.waiting = names, .call = call, .removed = {}, .failed = {}});
    m_jobs.back().waiting.removeDuplicates();
    if (m_jobs.size() == 1)
        sendNext();
}

void BulkRemoval::stop()
{
    for (Job &job : m_jobs)
        job.cancel({});
    if (isRunning())
        sendNext();
}

void BulkRemoval::cancel()
{
    m_context = std::make_unique<QObject>();
    m_batch.stop();
    m_confirmed.clear();
    QStringList names(m_inFlight.cbegin(), m_inFlight.cend());
    m_inFlight.clear();
    for (Job &job : std::exchange(m_jobs, {})) {
        job.cancel(std::exchange(names, {}));
        emit finished(job.removed, job.failed);
    }
}

void BulkRemoval::sendNext()
{
    Job &job = m_jobs.front();
    while (!job.waiting.isEmpty() && m_inFlight.size() < maxInFlight) {
        const QString name = job.waiting.takeFirst();
        m_inFlight.insert(name);
        job.call(name, m_context.get(), [this, name](const Result<Nothing> &answer) { handleAnswer(name, answer); });
    }
    if (isIdle())
        QMetaObject::invokeMethod(this, &BulkRemoval::endJob, Qt::QueuedConnection);
}

void BulkRemoval::handleAnswer(const QString &name, const Result<Nothing> &answer)
{
    m_inFlight.remove(name);
    Job &job = m_jobs.front();
    if (answer.ok()) {
        job.removed.append(name);
        m_confirmed.append(name);
        if (!m_batch.isActive())
            m_batch.start();
    } else {
        job.failed.append({name, answer.error()});
    }
    sendNext();
    if (!answer.ok())
        emit failed(name, answer.error());
}

void BulkRemoval::reportRemoved()
{
    m_batch.stop();
    if (!m_confirmed.isEmpty())
        emit removed(std::exchange(m_confirmed, {}));
}

void BulkRemoval::endJob()
{
    reportRemoved();
    // A slot may have called cancel() or remove().
    if (m_jobs.empty() || !isIdle())
        return;
    const Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    if (isRunning())
        sendNext();
    emit finished(job.removed, job.failed);
}

} // namespace pollux
