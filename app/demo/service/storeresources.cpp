// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/storeresources.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype maxSlugLength = 27;

QString idOf(const QString &name)
{
    return name.section(u'/', -1);
}

} // namespace

QString freshStoreId(const QString &displayName)
{
    QString slug;
    for (const QChar letter : displayName.toLower()) {
        const bool isPlain = (letter >= u'a' && letter <= u'z') || (letter >= u'0' && letter <= u'9');
        if (isPlain) {
            slug += letter;
        } else if ((letter.isSpace() || letter == u'-') && !slug.isEmpty() && !slug.endsWith(u'-')) {
            slug += u'-';
        }
    }
    slug.truncate(maxSlugLength);
    while (slug.endsWith(u'-')) {
        slug.chop(1);
    }
    return (slug.isEmpty() ? randomId() : slug) + u'-' + randomId();
}

QJsonObject storeWithCounts(QJsonObject store, const QList<QJsonObject> &documents)
{
    QMap<QString, qint64> numbers;
    for (const QJsonObject &document : documents) {
        const QString state = document.value("state"_L1).toString();
        const QString count = state == "STATE_ACTIVE"_L1   ? u"activeDocumentsCount"_s
                              : state == "STATE_FAILED"_L1 ? u"failedDocumentsCount"_s
                                                           : u"pendingDocumentsCount"_s;
        ++numbers[count];
        numbers[u"sizeBytes"_s] += document.value("sizeBytes"_L1).toString().toLongLong();
    }
    for (auto number = numbers.cbegin(); number != numbers.cend(); ++number) {
        if (number.value() > 0) {
            store.insert(number.key(), QString::number(number.value()));
        }
    }
    return store;
}

QJsonObject documentResource(const NewDocument &document, const QString &name, qint64 now)
{
    QJsonObject resource{{u"name"_s, name},
                         {u"createTime"_s, wireTime6(now)},
                         {u"updateTime"_s, wireTime6(now)},
                         {u"state"_s, u"STATE_PENDING"_s}};
    if (document.upload.displayName) {
        resource.insert(u"displayName"_s, *document.upload.displayName);
    }
    if (!document.customMetadata.isEmpty()) {
        resource.insert(u"customMetadata"_s, document.customMetadata);
    }
    if (document.upload.size > 0) {
        resource.insert(u"sizeBytes"_s, QString::number(document.upload.size));
    }
    if (!document.upload.mimeType.isEmpty()) {
        resource.insert(u"mimeType"_s, document.upload.mimeType);
    }
    return resource;
}

QJsonObject documentResponse(const NewDocument &document, const QString &name)
{
    const auto typed = [](const QString &type) {
        return u"type.googleapis.com/google.ai.generativelanguage.v1main."_s + type;
    };
    if (document.isImport) {
        return {{u"@type"_s, typed(u"ImportFileResponse"_s)},
                {u"parent"_s, idOf(document.store)},
                {u"documentName"_s, idOf(name)}};
    }
    const bool isRag = document.store.startsWith("ragStores/"_L1);
    QJsonObject response{
        {u"@type"_s, typed(isRag ? u"UploadToRagStoreResponse"_s : u"UploadToFileSearchStoreResponse"_s)},
        {u"parent"_s, document.store},
        {u"documentName"_s, name}};
    if (!document.upload.mimeType.isEmpty()) {
        response.insert(u"mimeType"_s, document.upload.mimeType);
    }
    if (document.upload.size > 0) {
        response.insert(u"sizeBytes"_s, QString::number(document.upload.size));
    }
    return response;
}

} // namespace pollux
