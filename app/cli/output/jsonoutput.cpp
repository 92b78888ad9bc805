// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/jsonoutput.h"

#include "app/cli/output/sentences.h"
#include "models/text/errortext.h"
#include "models/text/untrustedtext.h"

#include <QDateTime>

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux::jsonoutput {

namespace {

void insertText(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void insertTime(QJsonObject &object, QLatin1StringView key, const std::optional<Timestamp> &time)
{
    if (time)
        object.insert(key, time->toText());
}

} // namespace

QString word(ErrorKind kind)
{
    return traitsOf(kind).name;
}

QString word(SkipReason reason)
{
    static constexpr const char *words[] = {"missing",          "notReadable",   "notRegular",      "tooLarge",
                                            "tooLargeForStore", "notForStores",  "hidden",          "symbolicLink",
                                            "emptyFolder",      "alreadyQueued", "alreadyOnServer", "declined",
                                            "unreadableName",   "tooManyFiles"};
    static_assert(std::size(words) == static_cast<std::size_t>(SkipReason::TooManyFiles) + 1);
    return QString::fromLatin1(words[static_cast<std::size_t>(reason)]);
}

QString word(UploadTask::State state)
{
    static constexpr const char *words[] = {"queued",     "hashing",   "starting",   "sending", "waiting", "paused",
                                            "finalising", "verifying", "processing", "done",    "failed",  "cancelled"};
    static_assert(std::size(words) == static_cast<std::size_t>(UploadTask::State::Cancelled) + 1);
    return QString::fromLatin1(words[static_cast<std::size_t>(state)]);
}

QString word(WaitReason reason)
{
    static constexpr const char *words[] = {"none",       "person",       "interrupted",       "network",
                                            "retry",      "badKey",       "anotherKey",        "storageFull",
                                            "serverDown", "otherProgram", "journalNotWritable"};
    static_assert(std::size(words) == static_cast<std::size_t>(WaitReason::JournalNotWritable) + 1);
    return QString::fromLatin1(words[static_cast<std::size_t>(reason)]);
}

QString word(OperationRecord::State state)
{
    static constexpr const char *words[] = {"working", "done", "failed", "lost"};
    static_assert(std::size(words) == static_cast<std::size_t>(OperationRecord::State::Lost) + 1);
    return QString::fromLatin1(words[static_cast<std::size_t>(state)]);
}

QJsonObject errorObject(const ApiError &error)
{
    QJsonObject object{{"kind"_L1, word(error.kind)}, {"text"_L1, sentences::sentence(error)}};
    if (error.httpStatus > 0)
        object.insert("httpStatus"_L1, error.httpStatus);
    insertText(object, "rpcStatus"_L1, error.rpcStatus);
    insertText(object, "message"_L1, untrustedtext::withoutSecrets(error.message));
    return object;
}

QJsonObject errorObject(const QString &kind, const QString &sentence)
{
    return {{"kind"_L1, kind}, {"text"_L1, sentence}};
}

QJsonObject errorObject(const Status &status)
{
    QJsonObject object = errorObject(word(ErrorKind::OperationFailed), statusText(status));
    object.insert("code"_L1, status.code);
    insertText(object, "rpcStatus"_L1, status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText);
    insertText(object, "message"_L1, untrustedtext::withoutSecrets(status.message));
    return object;
}

QJsonObject fileObject(const RemoteFile &file)
{
    QJsonObject object{{"name"_L1, file.name}};
    insertText(object, "displayName"_L1, file.displayName);
    insertText(object, "mimeType"_L1, file.mimeType);
    if (file.sizeBytes)
        object.insert("size"_L1, *file.sizeBytes);
    insertTime(object, "createTime"_L1, file.createTime);
    insertTime(object, "updateTime"_L1, file.updateTime);
    insertTime(object, "expirationTime"_L1, file.expirationTime);
    insertText(object, "sha256"_L1, QString::fromLatin1(file.sha256Hash.toHex()));
    insertText(object, "uri"_L1, file.uri);
    insertText(object, "downloadUri"_L1, file.downloadUri);
    insertText(object, "state"_L1, file.stateText);
    insertText(object, "source"_L1, file.sourceText);
    if (file.videoDuration)
        object.insert("videoSeconds"_L1, static_cast<double>(file.videoDuration->toMilliseconds().count()) / 1000);
    if (file.error)
        object.insert("error"_L1, errorObject(u"processing"_s, sentences::failedState(file)));
    return object;
}

QJsonObject storeObject(const RagStore &store)
{
    QJsonObject object{{"name"_L1, store.name},
                       {"activeDocumentsCount"_L1, store.activeDocumentsCount},
                       {"pendingDocumentsCount"_L1, store.pendingDocumentsCount},
                       {"failedDocumentsCount"_L1, store.failedDocumentsCount},
                       {"sizeBytes"_L1, store.sizeBytes}};
    insertText(object, "displayName"_L1, store.displayName);
    insertText(object, "embeddingModel"_L1, store.embeddingModel);
    insertTime(object, "createTime"_L1, store.createTime);
    insertTime(object, "updateTime"_L1, store.updateTime);
    return object;
}

QJsonObject documentObject(const Document &document)
{
    QJsonObject object{{"name"_L1, document.name}, {"sizeBytes"_L1, document.sizeBytes}};
    insertText(object, "displayName"_L1, document.displayName);
    insertText(object, "mimeType"_L1, document.mimeType);
    insertTime(object, "createTime"_L1, document.createTime);
    insertTime(object, "updateTime"_L1, document.updateTime);
    insertText(object, "state"_L1, document.stateText);
    if (!document.customMetadata.isEmpty())
        object.insert("customMetadata"_L1, toJson(document.customMetadata));
    return object;
}

QJsonObject operationObject(const Operation &operation)
{
    const auto ended = operation.error ? OperationRecord::State::Failed : OperationRecord::State::Done;
    QJsonObject object{{"name"_L1, operation.name},
                       {"done"_L1, operation.isDone},
                       {"state"_L1, word(operation.isDone ? ended : OperationRecord::State::Working)}};
    insertText(object, "documentName"_L1, operation.documentName());
    if (!operation.metadata.isEmpty())
        object.insert("metadata"_L1, operation.metadata);
    if (!operation.response.isEmpty())
        object.insert("response"_L1, operation.response);
    if (operation.error)
        object.insert("error"_L1, errorObject(*operation.error));
    return object;
}

QJsonObject operationObject(const OperationRecord &operation)
{
    QJsonObject object{{"name"_L1, operation.name},
                       {"done"_L1, operation.state != OperationRecord::State::Working},
                       {"state"_L1, word(operation.state)},
                       {"store"_L1, operation.store},
                       {"kind"_L1, operation.kind == OperationRecord::Kind::Import ? u"import"_s : u"upload"_s},
                       {"createTime"_L1, operation.created.toUTC().toString(Qt::ISODateWithMs)}};
    insertText(object, "documentName"_L1, operation.document);
    insertText(object, "displayName"_L1, operation.displayName);
    if (operation.lastPoll.isValid())
        object.insert("lastPoll"_L1, operation.lastPoll.toUTC().toString(Qt::ISODateWithMs));
    if (operation.error)
        object.insert("error"_L1, errorObject(*operation.error));
    else if (operation.state == OperationRecord::State::Lost || operation.state == OperationRecord::State::Failed)
        object.insert("error"_L1, errorObject(word(ErrorKind::OperationFailed), sentences::failedOperation(operation)));
    else if (operation.pollError)
        object.insert("error"_L1, errorObject(*operation.pollError));
    return object;
}

QJsonObject taskObject(const UploadTask &task)
{
    return {{"id"_L1, static_cast<qint64>(task.id)}, {"path"_L1, task.path}};
}

QJsonObject queuedObject(const UploadTask &task)
{
    QJsonObject object = taskObject(task);
    object.insert("displayName"_L1, task.displayName);
    object.insert("mimeType"_L1, task.mimeType);
    object.insert("size"_L1, task.size);
    if (task.storeUpload)
        object.insert("store"_L1, task.storeUpload->store);
    return object;
}

QJsonObject progressObject(const UploadTask &task)
{
    QJsonObject object = taskObject(task);
    object.insert("state"_L1, word(task.state));
    object.insert("sent"_L1, task.bytesHandedOver);
    object.insert("confirmed"_L1, task.bytesConfirmed);
    object.insert("size"_L1, task.size);
    object.insert("bytesPerSecond"_L1, static_cast<qint64>(task.bytesPerSecond));
    if (task.timeLeft)
        object.insert("secondsLeft"_L1, static_cast<qint64>(task.timeLeft->count()));
    return object;
}

QJsonObject waitingObject(const UploadTask &task)
{
    QJsonObject object = taskObject(task);
    object.insert("reason"_L1, word(task.waitReason));
    if (task.nextTry.isValid())
        object.insert("nextTry"_L1, task.nextTry.toUTC().toString(Qt::ISODateWithMs));
    if (task.error)
        object.insert("error"_L1, errorObject(*task.error));
    return object;
}

QJsonObject resultObject(const UploadTask &task)
{
    QJsonObject object = taskObject(task);
    object.insert("displayName"_L1, task.displayName);
    if (task.operation) {
        object.insert("name"_L1, task.resourceName());
        object.insert("size"_L1, task.size);
        object.insert("store"_L1, task.target);
        object.insert("operation"_L1, task.operation->name);
        return object;
    }
    if (!task.file)
        return object;
    object.insert("name"_L1, task.file->name);
    object.insert("uri"_L1, task.file->uri);
    object.insert("state"_L1, task.file->stateText);
    object.insert("size"_L1, task.size);
    insertText(object, "sha256"_L1, QString::fromLatin1(task.file->sha256Hash.toHex()));
    const bool isVerified = task.isVerified && !task.notes.testFlag(UploadNote::NotVerified);
    object.insert("verified"_L1, isVerified && task.state != UploadTask::State::Failed);
    return object;
}

} // namespace pollux::jsonoutput
