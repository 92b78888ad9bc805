// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options/storenames.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux::storenames {

namespace {

bool isName(const QString &name, Kind kind)
{
    switch (kind) {
    case Kind::Store:
        return isStoreName(name);
    case Kind::Document:
        return isDocumentName(name);
    case Kind::Operation:
        return isOperationName(name);
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<QString> typed(QStringView text, Kind kind)
{
    text = text.trimmed();
    for (const QChar quote : {u'"', u'\''}) {
        if (text.size() >= 2 && text.front() == quote && text.back() == quote)
            text = text.sliced(1, text.size() - 2).trimmed();
    }
    static const QRegularExpression beforeCollection(u"^https?://[^\\s?#]*/(?=(?:ragStores|fileSearchStores)/)"_s);
    const QString name = text.toString().remove(beforeCollection);
    // No id of the service begins with a dash. An option without its value takes the next option as the value.
    const bool isGood = !name.startsWith(u'-') && isName(completed(name, StoreCollection::FileSearchStores), kind);
    return isGood ? std::optional(name) : std::nullopt;
}

QString completed(const QString &typedName, StoreCollection collection)
{
    return collectionOf(typedName) ? typedName : collectionName(collection) + u'/' + typedName;
}

} // namespace pollux::storenames
