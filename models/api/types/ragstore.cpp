// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/ragstore.h"

#include "models/api/types/jsonobjectreader.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

template <typename Fields, typename Store>
void visitFields(Fields &fields, Store &store)
{
    fields.field("name"_L1, store.name);
    fields.field("displayName"_L1, store.displayName);
    fields.field("embeddingModel"_L1, store.embeddingModel);
    fields.field("createTime"_L1, store.createTime);
    fields.field("updateTime"_L1, store.updateTime);
    fields.field("activeDocumentsCount"_L1, store.activeDocumentsCount);
    fields.field("pendingDocumentsCount"_L1, store.pendingDocumentsCount);
    fields.field("failedDocumentsCount"_L1, store.failedDocumentsCount);
    fields.field("sizeBytes"_L1, store.sizeBytes);
}

} // namespace

std::optional<QString> modelResourceName(QStringView text)
{
    static const QRegularExpression form(u"\\A(?:models/)?([A-Za-z0-9][A-Za-z0-9._-]*)\\z"_s);
    const QRegularExpressionMatch match = form.match(text.trimmed().toString());
    return match.hasMatch() ? std::optional(u"models/"_s + match.captured(1)) : std::nullopt;
}

std::optional<RagStore> RagStore::fromJson(const QJsonObject &object)
{
    JsonObjectReader fields(object);
    RagStore store;
    visitFields(fields, store);
    store.unknownFields = fields.rest();
    return store.name.isEmpty() ? std::nullopt : std::optional(store);
}

QJsonObject RagStore::toJson() const
{
    JsonObjectWriter fields(unknownFields);
    visitFields(fields, *this);
    return fields.object();
}

} // namespace pollux
