// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/jsonoutput.h"

#include "app/cli/output/sentences.h"
#include "models/journal/errorjson.h"
#include "models/text/errortext.h"
#include "models/text/untrustedtext.h"

#include <QDateTime>

#include <array>

using namespace Qt::StringLiterals;

namespace pollux::jsonoutput {

namespace {

// In the order of their enumerations.
constexpr std::array skipReasonNames{"missing",          "notReadable",   "notRegular",      "tooLarge",
                                     "tooLargeForStore", "notForStores",  "hidden",          "symbolicLink",
                                     "emptyFolder",      "alreadyQueued", "alreadyOnServer", "declined",
                                     "unreadableName",   "tooManyFiles"};
static_assert(skipReasonNames.size() == static_cast<std::size_t>(SkipReason::TooManyFiles) + 1);

constexpr std::array taskStateNames{"queued",     "hashing",   "starting",   "sending", "waiting", "paused",
                                    "finalising", "verifying", "processing", "done",    "failed",  "cancelled"};
static_assert(taskStateNames.size() == static_cast<std::size_t>(UploadTask::State::Cancelled) + 1);

constexpr std::array waitReasonNames{
    "none",        "person",     "interrupted",        "network",      "retry",           "badKey",       "anotherKey",
    "storageFull", "serverDown", "journalNotWritable", "noPermission", "locationBlocked", "endpointWrong"};
static_assert(waitReasonNames.size() == static_cast<std::size_t>(WaitReason::EndpointWrong) + 1);

constexpr std::array operationStateNames{"working", "done", "failed", "lost"};
static_assert(operationStateNames.size() == static_cast<std::size_t>(OperationRecord::State::Lost) + 1);

template <std::size_t count, typename Enum>
QString nameIn(const std::array<const char *, count> &names, Enum value)
{
    return QString::fromLatin1(names.at(static_cast<std::size_t>(value)));
}

QString textOf(const std::optional<Timestamp> &time)
{
    return time ? time->toText() : QString();
}

/// Returns `object` with those of the fields that are known: null and empty values are left out.
QJsonObject with(QJsonObject object, std::initializer_list<std::pair<QLatin1StringView, QJsonValue>> fields)
{
    const QList<QJsonValue> unknown{{}, QString(), QJsonObject(), QJsonArray()};
    for (const auto &[key, value] : fields) {
        if (!unknown.contains(value))
            object.insert(key, value);
    }
    return object;
}

} // namespace

QString nameOf(ErrorKind kind)
{
    return traitsOf(kind).name;
}

QString nameOf(SkipReason reason)
{
    return nameIn(skipReasonNames, reason);
}

QString nameOf(WaitReason reason)
{
    return nameIn(waitReasonNames, reason);
}

QString textOf(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QJsonObject errorObject(const ApiError &error)
{
    return with(errorObject(nameOf(error.kind), sentences::sentence(error)),
                {{"httpStatus"_L1, error.httpStatus > 0 ? error.httpStatus : QJsonValue()},
                 {"rpcStatus"_L1, error.rpcStatus},
                 {"message"_L1, untrustedtext::withoutSecrets(error.message)}});
}

QJsonObject errorObject(const QString &kind, const QString &sentence)
{
    return {{"kind"_L1, kind}, {"text"_L1, sentence}};
}

QJsonObject errorObject(const Status &status)
{
    return with(errorObject(nameOf(ErrorKind::OperationFailed), statusText(status)),
                {{"code"_L1, status.code},
                 {"rpcStatus"_L1, status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText},
                 {"message"_L1, untrustedtext::withoutSecrets(status.message)}});
}

QJsonObject fileObject(const RemoteFile &file)
{
    const auto seconds = [&] { return static_cast<double>(file.videoDuration->toMilliseconds().count()) / 1000; };
    return with(
        {{"name"_L1, file.name}},
        {{"displayName"_L1, file.displayName},
         {"mimeType"_L1, file.mimeType},
         {"size"_L1, file.sizeBytes ? QJsonValue(*file.sizeBytes) : QJsonValue()},
         {"createTime"_L1, textOf(file.createTime)},
         {"updateTime"_L1, textOf(file.updateTime)},
         {"expirationTime"_L1, textOf(file.expirationTime)},
         {"sha256"_L1, QString::fromLatin1(file.sha256Hash.toHex())},
         {"uri"_L1, file.uri},
         {"downloadUri"_L1, file.downloadUri},
         {"state"_L1, file.stateText},
         {"source"_L1, file.sourceText},
         {"videoSeconds"_L1, file.videoDuration ? QJsonValue(seconds()) : QJsonValue()},
         {"error"_L1, file.error ? errorObject(u"processing"_s, sentences::failedState(file)) : QJsonObject()}});
}

QJsonObject storeObject(const RagStore &store)
{
    return with({{"name"_L1, store.name},
                 {"activeDocumentsCount"_L1, store.activeDocumentsCount},
                 {"pendingDocumentsCount"_L1, store.pendingDocumentsCount},
                 {"failedDocumentsCount"_L1, store.failedDocumentsCount},
                 {"sizeBytes"_L1, store.sizeBytes}},
                {{"displayName"_L1, store.displayName},
                 {"embeddingModel"_L1, store.embeddingModel},
                 {"createTime"_L1, textOf(store.createTime)},
                 {"updateTime"_L1, textOf(store.updateTime)}});
}

QJsonObject documentObject(const Document &document)
{
    return with({{"name"_L1, document.name}, {"sizeBytes"_L1, document.sizeBytes}},
                {{"displayName"_L1, document.displayName},
                 {"mimeType"_L1, document.mimeType},
                 {"createTime"_L1, textOf(document.createTime)},
                 {"updateTime"_L1, textOf(document.updateTime)},
                 {"state"_L1, document.stateText},
                 {"customMetadata"_L1, toJson(document.customMetadata)}});
}

QJsonObject operationObject(const Operation &operation)
{
    using enum OperationRecord::State;
    const auto state = !operation.isDone ? Working : operation.error ? Failed : Done;
    return with(
        {{"name"_L1, operation.name}, {"done"_L1, operation.isDone}, {"state"_L1, nameIn(operationStateNames, state)}},
        {{"documentName"_L1, operation.documentName()},
         {"metadata"_L1, operation.metadata},
         {"response"_L1, operation.response},
         {"error"_L1, operation.error ? errorObject(*operation.error) : QJsonObject()}});
}

QJsonObject operationObject(const OperationRecord &operation)
{
    using enum OperationRecord::State;
    QJsonObject error;
    if (operation.error)
        error = errorObject(*operation.error);
    else if (operation.state == Lost || operation.state == Failed)
        error = errorObject(nameOf(ErrorKind::OperationFailed), sentences::failedOperation(operation));
    else if (operation.pollError)
        error = errorObject(*operation.pollError);
    return with({{"name"_L1, operation.name},
                 {"done"_L1, operation.state != Working},
                 {"state"_L1, nameIn(operationStateNames, operation.state)},
                 {"store"_L1, operation.store},
                 {"kind"_L1, operation.kind == OperationRecord::Kind::Import ? u"import"_s : u"upload"_s},
                 {"createTime"_L1, textOf(operation.created)}},
                {{"documentName"_L1, operation.document},
                 {"displayName"_L1, operation.displayName},
                 {"lastPoll"_L1, textOf(operation.lastPoll)},
                 {"error"_L1, error}});
}

QJsonObject taskObject(const UploadTask &task)
{
    return {{"id"_L1, static_cast<qint64>(task.id)}, {"path"_L1, task.path}};
}

QJsonObject queuedObject(const UploadTask &task)
{
    return with(taskObject(task), {{"displayName"_L1, task.displayName},
                                   {"mimeType"_L1, task.mimeType},
                                   {"size"_L1, task.size},
                                   {"store"_L1, task.storeUpload ? task.storeUpload->store : QString()}});
}

QJsonObject progressObject(const UploadTask &task)
{
    return with(taskObject(task),
                {{"state"_L1, nameIn(taskStateNames, task.state)},
                 {"sent"_L1, task.bytesHandedOver},
                 {"confirmed"_L1, task.bytesConfirmed},
                 {"size"_L1, task.size},
                 {"bytesPerSecond"_L1, static_cast<qint64>(task.bytesPerSecond)},
                 {"secondsLeft"_L1, task.timeLeft ? static_cast<qint64>(task.timeLeft->count()) : QJsonValue()}});
}

QJsonObject waitingObject(const UploadTask &task)
{
    return with(taskObject(task), {{"reason"_L1, nameOf(task.waitReason)},
                                   {"nextTry"_L1, textOf(task.nextTry)},
                                   {"error"_L1, task.error ? errorObject(*task.error) : QJsonObject()}});
}

QJsonObject resultObject(const UploadTask &task)
{
    QJsonObject object = taskObject(task);
    object.insert("displayName"_L1, task.displayName);
    if (!task.operation && !task.file)
        return object;
    object.insert("name"_L1, task.resourceName());
    object.insert("size"_L1, task.size);
    if (task.operation) {
        object.insert("store"_L1, task.target);
        object.insert("operation"_L1, task.operation->name);
        return object;
    }
    object.insert("uri"_L1, task.file->uri);
    object.insert("state"_L1, task.file->stateText);
    const bool isVerified = task.isVerified && !task.notes.testFlag(UploadNote::NotVerified);
    object.insert("verified"_L1, isVerified && task.state != UploadTask::State::Failed);
    return with(object, {{"sha256"_L1, QString::fromLatin1(task.file->sha256Hash.toHex())}});
}

} // namespace pollux::jsonoutput
