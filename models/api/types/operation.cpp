// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/operation.h"

#include "models/api/types/jsonobjectreader.h"
#include "models/api/types/storecollection.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

template <typename Fields, typename AnyOperation>
void visitFields(Fields &fields, AnyOperation &operation)
{
    fields.field("name"_L1, operation.name);
    fields.field("done"_L1, operation.isDone);
    fields.field("metadata"_L1, operation.metadata);
    fields.field("error"_L1, operation.error);
    fields.field("response"_L1, operation.response);
}

} // namespace

std::optional<Operation> Operation::fromJson(const QJsonObject &object)
{
    JsonObjectReader fields(object);
    Operation operation;
    visitFields(fields, operation);
    operation.unknownFields = fields.rest();
    return operation.name.isEmpty() ? std::nullopt : std::optional(operation);
}

QJsonObject Operation::toJson() const
{
    JsonObjectWriter fields(unknownFields);
    visitFields(fields, *this);
    return fields.object();
}

QString Operation::store() const
{
    return storeOf(name);
}

QString Operation::documentName() const
{
    const QString told = response.value("documentName"_L1).toString();
    const QString document = documentNameIn(store(), told.isEmpty() ? name.section(u'/', -1) : told);
    // A document of another store is not accepted.
    return isDocumentName(document) && storeOf(document) == store() ? document : QString();
}

std::optional<qint64> Operation::responseSizeBytes() const
{
    return jsonvalue::nonNegativeInt64(response.value("sizeBytes"_L1));
}

QString Operation::responseMimeType() const
{
    return response.value("mimeType"_L1).toString();
}

} // namespace pollux
