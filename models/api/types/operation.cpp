// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/operation.h"

#include "models/api/types/jsonobjectreader.h"
#include "models/api/types/storecollection.h"

using namespace Qt::StringLiterals;

namespace pollux {

std::optional<Operation> Operation::fromJson(const QJsonObject &object)
{
    JsonObjectReader fields(object);
    Operation operation;
    operation.name = fields.takeText("name"_L1);
    if (operation.name.isEmpty())
        return std::nullopt;
    operation.metadata = fields.takeObject("metadata"_L1).value_or(QJsonObject());
    operation.response = fields.takeObject("response"_L1).value_or(QJsonObject());
    if (const auto error = fields.takeObject("error"_L1))
        operation.error = Status::fromJson(*error);
    operation.unknownFields = fields.rest();
    if (const QJsonValue done = operation.unknownFields.value("done"_L1); done.isBool()) {
        operation.isDone = done.toBool();
        operation.unknownFields.remove("done"_L1);
    }
    return operation;
}

QJsonObject Operation::toJson() const
{
    QJsonObject object = unknownFields;
    object.insert("name"_L1, name);
    if (isDone)
        object.insert("done"_L1, true);
    if (!metadata.isEmpty())
        object.insert("metadata"_L1, metadata);
    if (error)
        object.insert("error"_L1, error->toJson());
    if (!response.isEmpty())
        object.insert("response"_L1, response);
    return object;
}

QString Operation::store() const
{
    return storeOf(name);
}

QString Operation::documentName() const
{
    const QString told = jsonread::text(response, "documentName"_L1);
    const QString document = documentNameIn(store(), told.isEmpty() ? name.section(u'/', -1) : told);
    // A name of another store would lead there.
    return isDocumentName(document) && storeOf(document) == store() ? document : QString();
}

std::optional<qint64> Operation::responseSizeBytes() const
{
    return jsonread::nonNegativeInt64(response.value("sizeBytes"_L1));
}

QString Operation::responseMimeType() const
{
    return jsonread::text(response, "mimeType"_L1);
}

} // namespace pollux
