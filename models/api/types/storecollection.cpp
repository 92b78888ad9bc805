// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/storecollection.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// `behindTheStore` is a pattern for the part after the store's name; # stands for an id.
QRegularExpression namePattern(const QString &behindTheStore)
{
    // Asterisks are accepted because names in bug reports contain them in place of hidden parts (sample 15).
    const QString id = u"[A-Za-z0-9*_~-][A-Za-z0-9*._~-]*"_s;
    return QRegularExpression(
        u"\\A(?:ragStores|fileSearchStores)/%1%2\\z"_s.arg(id, QString(behindTheStore).replace(u'#', id)));
}

} // namespace

QString collectionName(StoreCollection collection)
{
    return collection == StoreCollection::RagStores ? u"ragStores"_s : u"fileSearchStores"_s;
}

QString uploadVerb(StoreCollection collection)
{
    return collection == StoreCollection::RagStores ? u"uploadToRagStore"_s : u"uploadToFileSearchStore"_s;
}

std::optional<StoreCollection> collectionOf(QStringView resourceName)
{
    for (const StoreCollection collection : {StoreCollection::RagStores, StoreCollection::FileSearchStores}) {
        const QString segment = collectionName(collection) + u'/';
        if (resourceName.size() > segment.size() && resourceName.startsWith(segment))
            return collection;
    }
    return std::nullopt;
}

QString storeOf(QStringView resourceName)
{
    if (!collectionOf(resourceName))
        return {};
    const QString store = resourceName.toString().section(u'/', 0, 1);
    return isStoreName(store) ? store : QString();
}

QString documentNameIn(const QString &store, const QString &documentName)
{
    if (documentName.isEmpty() || documentName.contains(u'/'))
        return documentName;
    return u"%1/documents/%2"_s.arg(store, documentName);
}

bool isStoreName(QStringView name)
{
    static const QRegularExpression pattern = namePattern({});
    return pattern.match(name.toString()).hasMatch();
}

bool isDocumentName(QStringView name)
{
    static const QRegularExpression pattern = namePattern(u"/documents/#"_s);
    return pattern.match(name.toString()).hasMatch();
}

bool isOperationName(QStringView name)
{
    static const QRegularExpression pattern = namePattern(u"(?:/upload)?/operations/#"_s);
    return pattern.match(name.toString()).hasMatch();
}

} // namespace pollux
