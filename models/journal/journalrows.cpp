// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journalrows.h"

#include "models/api/types/mimetypes.h"
#include "models/api/types/storecollection.h"
#include "models/journal/errorjson.h"

#include <QDir>
#include <QJsonDocument>
#include <QSqlRecord>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace pollux::journalrows {

namespace {

constexpr qsizetype maxTextLength = 32768;                         // characters, more than any path or name
constexpr qsizetype maxResultLength = qsizetype{16} * 1024 * 1024; // characters; an answer has 8 MiB at most
constexpr qint64 maxGranularity = qint64{1} << 30;                 // bytes
constexpr qsizetype hashLength = 32;                               // bytes

// In the order of UploadTask::State. Running and waiting states have no name: such a task is stored as queued.
constexpr std::array stateNames{"queued"_L1, ""_L1, ""_L1,           ""_L1,     ""_L1,       "paused"_L1,
                                ""_L1,       ""_L1, "processing"_L1, "done"_L1, "failed"_L1, "cancelled"_L1};
static_assert(stateNames.size() == static_cast<std::size_t>(UploadTask::State::Cancelled) + 1);

// In the order of OperationRecord::State.
constexpr std::array operationStateNames{"working"_L1, "done"_L1, "failed"_L1, "lost"_L1};

template <typename Names, typename State>
QLatin1StringView nameOf(const Names &names, State state)
{
    return names.at(static_cast<std::size_t>(state));
}

template <typename State, typename Names>
std::optional<State> stateOf(const Names &names, const QString &text)
{
    const auto name = std::ranges::find(names, text);
    return text.isEmpty() || name == names.end() ? std::nullopt
                                                 : std::optional(static_cast<State>(name - names.begin()));
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// A task Paused as Interrupted is stored as queued, so that it is Interrupted again after a restart.
UploadTask::State keptState(const UploadTask &task)
{
    const bool isKept = !nameOf(stateNames, task.state).isEmpty() && task.waitReason != WaitReason::Interrupted;
    return isKept ? task.state : UploadTask::State::Queued;
}

QVariant timeValue(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QDateTime timeFrom(const QVariant &value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

/// A null QString would be stored as NULL, but the columns are NOT NULL.
QString present(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

bool isText(const QString &text)
{
    return !text.isEmpty() && text.size() <= maxTextLength && !text.contains(QChar::Null);
}

int smallNumber(qint64 number)
{
    return static_cast<int>(std::clamp<qint64>(number, 0, std::numeric_limits<int>::max()));
}

FileSnapshot snapshotFromRow(const Row &row)
{
    return {row.number(u"file_size"_s), row.number(u"file_modified"_s),
            static_cast<quint64>(row.number(u"file_device"_s)), static_cast<quint64>(row.number(u"file_inode"_s))};
}

/// The file may have grown between preflight and the start of the session.
qint64 maxSize(const TaskRecord &record)
{
    return std::max(record.task.size, record.snapshot.size);
}

bool isBelievable(const TaskRecord &record)
{
    const UploadTask &task = record.task;
    const bool hasIdentity = task.id > 0 && task.id <= UploadTask::Id{std::numeric_limits<qint64>::max()} &&
                             isText(task.profileId) && isText(task.target);
    const bool hasFile = isText(task.path) && QDir::isAbsolutePath(task.path) && isText(task.displayName) &&
                         isText(task.mimeType) && isMimeType(task.mimeType);
    const bool hasSizes = task.size >= 0 && record.snapshot.size >= 0;
    return hasIdentity && hasFile && hasSizes &&
           (record.keyFingerprint.isEmpty() || record.keyFingerprint.size() == hashLength);
}

} // namespace

Row::Row(QSqlQuery query)
    : m_query(std::move(query))
{
    const QSqlRecord columns = m_query.record();
    for (int column = 0; column < columns.count(); ++column)
        m_columns.insert(columns.fieldName(column), column);
}

QVariant Row::value(const QString &column) const
{
    const int place = m_columns.value(column, -1);
    return place < 0 ? QVariant() : m_query.value(place);
}

bool Row::isNumber(const QString &column) const
{
    bool isNumber = false;
    value(column).toLongLong(&isNumber);
    return isNumber;
}

Fields snapshotFields(const FileSnapshot &snapshot)
{
    return {{u"file_size"_s, snapshot.size},
            {u"file_modified"_s, snapshot.modifiedNs},
            {u"file_device"_s, static_cast<qint64>(snapshot.device)},
            {u"file_inode"_s, static_cast<qint64>(snapshot.inode)}};
}

Fields taskFields(const TaskRecord &record)
{
    const UploadTask &task = record.task;
    const UploadTask::State state = keptState(task);
    const bool isFailed = state == UploadTask::State::Failed && task.error;
    return Fields{{u"position"_s, record.position},
                  {u"profile"_s, present(task.profileId)},
                  {u"fingerprint"_s, record.keyFingerprint},
                  {u"target"_s, present(task.target)},
                  {u"path"_s, present(task.path)},
                  {u"display_name"_s, present(task.displayName)},
                  {u"mime_type"_s, present(task.mimeType)},
                  {u"mime_chosen"_s, task.isMimeTypeChosen},
                  {u"verified"_s, task.isVerified},
                  {u"size"_s, task.size},
                  {u"state"_s, QString(nameOf(stateNames, state))},
                  {u"confirmed"_s, task.bytesConfirmed},
                  {u"session_count"_s, task.sessionCount},
                  {u"attempts"_s, task.attempts},
                  {u"notes"_s, task.notes.toInt()},
                  {u"error"_s, isFailed ? QVariant(QString::fromUtf8(errorjson::toJson(*task.error))) : QVariant()},
                  {u"finished"_s, task.isFinished() ? QVariant(QDateTime::currentMSecsSinceEpoch()) : QVariant()},
                  {u"store_upload"_s, task.storeUpload ? QVariant(compact(task.storeUpload->toJson())) : QVariant()}} +
           snapshotFields(record.snapshot);
}

std::optional<TaskRecord> taskFromRow(const Row &row)
{
    TaskRecord record;
    UploadTask &task = record.task;
    const auto state = stateOf<UploadTask::State>(stateNames, row.text(u"state"_s));
    if (!state || !row.isNumber(u"size"_s) || !row.isNumber(u"file_size"_s))
        return std::nullopt;
    task.id = static_cast<UploadTask::Id>(std::max<qint64>(0, row.number(u"id"_s)));
    task.profileId = row.text(u"profile"_s);
    task.target = row.text(u"target"_s);
    task.path = row.text(u"path"_s);
    task.displayName = row.text(u"display_name"_s);
    task.mimeType = row.text(u"mime_type"_s);
    task.isMimeTypeChosen = row.value(u"mime_chosen"_s).toBool();
    task.isVerified = row.value(u"verified"_s).toBool();
    task.size = row.number(u"size"_s);
    task.state = *state;
    task.waitReason = *state == UploadTask::State::Paused ? WaitReason::Person : WaitReason::None;
    task.sessionCount = smallNumber(row.number(u"session_count"_s));
    task.attempts = smallNumber(row.number(u"attempts"_s));
    task.notes = UploadNotes::fromInt(smallNumber(row.number(u"notes"_s)));
    if (*state == UploadTask::State::Failed)
        task.error = errorjson::fromJson(row.text(u"error"_s).toUtf8());
    const QString storeUpload = row.text(u"store_upload"_s);
    if (!storeUpload.isEmpty()) {
        if (storeUpload.size() <= maxResultLength)
            task.storeUpload = StoreUpload::fromJson(QJsonDocument::fromJson(storeUpload.toUtf8()).object());
        // Without storeUpload the file would be uploaded to another place than the user chose.
        if (!task.storeUpload || task.storeUpload->store != task.target)
            return std::nullopt;
    }
    record.position = std::clamp(row.number(u"position"_s), -maxPosition, maxPosition);
    record.keyFingerprint = row.value(u"fingerprint"_s).toByteArray();
    record.snapshot = snapshotFromRow(row);
    // Only for the progress that is shown: the server says what it has.
    task.bytesConfirmed = task.bytesHandedOver =
        std::clamp<qint64>(row.number(u"confirmed"_s), 0, std::max<qint64>(0, maxSize(record)));
    return isBelievable(record) ? std::optional(record) : std::nullopt;
}

Fields sessionFields(UploadTask::Id id, const OpenSession &session)
{
    return {{u"task"_s, static_cast<qint64>(id)},       {u"url"_s, QString::fromLatin1(session.url.toEncoded())},
            {u"granularity"_s, session.granularity},    {u"number"_s, session.number},
            {u"started"_s, timeValue(session.started)}, {u"confirmed"_s, session.confirmed}};
}

bool readSessionRow(const Row &row, TaskRecord &record)
{
    OpenSession session;
    const QString url = row.text(u"url"_s);
    session.url = QUrl::fromEncoded(url.toLatin1(), QUrl::StrictMode);
    session.granularity = row.number(u"granularity"_s);
    session.number = smallNumber(row.number(u"number"_s));
    session.started = timeFrom(row.value(u"started"_s));
    session.confirmed = std::clamp<qint64>(row.number(u"confirmed"_s), 0, maxSize(record));
    const bool isHttp = session.url.scheme() == "https"_L1 || session.url.scheme() == "http"_L1;
    const bool isAddress = isText(url) && session.url.isValid() && isHttp && !session.url.host().isEmpty();
    const bool isPlace = session.granularity > 0 && session.granularity <= maxGranularity && session.number > 0 &&
                         session.started.isValid();
    if (!isAddress || !isPlace)
        return false;
    record.session = session;
    return true;
}

QVariant resultValue(const UploadTask &task)
{
    if (task.operation)
        return compact(task.operation->toJson());
    return task.file ? QVariant(compact(task.file->toJson())) : QVariant();
}

bool readResultRow(const Row &row, TaskRecord &record)
{
    const QString text = row.text(u"file"_s);
    if (text.size() > maxResultLength)
        return false;
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    UploadTask &task = record.task;
    if (task.storeUpload)
        task.operation = Operation::fromJson(object);
    else
        task.file = RemoteFile::fromJson(object);
    return task.file || task.operation;
}

Fields operationFields(const OperationRecord &operation)
{
    const bool isUpload = operation.kind == OperationRecord::Kind::Upload;
    return {{u"name"_s, present(operation.name)},
            {u"profile_id"_s, present(operation.profileId)},
            {u"store"_s, present(operation.store)},
            {u"document"_s, present(operation.document)},
            {u"state"_s, QString(nameOf(operationStateNames, operation.state))},
            {u"created"_s, timeValue(operation.created)},
            {u"last_poll"_s, operation.lastPoll.isValid() ? timeValue(operation.lastPoll) : QVariant()},
            {u"error_json"_s, operation.error ? QVariant(compact(operation.error->toJson())) : QVariant()},
            {u"kind"_s, isUpload ? u"upload"_s : u"import"_s},
            {u"display_name"_s, present(operation.displayName)},
            {u"task"_s, static_cast<qint64>(operation.task)}};
}

std::optional<OperationRecord> operationFromRow(const Row &row)
{
    OperationRecord operation;
    operation.name = row.text(u"name"_s);
    operation.profileId = row.text(u"profile_id"_s);
    operation.store = row.text(u"store"_s);
    operation.document = row.text(u"document"_s);
    operation.displayName = row.text(u"display_name"_s).left(maxTextLength);
    operation.kind = row.text(u"kind"_s) == "import"_L1 ? OperationRecord::Kind::Import : OperationRecord::Kind::Upload;
    operation.created = timeFrom(row.value(u"created"_s));
    if (row.number(u"last_poll"_s) > 0)
        operation.lastPoll = timeFrom(row.value(u"last_poll"_s));
    operation.task = static_cast<UploadTask::Id>(std::max<qint64>(0, row.number(u"task"_s)));
    const QString error = row.text(u"error_json"_s);
    if (!error.isEmpty() && error.size() <= maxResultLength)
        operation.error = Status::fromJson(QJsonDocument::fromJson(error.toUtf8()).object());
    const auto state = stateOf<OperationRecord::State>(operationStateNames, row.text(u"state"_s));
    const bool hasNames = isText(operation.name) && isOperationName(operation.name) && isText(operation.profileId) &&
                          isStoreName(operation.store) &&
                          (operation.document.isEmpty() || isDocumentName(operation.document));
    if (!hasNames || !state || !operation.created.isValid())
        return std::nullopt;
    operation.state = *state;
    return operation;
}

Fields originFields(const FileOrigin &origin)
{
    return Fields{{u"name"_s, present(origin.name)},
                  {u"profile"_s, present(origin.profileId)},
                  {u"path"_s, present(origin.path)},
                  {u"sha256"_s, origin.sha256},
                  {u"uploaded"_s, timeValue(origin.uploaded)}} +
           snapshotFields(origin.snapshot);
}

std::optional<FileOrigin> originFromRow(const Row &row)
{
    FileOrigin origin;
    origin.name = row.text(u"name"_s);
    origin.profileId = row.text(u"profile"_s);
    origin.path = row.text(u"path"_s);
    origin.sha256 = row.value(u"sha256"_s).toByteArray();
    origin.uploaded = timeFrom(row.value(u"uploaded"_s));
    origin.snapshot = snapshotFromRow(row);
    const bool isBelievable = isText(origin.name) && isText(origin.profileId) && isText(origin.path) &&
                              QDir::isAbsolutePath(origin.path) && origin.uploaded.isValid() &&
                              origin.snapshot.size >= 0 &&
                              (origin.sha256.isEmpty() || origin.sha256.size() == hashLength);
    return isBelievable ? std::optional(origin) : std::nullopt;
}

} // namespace pollux::journalrows
