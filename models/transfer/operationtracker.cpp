// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/operationtracker.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace pollux {

namespace {

constexpr int maxRequests = 4;
constexpr double growth = 1.5;
constexpr double jitter = 0.2; // of the pause, each way

bool isGone(const ApiError &error)
{
    return error.kind == ErrorKind::Gone || error.httpStatus == 404;
}

} // namespace

OperationTracker::OperationTracker(Context context, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_timer(this)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OperationTracker::pollDue);
}

OperationTracker::~OperationTracker() = default;

void OperationTracker::load()
{
    const QList<OperationRecord> operations = m_context.journal.operations();
    for (const OperationRecord &operation : operations)
        m_watches.push_back({.record = operation});
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
    m_watches.push_back({.record = operation});
    schedule(m_watches.back());
    emit changed({m_watches.back().record});
    arm();
}

void OperationTracker::add(const OperationRecord &operation)
{
    if (find(operation.name))
        return;
    emit journalAnswered(m_context.journal.keepOperation(operation));
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
    const bool isKept = m_context.journal.removeOperations(names);
    emit journalAnswered(isKept);
    if (!isKept)
        return;
    std::erase_if(m_watches, [&names](const Watch &watch) { return names.contains(watch.record.name); });
    emit removed(names);
    arm();
}

std::optional<ApiError> OperationTracker::failureOf(const UploadTask &task, const OperationRecord &operation,
                                                    const std::optional<Operation> &answer)
{
    if (operation.state == OperationRecord::State::Failed) {
        const Status status = operation.error.value_or(Status());
        ApiError error = ApiError::local(ErrorKind::OperationFailed, task.path, status.message);
        error.rpcStatus = status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText;
        error.rawDetails = status.details;
        error.details = status.readDetails();
        return error;
    }
    if (operation.state == OperationRecord::State::Lost)
        return ApiError::local(ErrorKind::OutcomeUnknown, task.path);
    // Where a gateway drops the upload headers, the JSON of `start` becomes the document (contract 1.4).
    if (answer.value_or(*task.operation).responseSizeBytes().value_or(task.size) != task.size)
        return ApiError::local(ErrorKind::Damaged, task.path);
    return std::nullopt;
}

OperationTracker::Watch *OperationTracker::find(const QString &name)
{
    const auto it = std::ranges::find(m_watches, name, [](const Watch &watch) { return watch.record.name; });
    return it == m_watches.end() ? nullptr : &*it;
}

void OperationTracker::schedule(Watch &watch, std::chrono::milliseconds least)
{
    double pause = static_cast<double>(firstPause.count()) * std::pow(growth, watch.polls);
    pause = std::min(pause, static_cast<double>(maxPause.count()));
    pause *= 1 - jitter + 2 * jitter * QRandomGenerator::global()->generateDouble();
    pause = std::max(pause, static_cast<double>(least.count())) / m_context.clockSpeed;
    watch.due = m_clock.elapsed() + static_cast<qint64>(pause);
    watch.record.nextPoll = QDateTime::currentDateTimeUtc().addMSecs(static_cast<qint64>(pause));
}

void OperationTracker::arm()
{
    m_timer.stop();
    qint64 due = std::numeric_limits<qint64>::max();
    int requests = 0;
    for (const Watch &watch : m_watches) {
        requests += watch.request ? 1 : 0;
        if (isWaiting(watch) && m_context.requestsOf(watch.record.profileId))
            due = std::min(due, watch.due);
    }
    if (requests < maxRequests && due < std::numeric_limits<qint64>::max())
        m_timer.start(std::chrono::milliseconds(std::max<qint64>(due - m_clock.elapsed(), 0)));
}

void OperationTracker::pollDue()
{
    auto requests = std::ranges::count_if(m_watches, [](const Watch &watch) { return watch.request != nullptr; });
    for (Watch &watch : m_watches) {
        const bool isDue = isWaiting(watch) && watch.due <= m_clock.elapsed() && requests < maxRequests;
        if (const auto account = isDue ? m_context.requestsOf(watch.record.profileId) : std::nullopt) {
            ++requests;
            poll(watch, *account);
        }
    }
    arm();
}

void OperationTracker::poll(Watch &watch, const RequestFactory &requests)
{
    ++watch.polls;
    ++watch.record.polls;
    const QString name = watch.record.name;
    StoresClient(m_context.network, requests)
        .getOperation(name, renewRequest(watch),
                      [this, name](const Result<Operation> &answer) { handleOperation(name, answer); });
}

void OperationTracker::handleOperation(const QString &name, const Result<Operation> &answer)
{
    Watch &watch = *find(name);
    watch.record.lastPoll = QDateTime::currentDateTimeUtc();
    if (!answer.ok()) {
        if (isGone(answer.error()))
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
    const auto requests = m_context.requestsOf(watch.record.profileId);
    if (!requests || watch.record.document.isEmpty()) {
        keepPolling(watch, {});
        return;
    }
    StoresClient(m_context.network, *requests)
        .getDocument(watch.record.document, renewRequest(watch),
                     [this, name = watch.record.name, isOperationGone](const Result<Document> &answer) {
                         handleDocument(name, isOperationGone, answer);
                     });
}

void OperationTracker::handleDocument(const QString &name, bool isOperationGone, const Result<Document> &answer)
{
    Watch &watch = *find(name);
    const bool isDocumentGone = !answer.ok() && isGone(answer.error());
    watch.absences = isDocumentGone && isOperationGone ? watch.absences + 1 : 0;
    if (answer.ok() && answer.value().state == Document::State::Active)
        end(watch, OperationRecord::State::Done, {});
    else if (answer.ok() && answer.value().state == Document::State::Failed)
        end(watch, OperationRecord::State::Failed, {});
    else if (watch.absences >= absencesBeforeLost)
        end(watch, OperationRecord::State::Lost, {});
    else
        keepPolling(watch, answer.ok() || isDocumentGone ? std::nullopt : std::optional(answer.error()));
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
    emit journalAnswered(m_context.journal.keepOperation(watch.record));
    endRequest(watch);
    const OperationRecord record = watch.record;
    emit changed({record});
    emit ended(record, answer);
    arm();
}

QObject *OperationTracker::renewRequest(Watch &watch)
{
    endRequest(watch);
    watch.request = std::make_unique<QObject>();
    return watch.request.get();
}

void OperationTracker::endRequest(Watch &watch)
{
    // The request's own callback may be what runs here.
    if (watch.request)
        watch.request.release()->deleteLater();
}

} // namespace pollux
