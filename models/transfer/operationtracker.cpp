// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/operationtracker.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <utility>

namespace pollux {

namespace {

constexpr int maxRequests = 4;
constexpr double growth = 1.5;
constexpr double jitter = 0.2; // of the pause, each way

} // namespace

OperationTracker::OperationTracker(Dependencies dependencies, QObject *parent)
    : QObject(parent)
    , m_dependencies(std::move(dependencies))
    , m_timer(this)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OperationTracker::pollDue);
}

OperationTracker::~OperationTracker() = default;

void OperationTracker::load()
{
    const QList<OperationRecord> operations = m_dependencies.journal.operations();
    for (const OperationRecord &operation : operations) {
        m_watches.push_back(std::make_unique<Watch>());
        m_watches.back()->record = operation;
    }
    if (!operations.isEmpty())
        emit changed(operations);
    // Whoever saw it end may have died before the upload it belongs to was told.
    for (const OperationRecord &operation : operations) {
        if (operation.state != OperationRecord::State::Working)
            emit ended(operation, {});
    }
    arm();
}

void OperationTracker::watch(const OperationRecord &operation)
{
    if (find(operation.name))
        return;
    m_watches.push_back(std::make_unique<Watch>());
    Watch &watch = *m_watches.back();
    watch.record = operation;
    schedule(watch);
    emit changed({watch.record});
    arm();
}

void OperationTracker::add(const OperationRecord &operation)
{
    if (find(operation.name))
        return;
    emit journalAnswered(m_dependencies.journal.keepOperation(operation));
    watch(operation);
}

void OperationTracker::poll(const QStringList &names)
{
    for (const QString &name : names) {
        if (Watch *watch = find(name))
            watch->due = 0;
    }
    arm();
}

void OperationTracker::forget(const QStringList &names)
{
    const bool isKept = m_dependencies.journal.removeOperations(names);
    emit journalAnswered(isKept);
    if (!isKept)
        return;
    std::erase_if(m_watches, [&names](const auto &watch) { return names.contains(watch->record.name); });
    emit removed(names);
    arm();
}

void OperationTracker::handleAccounts()
{
    arm();
}

OperationTracker::Watch *OperationTracker::find(const QString &name)
{
    const auto it = std::ranges::find_if(m_watches, [&name](const auto &watch) { return watch->record.name == name; });
    return it == m_watches.end() ? nullptr : it->get();
}

void OperationTracker::schedule(Watch &watch, std::chrono::milliseconds least)
{
    double pause = static_cast<double>(firstPause.count());
    for (int poll = 0; poll < watch.polls && pause < static_cast<double>(maxPause.count()); ++poll)
        pause *= growth;
    pause = std::min(pause, static_cast<double>(maxPause.count()));
    pause *= 1 - jitter + 2 * jitter * QRandomGenerator::global()->generateDouble();
    pause = std::max(pause, static_cast<double>(least.count())) / m_dependencies.clockSpeed;
    watch.due = m_clock.elapsed() + static_cast<qint64>(pause);
    watch.record.nextPoll = QDateTime::currentDateTimeUtc().addMSecs(static_cast<qint64>(pause));
}

void OperationTracker::arm()
{
    m_timer.stop();
    qint64 due = std::numeric_limits<qint64>::max();
    int requests = 0;
    for (const auto &watch : m_watches) {
        requests += watch->request ? 1 : 0;
        const bool isWaiting = watch->record.state == OperationRecord::State::Working && !watch->request;
        if (isWaiting && m_dependencies.requestsOf(watch->record.profileId))
            due = std::min(due, watch->due);
    }
    if (requests < maxRequests && due < std::numeric_limits<qint64>::max())
        m_timer.start(std::chrono::milliseconds(std::max<qint64>(due - m_clock.elapsed(), 0)));
}

void OperationTracker::pollDue()
{
    auto requests = std::ranges::count_if(m_watches, [](const auto &watch) { return watch->request != nullptr; });
    for (const auto &watch : m_watches) {
        const bool isDue = watch->record.state == OperationRecord::State::Working && !watch->request &&
                           watch->due <= m_clock.elapsed();
        const auto account = isDue ? m_dependencies.requestsOf(watch->record.profileId) : std::nullopt;
        if (!account || requests >= maxRequests)
            continue;
        ++requests;
        poll(*watch, *account);
    }
    arm();
}

void OperationTracker::poll(Watch &watch, const RequestFactory &requests)
{
    renewRequest(watch);
    ++watch.polls;
    ++watch.record.polls;
    StoresClient(m_dependencies.network, requests)
        .getOperation(
            watch.record.name, watch.request.get(),
            [this, name = watch.record.name](const Result<Operation> &answer) { handleOperation(name, answer); });
}

void OperationTracker::handleOperation(const QString &name, const Result<Operation> &answer)
{
    Watch &watch = *find(name);
    watch.record.lastPoll = QDateTime::currentDateTimeUtc();
    if (!answer.ok()) {
        const bool isGone = answer.error().kind == ErrorKind::Gone || answer.error().httpStatus == 404;
        if (isGone)
            askDocument(watch, true);
        else
            keepPolling(watch, answer.error());
        return;
    }
    Operation operation = answer.value();
    if (operation.name == name && !operation.documentName().isEmpty())
        watch.record.document = operation.documentName();
    // An answer that names another operation is still about the one that was asked for.
    operation.name = name;
    // Done with neither of the two says nothing.
    if (operation.isDone && (operation.error || !operation.response.isEmpty())) {
        watch.record.error = operation.error;
        end(watch, operation.error ? OperationRecord::State::Failed : OperationRecord::State::Done, operation);
    } else if (operation.isDone || watch.polls >= pollsBeforeDocument) {
        askDocument(watch, false);
    } else {
        keepPolling(watch, {});
    }
}

void OperationTracker::askDocument(Watch &watch, bool isOperationGone)
{
    const auto requests = m_dependencies.requestsOf(watch.record.profileId);
    if (!requests || watch.record.document.isEmpty()) {
        keepPolling(watch, {});
        return;
    }
    renewRequest(watch);
    StoresClient(m_dependencies.network, *requests)
        .getDocument(watch.record.document, watch.request.get(),
                     [this, name = watch.record.name, isOperationGone](const Result<Document> &answer) {
                         handleDocument(name, isOperationGone, answer);
                     });
}

void OperationTracker::handleDocument(const QString &name, bool isOperationGone, const Result<Document> &answer)
{
    Watch &watch = *find(name);
    const bool isGone = !answer.ok() && (answer.error().kind == ErrorKind::Gone || answer.error().httpStatus == 404);
    watch.absences = isGone && isOperationGone ? watch.absences + 1 : 0;
    if (answer.ok() && answer.value().state == Document::State::Active)
        end(watch, OperationRecord::State::Done, {});
    else if (answer.ok() && answer.value().state == Document::State::Failed)
        end(watch, OperationRecord::State::Failed, {});
    else if (watch.absences >= absencesBeforeLost)
        end(watch, OperationRecord::State::Lost, {});
    else
        keepPolling(watch, answer.ok() || isGone ? std::nullopt : std::optional(answer.error()));
}

void OperationTracker::keepPolling(Watch &watch, const std::optional<ApiError> &error)
{
    watch.record.pollError = error;
    schedule(watch, error && error->retryAfter ? *error->retryAfter : std::chrono::milliseconds(0));
    endRequest(watch);
    emit changed({watch.record});
    arm();
}

void OperationTracker::end(Watch &watch, OperationRecord::State state, const std::optional<Operation> &answer)
{
    watch.record.state = state;
    watch.record.pollError.reset();
    watch.record.nextPoll = {};
    emit journalAnswered(m_dependencies.journal.keepOperation(watch.record));
    endRequest(watch);
    const OperationRecord record = watch.record;
    emit changed({record});
    emit ended(record, answer);
    arm();
}

void OperationTracker::renewRequest(Watch &watch)
{
    endRequest(watch);
    watch.request = std::make_unique<QObject>();
}

void OperationTracker::endRequest(Watch &watch)
{
    // The request's own callback may be what runs here.
    if (watch.request)
        watch.request.release()->deleteLater();
}

} // namespace pollux
