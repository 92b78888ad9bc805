// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/operationtracker.h"

#include <utility>

namespace pollux {

namespace {

constexpr double growth = 1.5;
constexpr std::chrono::milliseconds noPause(0);

bool isGone(const ApiError &error)
{
    return error.kind == ErrorKind::Gone || error.httpStatus == 404;
}

} // namespace

OperationTracker::OperationTracker(Context context, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_polls({timerFor(firstPause), timerFor(maxPause), growth})
{
    connect(&m_polls, &PollSchedule::due, this, &OperationTracker::askOperation);
}

void OperationTracker::load()
{
    const QList<OperationRecord> operations = m_context.journal.operations();
    for (const OperationRecord &operation : operations)
        m_watches.emplace(operation.name, Watch{.record = operation});
    if (!operations.isEmpty())
        emit changed(operations);
    // The last program may have ended after it saved the end of an operation and before it updated the upload task.
    for (const OperationRecord &operation : operations) {
        if (operation.state != OperationRecord::State::Working)
            emit ended(operation, {});
    }
    handleAccounts();
}

void OperationTracker::watch(const OperationRecord &operation)
{
    if (find(operation.name))
        return;
    OperationRecord &record = m_watches.emplace(operation.name, Watch{.record = operation}).first->second.record;
    m_polls.watch(operation.name);
    record.nextPoll = m_polls.nextRead(operation.name);
    emit changed({record});
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
        if (find(name))
            m_polls.watchNow(name);
    }
}

void OperationTracker::handleAccounts()
{
    for (const auto &[name, watch] : m_watches) {
        if (watch.record.state == OperationRecord::State::Working && !m_polls.isWatched(name))
            m_polls.watchNow(name);
    }
}

void OperationTracker::forget(const QStringList &names)
{
    const bool isKept = m_context.journal.removeOperations(names);
    emit journalAnswered(isKept);
    if (!isKept)
        return;
    for (const QString &name : names) {
        m_watches.erase(name);
        m_polls.forget(name);
    }
    emit removed(names);
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
    // If a gateway drops the upload headers, the service stores the JSON of `start` as the document (contract 1.4).
    if (answer.value_or(*task.operation).responseSizeBytes().value_or(task.size) != task.size)
        return ApiError::local(ErrorKind::Damaged, task.path);
    return std::nullopt;
}

OperationTracker::Watch *OperationTracker::find(const QString &name)
{
    const auto watch = m_watches.find(name);
    return watch == m_watches.end() ? nullptr : &watch->second;
}

std::chrono::milliseconds OperationTracker::timerFor(std::chrono::milliseconds wait) const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(wait / m_context.clockSpeed);
}

void OperationTracker::askOperation(const QString &name)
{
    Watch *watch = find(name);
    const bool isWorking = watch && watch->record.state == OperationRecord::State::Working;
    const auto requests = isWorking ? m_context.requestsOf(watch->record.profileId) : std::nullopt;
    if (!requests) {
        m_polls.forget(name);
        return;
    }
    ++watch->record.polls;
    StoresClient(m_context.network, *requests).getOperation(name, this, [this, name](const Result<Operation> &answer) {
        if (Watch *asked = find(name)) // not forgotten meanwhile
            handleOperation(*asked, answer);
    });
}

void OperationTracker::handleOperation(Watch &watch, const Result<Operation> &answer)
{
    watch.record.lastPoll = QDateTime::currentDateTimeUtc();
    if (!answer.ok()) {
        if (isGone(answer.error()))
            askDocument(watch, true);
        else
            keepPolling(watch, answer.error());
        return;
    }
    Operation operation = answer.value();
    watch.record.answer = operation;
    if (operation.name == watch.record.name && !operation.documentName().isEmpty())
        watch.record.document = operation.documentName();
    // The answer belongs to the requested operation, even if it has another name.
    operation.name = watch.record.name;
    // Done without error and without response does not tell how it ended.
    if (operation.isDone && operation.error) {
        watch.record.error = operation.error;
        end(watch, OperationRecord::State::Failed, operation);
    } else if (operation.isDone && !operation.response.isEmpty()) {
        watch.answer = operation;
        if (watch.record.document.isEmpty())
            end(watch, OperationRecord::State::Done, operation);
        else
            askDocument(watch, false);
    } else if (operation.isDone || watch.record.polls >= pollsBeforeDocument) {
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
        .getDocument(watch.record.document, this,
                     [this, name = watch.record.name, isOperationGone](const Result<Document> &answer) {
                         if (Watch *asked = find(name)) // not forgotten meanwhile
                             handleDocument(*asked, isOperationGone, answer);
                     });
}

void OperationTracker::handleDocument(Watch &watch, bool isOperationGone, const Result<Document> &answer)
{
    const bool isDocumentGone = !answer.ok() && isGone(answer.error());
    watch.absences = isDocumentGone && isOperationGone ? watch.absences + 1 : 0;
    const std::optional<Operation> operation = watch.answer; // a copy: the end may forget the watch
    const Document::State state = answer.ok() ? answer.value().state : Document::State::Unspecified;
    if (answer.ok())
        noteFailure(watch, state == Document::State::Failed);
    const bool isUnclear = state == Document::State::Unspecified || state == Document::State::Unknown;
    const bool isTransient = !answer.ok() && traitsOf(answer.error().kind).isTransient();
    if (state == Document::State::Active || (operation && isUnclear && !isTransient))
        end(watch, OperationRecord::State::Done, operation);
    else if (!isTransient && watch.sinceFailure.isValid() &&
             watch.sinceFailure.hasExpired(timerFor(Document::recoveryTime).count()))
        end(watch, OperationRecord::State::Failed, operation);
    else if (watch.absences >= absencesBeforeLost)
        end(watch, OperationRecord::State::Lost, {});
    else
        keepPolling(watch, answer.ok() || isDocumentGone ? std::nullopt : std::optional(answer.error()));
}

void OperationTracker::noteFailure(Watch &watch, bool isFailed)
{
    watch.record.hasFailedDocument = isFailed;
    if (!isFailed)
        watch.sinceFailure.invalidate();
    else if (!watch.sinceFailure.isValid())
        watch.sinceFailure.start();
}

void OperationTracker::keepPolling(Watch &watch, const std::optional<ApiError> &error)
{
    watch.record.pollError = error;
    m_polls.goOn(watch.record.name, timerFor(error ? error->retryAfter.value_or(noPause) : noPause));
    watch.record.nextPoll = m_polls.nextRead(watch.record.name);
    emit changed({watch.record});
}

void OperationTracker::end(Watch &watch, OperationRecord::State state, const std::optional<Operation> &answer)
{
    watch.record.state = state;
    watch.record.hasFailedDocument = false;
    watch.record.pollError.reset();
    watch.record.nextPoll = {};
    emit journalAnswered(m_context.journal.keepOperation(watch.record));
    m_polls.forget(watch.record.name);
    const OperationRecord record = watch.record;
    emit changed({record});
    emit ended(record, answer);
}

} // namespace pollux
