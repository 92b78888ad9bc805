// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadqueue.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

constexpr std::chrono::milliseconds progressInterval(100);

UploadTask::State taskState(UploadSession::State state)
{
    switch (state) {
    case UploadSession::State::Idle:
    case UploadSession::State::Starting:
        return UploadTask::State::Starting;
    case UploadSession::State::WaitingToRetry:
        return UploadTask::State::Waiting;
    case UploadSession::State::Sending:
    case UploadSession::State::Querying:
    case UploadSession::State::Finished:
        break;
    }
    return UploadTask::State::Sending;
}

UploadTask newTask(UploadTask::Id id, const QString &profileId, const AcceptedFile &file)
{
    UploadTask task;
    task.id = id;
    task.profileId = profileId;
    task.path = file.path;
    task.displayName = file.displayName;
    task.mimeType = file.mimeType;
    task.size = file.size;
    task.notes.setFlag(UploadNote::EmptyFile, file.size == 0);
    task.notes.setFlag(UploadNote::UnknownType, !file.isMimeTypeKnown);
    return task;
}

} // namespace

struct UploadQueue::Entry {
    UploadTask task;
    RequestFactory requests;
    UploadSession *session = nullptr; // child of the queue while it runs
    TransferRate rate;
    bool hasProgress = false;
};

UploadQueue::UploadQueue(QNetworkAccessManager &network, RetrySchedule retries, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_retries(retries)
{
    m_clock.start();
    m_progressTimer.setInterval(progressInterval);
    connect(&m_progressTimer, &QTimer::timeout, this, &UploadQueue::publishProgress);
}

UploadQueue::~UploadQueue()
{
    m_preflightPool.waitForDone();
}

void UploadQueue::setAccount(const QString &profileId, const RequestFactory &requests)
{
    m_profileId = profileId;
    m_requests = requests;
}

void UploadQueue::setParallelUploads(int count)
{
    m_parallelUploads = std::clamp(count, 1, mostParallelUploads);
    startNext();
}

void UploadQueue::add(const QStringList &paths)
{
    m_preflightPool.start([this, paths, profileId = m_profileId, requests = m_requests] {
        const PreflightResult found = preflight(paths);
        QMetaObject::invokeMethod(
            this, [this, profileId, requests, found] { enqueue(profileId, requests, found); }, Qt::QueuedConnection);
    });
}

UploadTask UploadQueue::taskAt(int row) const
{
    return m_entries.at(static_cast<std::size_t>(row))->task;
}

int UploadQueue::rowOf(UploadTask::Id id) const
{
    const auto it = std::ranges::lower_bound(m_entries, id, {}, [](const auto &entry) { return entry->task.id; });
    return it != m_entries.end() && (*it)->task.id == id ? static_cast<int>(it - m_entries.begin()) : -1;
}

void UploadQueue::cancel(UploadTask::Id id)
{
    Entry *entry = find(id);
    if (!entry || entry->task.isFinished())
        return;
    if (entry->session) {
        entry->session->cancel();
        return;
    }
    endEntry(*entry, UploadTask::State::Cancelled);
    goOn();
}

void UploadQueue::cancelAll()
{
    // From the end, so that no waiting task starts in the place of one that was just cancelled.
    for (std::size_t i = m_entries.size(); i > 0; --i)
        cancel(m_entries.at(i - 1)->task.id);
}

void UploadQueue::retry(UploadTask::Id id)
{
    Entry *entry = find(id);
    if (!entry || (entry->task.state != UploadTask::State::Failed && entry->task.state != UploadTask::State::Cancelled))
        return;
    UploadTask &task = entry->task;
    task.state = UploadTask::State::Queued;
    task.bytesConfirmed = 0;
    task.bytesHandedOver = 0;
    task.sessionCount = 0;
    task.error.reset();
    task.file.reset();
    task.notes &= UploadNotes(UploadNote::EmptyFile) | UploadNote::UnknownType;
    ++m_unfinishedCount;
    emit taskChanged(id);
    startNext();
}

void UploadQueue::retryFailed()
{
    for (const auto &entry : m_entries) {
        if (entry->task.state == UploadTask::State::Failed)
            retry(entry->task.id);
    }
}

void UploadQueue::clearFinished(bool failed)
{
    for (int row = count() - 1; row >= 0; --row) {
        const UploadTask &task = m_entries.at(static_cast<std::size_t>(row))->task;
        if (task.isFinished() && (failed || task.state != UploadTask::State::Failed))
            removeRow(row);
    }
}

void UploadQueue::enqueue(const QString &profileId, const RequestFactory &requests, const PreflightResult &found)
{
    if (!found.accepted.isEmpty()) {
        emit rowsAboutToBeInserted(count(), count() + static_cast<int>(found.accepted.size()) - 1);
        for (const AcceptedFile &file : found.accepted) {
            auto entry = std::make_unique<Entry>();
            entry->task = newTask(++m_lastId, profileId, file);
            entry->requests = requests;
            m_entries.push_back(std::move(entry));
            ++m_unfinishedCount;
        }
        emit rowsInserted();
    }
    emit pathsAdded(static_cast<int>(found.accepted.size()), found.skipped);
    startNext();
}

void UploadQueue::startNext()
{
    for (const auto &entry : m_entries) {
        if (m_runningCount >= m_parallelUploads)
            return;
        if (entry->task.state == UploadTask::State::Queued)
            startEntry(*entry);
    }
}

void UploadQueue::startEntry(Entry &entry)
{
    const UploadTask::Id id = entry.task.id;
    const UploadSource source{entry.task.path, entry.task.displayName, entry.task.mimeType, false};
    entry.session = new UploadSession(m_network, entry.requests, source, m_retries, this);
    entry.rate.reset();
    connect(entry.session, &UploadSession::stateChanged, this,
            [this, id](UploadSession::State state) { takeSessionState(id, state); });
    connect(entry.session, &UploadSession::retryScheduled, this,
            [this, id](const ApiError &error, std::chrono::milliseconds delay) { takeRetry(id, error, delay); });
    connect(entry.session, &UploadSession::progressChanged, this, [this, id] {
        if (Entry *changed = find(id))
            changed->hasProgress = true;
    });
    connect(entry.session, &UploadSession::finished, this, [this, id] { takeOutcome(id); });
    ++m_runningCount;
    m_progressTimer.start();
    entry.session->start();
}

void UploadQueue::takeSessionState(UploadTask::Id id, UploadSession::State state)
{
    Entry *entry = find(id);
    if (!entry || state == UploadSession::State::Finished)
        return;
    UploadTask &task = entry->task;
    task.state = taskState(state);
    if (task.sessionCount != entry->session->sessionCount())
        task.bytesHandedOver = 0;
    task.sessionCount = entry->session->sessionCount();
    task.notes.setFlag(UploadNote::NewSession, task.sessionCount > 1);
    if (state == UploadSession::State::Sending)
        task.size = entry->session->size();
    emit taskChanged(id);
}

void UploadQueue::takeRetry(UploadTask::Id id, const ApiError &error, std::chrono::milliseconds delay)
{
    Entry *entry = find(id);
    if (!entry)
        return;
    entry->rate.reset();
    entry->task.error = error;
    entry->task.nextTry = QDateTime::currentDateTimeUtc().addMSecs(delay.count());
    emit taskChanged(id);
}

void UploadQueue::takeOutcome(UploadTask::Id id)
{
    Entry *entry = find(id);
    if (!entry)
        return;
    UploadSession *session = std::exchange(entry->session, nullptr);
    session->deleteLater();
    --m_runningCount;
    UploadTask &task = entry->task;
    task.bytesConfirmed = session->bytesConfirmed();
    task.bytesHandedOver = session->bytesHandedOver();
    task.error.reset();
    UploadTask::State state = UploadTask::State::Done;
    const Result<UploadOutcome> &outcome = session->outcome();
    if (outcome.ok()) {
        const Verification verification = outcome.value().verification;
        task.file = outcome.value().file;
        task.notes.setFlag(UploadNote::NotVerified, verification == Verification::NoHash);
        task.notes.setFlag(UploadNote::TypeDiffers, verification == Verification::TypeDiffers);
        if (verification == Verification::Damaged)
            task.error = ApiError::local(ErrorKind::Damaged, task.path);
    } else {
        task.error = outcome.error();
    }
    if (task.error)
        state = task.error->kind == ErrorKind::Cancelled ? UploadTask::State::Cancelled : UploadTask::State::Failed;
    // Whoever listens may clear the list, and the task with it.
    const QString profileId = task.profileId;
    const std::optional<RemoteFile> file = task.file;
    endEntry(*entry, state);
    if (file)
        emit uploaded(profileId, *file);
    goOn();
}

void UploadQueue::goOn()
{
    startNext();
    if (m_unfinishedCount == 0)
        emit idle(std::exchange(m_doneSinceIdle, 0), std::exchange(m_failedSinceIdle, 0));
}

void UploadQueue::publishProgress()
{
    if (m_runningCount == 0)
        m_progressTimer.stop();
    for (const auto &entry : m_entries) {
        if (!entry->session)
            continue;
        UploadTask &task = entry->task;
        task.bytesConfirmed = entry->session->bytesConfirmed();
        // After a break the session goes back to what the server confirmed; what a person saw does not.
        task.bytesHandedOver = std::max(task.bytesHandedOver, entry->session->bytesHandedOver());
        if (entry->hasProgress)
            entry->rate.add(now(), entry->session->bytesHandedOver());
        const double speed = entry->rate.bytesPerSecond(now());
        if (!std::exchange(entry->hasProgress, false) && qFuzzyCompare(speed + 1, task.bytesPerSecond + 1))
            continue;
        task.bytesPerSecond = speed;
        task.timeLeft = entry->rate.timeLeft(now(), task.size - task.bytesHandedOver);
        emit taskChanged(task.id);
    }
}

void UploadQueue::endEntry(Entry &entry, UploadTask::State state)
{
    entry.task.state = state;
    entry.task.bytesPerSecond = 0;
    entry.task.timeLeft.reset();
    --m_unfinishedCount;
    m_doneSinceIdle += state == UploadTask::State::Done ? 1 : 0;
    m_failedSinceIdle += state == UploadTask::State::Failed ? 1 : 0;
    emit taskChanged(entry.task.id);
}

void UploadQueue::removeRow(int row)
{
    emit rowAboutToBeRemoved(row);
    m_entries.erase(m_entries.begin() + row);
    emit rowRemoved();
}

UploadQueue::Entry *UploadQueue::find(UploadTask::Id id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : m_entries.at(static_cast<std::size_t>(row)).get();
}

std::chrono::milliseconds UploadQueue::now() const
{
    return std::chrono::milliseconds(m_clock.elapsed());
}

} // namespace pollux
