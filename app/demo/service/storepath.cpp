// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/storepath.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

QString uploadVerbOf(const QString &collection)
{
    return collection == "ragStores"_L1 ? u"uploadToRagStore"_s : u"uploadToFileSearchStore"_s;
}

QString StorePath::messageName() const
{
    if (kind == Kind::Stores) {
        return collection == "ragStores"_L1 ? u"CreateRagStoreRequest"_s : u"CreateFileSearchStoreRequest"_s;
    }
    return verb.left(1).toUpper() + verb.mid(1) + "Request"_L1;
}

std::optional<StorePath> StorePath::of(const HttpRequest &request)
{
    // Groups: upload prefix, name of the store or only its collection, collection, verb, path inside the store.
    static const QRegularExpression pattern(
        uR"(\A((?:/resumable)?/upload)?/(?:v1beta|v1)/((ragStores|fileSearchStores)(?:/[^/:]+)?))"
        uR"((?::(\w+)|(/documents)|(/documents/[^/:]+)|((?:/upload)?/operations/[^/:]+))?\z)"_s);
    const auto match = pattern.match(QString::fromUtf8(QByteArray::fromPercentEncoding(request.path)));
    if (!match.hasMatch()) {
        return {};
    }
    StorePath path{.collection = match.captured(3), .store = match.captured(2), .verb = match.captured(4)};
    const bool isUpload = !match.captured(1).isEmpty();
    const bool hasStore = path.store != path.collection;
    const bool isPlain = match.lastCapturedIndex() <= 3;
    if (isUpload && (!hasStore || path.verb != uploadVerbOf(path.collection))) {
        return {};
    }
    if (!hasStore) {
        path.store.clear();
        return isPlain ? std::optional(path) : std::nullopt;
    }
    if (!path.verb.isEmpty()) {
        path.kind = isUpload ? Kind::MediaUpload : Kind::StoreVerb;
    } else if (isPlain) {
        path.kind = Kind::Store;
    } else if (!match.captured(5).isEmpty()) {
        path.kind = Kind::Documents;
    } else {
        const bool isDocument = !match.captured(6).isEmpty();
        path.kind = isDocument ? Kind::Document : Kind::Operation;
        path.name = path.store + match.captured(isDocument ? 6 : 7);
    }
    return path;
}

} // namespace pollux
