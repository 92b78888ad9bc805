// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/storeoracles.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;

/// The body that `start` must have (contract 1.1): flat, and with no field that the task does not ask for.
QJsonObject startBodyOf(const UploadTask &task)
{
    const StoreUpload upload = FaultBench::storeUploadOf(task.path);
    QJsonObject body{{"displayName"_L1, task.displayName}};
    if (!upload.metadata.isEmpty())
        body.insert("customMetadata"_L1, toJson(upload.metadata));
    if (upload.chunking)
        body.insert("chunkingConfig"_L1, upload.chunking->toJson());
    return body;
}

QString stateName(OperationRecord::State state)
{
    static const std::array names{"working", "done", "failed", "lost"};
    return QString::fromLatin1(names.at(static_cast<std::size_t>(state)));
}

} // namespace

QString StoreOracles::documentsAreAsAsked()
{
    for (const UploadTask &task : m_bench.world().tasks()) {
        if (task.storeUpload != FaultBench::storeUploadOf(task.path) || task.target != FaultBench::shelf)
            return u"O1, %1 has forgotten what was asked for"_s.arg(task.displayName);
        QString complaint = task.state == State::Done ? documentOf(task) : QString();
        if (!complaint.isEmpty())
            return complaint;
    }
    return startBodies();
}

QString StoreOracles::documentOf(const UploadTask &task)
{
    const auto document = m_bench.world().server().stores().document(task.resourceName());
    const QJsonObject asked = startBodyOf(task);
    if (!document)
        return u"O1, %1 is done and no document"_s.arg(task.displayName);
    if (document->state() != "STATE_ACTIVE"_L1)
        return u"O1, %1 is done and its document is %2"_s.arg(task.displayName, document->state());
    for (const QLatin1StringView key : {"displayName"_L1, "customMetadata"_L1}) {
        if (document->resource.value(key) != asked.value(key))
            return u"O1, the document of %1 has another %2"_s.arg(task.displayName, key);
    }
    if (document->chunkingConfig != asked.value("chunkingConfig"_L1).toObject())
        return u"O1, the document of %1 is chunked otherwise"_s.arg(task.displayName);
    return {};
}

QString StoreOracles::startBodies()
{
    QMap<QString, QJsonObject> asked;
    for (const UploadTask &task : m_bench.world().tasks())
        asked.insert(task.displayName, startBodyOf(task));
    for (const QJsonObject &body : m_bench.world().server().bodiesSentTo(":uploadToFileSearchStore"_ba)) {
        const QString name = body.value("displayName"_L1).toString();
        if (body != asked.value(name))
            return u"O1, a request for %1 asked for something else"_s.arg(name);
    }
    return {};
}

QString StoreOracles::operationsAreFollowed()
{
    const QList<OperationRecord> &operations = m_bench.queue().operations();
    for (const OperationRecord &operation : operations) {
        if (operation.state == OperationRecord::State::Working && !m_bench.allowed.isUnfinished)
            return u"O2, the operation of %1 was not followed to its end"_s.arg(operation.displayName);
        if (operation.state == OperationRecord::State::Failed && !operation.error)
            return u"O2, the operation of %1 failed without its status"_s.arg(operation.displayName);
    }
    for (const UploadTask &task : m_bench.world().tasks()) {
        if (task.state != State::Done)
            continue;
        const auto isOwn = [&task](const OperationRecord &operation) {
            return operation.task == task.id && operation.document == task.resourceName() &&
                   operation.store == task.target && operation.state == OperationRecord::State::Done;
        };
        const auto count = std::ranges::count_if(operations, isOwn);
        if (count != 1)
            return u"O2, %1 is done and has %2 operations that say so"_s.arg(task.displayName).arg(count);
    }
    return {};
}

QStringList StoreOracles::operationPictures()
{
    QStringList pictures;
    for (const OperationRecord &operation : m_bench.queue().operations()) {
        const QString status =
            operation.error ? u"%1 %2"_s.arg(operation.error->code).arg(operation.error->message) : QString();
        pictures.append(
            u"%1|%2|%3|%4|%5|%6"_s
                .arg(operation.name, operation.document, operation.displayName, stateName(operation.state), status)
                .arg(operation.task));
    }
    pictures.sort();
    return pictures;
}

} // namespace pollux
