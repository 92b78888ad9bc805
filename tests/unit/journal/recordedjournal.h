// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/journal.h"

/// What tests/data/b46508f/journal.sqlite holds: a task in each state that is stored, operations in each state, and the
/// origins of two files, in the format of commit b46508f. Its secret is "k" repeated 32 times.
namespace pollux::recordedjournal {

using State = UploadTask::State;

inline QDateTime time(int second)
{
    return QDateTime::fromMSecsSinceEpoch(1'795'000'000'123 + qint64{second} * 1000, Qt::UTC);
}

inline QString storeName()
{
    return QStringLiteral("fileSearchStores/recorded-store");
}

inline StoreUpload storeUpload()
{
    const QList<CustomMetadata> metadata{
        {QStringLiteral("author"), QStringLiteral("Zoë")},
        {QStringLiteral("year"), 1999.5},
        {QStringLiteral("tags"), QStringList{QStringLiteral("a"), QStringLiteral("b")}}};
    return {storeName(), metadata, ChunkingConfig{300, 30}};
}

inline Status status()
{
    Status status;
    status.code = 3;
    status.message = QStringLiteral("The document is empty.");
    return status;
}

inline RemoteFile file(const QString &name, const QString &state)
{
    QJsonObject object{{QStringLiteral("name"), name},
                       {QStringLiteral("displayName"), QStringLiteral("on the server")},
                       {QStringLiteral("mimeType"), QStringLiteral("text/plain")},
                       {QStringLiteral("sizeBytes"), QStringLiteral("4004")},
                       {QStringLiteral("state"), state},
                       {QStringLiteral("uri"), QStringLiteral("https://gemini.example/v1beta/") + name},
                       {QStringLiteral("futureField"), 1}};
    return RemoteFile::fromJson(object).value();
}

inline Operation operation(const QString &name)
{
    return Operation::fromJson({{QStringLiteral("name"), name}}).value();
}

inline QString operationName(int number)
{
    return storeName() +
           (number == 2 ? QStringLiteral("/operations/recorded-%1") : QStringLiteral("/upload/operations/recorded-%1"))
               .arg(number);
}

inline TaskRecord task(int number, State state)
{
    TaskRecord record;
    record.task.id = static_cast<UploadTask::Id>(number);
    record.task.profileId = QStringLiteral("11111111-2222-4333-8444-555555555555");
    record.task.target = QStringLiteral("files");
    record.task.path = QStringLiteral("/home/me/file %1.txt").arg(number);
    record.task.displayName = QStringLiteral("Ünïcode file %1").arg(number);
    record.task.mimeType = QStringLiteral("text/plain");
    record.task.isMimeTypeChosen = number % 2 == 0;
    record.task.isVerified = number % 3 != 0;
    record.task.size = 1000 * number + number;
    record.task.state = state;
    record.task.sessionCount = number - 1;
    record.task.attempts = number + 1;
    record.position = number;
    record.keyFingerprint = number == 1 ? QByteArray() : QByteArray(32, 'f');
    record.snapshot = {record.task.size, 1'700'000'000'123'456'789, 2049, 1234567u + static_cast<quint64>(number)};
    return record;
}

inline QList<TaskRecord> tasks()
{
    QList<TaskRecord> all{task(1, State::Queued), task(2, State::Queued),     task(3, State::Paused),
                          task(4, State::Done),   task(5, State::Processing), task(6, State::Failed),
                          task(7, State::Failed), task(8, State::Cancelled),  task(9, State::Processing),
                          task(10, State::Done)};
    for (const qsizetype index : {1, 2}) {
        all[index].task.bytesConfirmed = 500;
        all[index].session =
            OpenSession{QUrl(QStringLiteral("https://gemini.example/upload?upload_id=recorded-%1").arg(index)),
                        qint64{8} << 20, 1, time(1), 500};
    }
    all[2].task.waitReason = WaitReason::Person;
    all[2].task.notes = UploadNote::NewSession;
    all[3].task.file = file(QStringLiteral("files/recorded-4"), QStringLiteral("ACTIVE"));
    all[4].task.file = file(QStringLiteral("files/recorded-5"), QStringLiteral("PROCESSING"));
    all[4].task.notes = UploadNotes(UploadNote::NotVerified) | UploadNote::TypeDiffers;
    ApiError quota = ApiError::local(ErrorKind::StorageQuota, QStringLiteral("/home/me/file 6.txt"),
                                     QStringLiteral("You exceeded your quota."));
    quota.httpStatus = 429;
    quota.rpcStatus = QStringLiteral("RESOURCE_EXHAUSTED");
    quota.retryAfter = std::chrono::milliseconds(1500);
    quota.rawDetails = {
        QJsonObject{{QStringLiteral("@type"), QStringLiteral("type.googleapis.com/google.rpc.ErrorInfo")},
                    {QStringLiteral("reason"), QStringLiteral("RECORDED")}}};
    quota.details.reason = QStringLiteral("RECORDED");
    all[5].task.error = quota;
    all[6].task.error = ApiError::local(ErrorKind::OutcomeUnknown);
    all[6].task.file = file(QStringLiteral("files/recorded-7"), QStringLiteral("FAILED"));
    for (const qsizetype index : {8, 9}) {
        all[index].task.target = storeName();
        all[index].task.storeUpload = storeUpload();
        all[index].task.operation = operation(operationName(static_cast<int>(index) + 1));
    }
    for (const qsizetype index : {3, 4, 8, 9})
        all[index].task.bytesConfirmed = all[index].task.size;
    return all;
}

inline QList<OperationRecord> operations()
{
    using enum OperationRecord::State;
    QList<OperationRecord> all;
    for (const auto &[number, state] :
         {std::pair(1, Lost), std::pair(2, Done), std::pair(3, Failed), std::pair(9, Working), std::pair(10, Done)}) {
        OperationRecord operation;
        operation.name = operationName(number);
        operation.profileId = QStringLiteral("11111111-2222-4333-8444-555555555555");
        operation.kind = number == 2 ? OperationRecord::Kind::Import : OperationRecord::Kind::Upload;
        operation.store = storeName();
        operation.document = storeName() + QStringLiteral("/documents/recorded-%1").arg(number);
        operation.displayName = QStringLiteral("document %1").arg(number);
        operation.state = state;
        operation.created = time(number);
        if (state != Working)
            operation.lastPoll = time(number + 20);
        if (state == Failed)
            operation.error = status();
        operation.task = number > 8 ? static_cast<UploadTask::Id>(number) : 0;
        all.append(operation);
    }
    return all;
}

/// Newest first, as Journal::originsOf() gives them.
inline QList<FileOrigin> origins()
{
    QList<FileOrigin> all;
    for (const int number : {5, 4}) {
        const TaskRecord record = task(number, State::Done);
        all.append({QStringLiteral("files/recorded-%1").arg(number), record.task.profileId, record.task.path,
                    record.snapshot, number == 4 ? QByteArray(32, 's') : QByteArray(), time(number)});
    }
    return all;
}

} // namespace pollux::recordedjournal
