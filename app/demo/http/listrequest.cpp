// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/listrequest.h"

#include "app/demo/http/errorbody.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

ListRequest ListRequest::read(const HttpRequest &request, int defaultPageSize, int maxPageSize)
{
    const QByteArray text = request.queryValue("pageSize");
    bool isNumber = true;
    const int pageSize = text.isEmpty() ? 0 : text.toInt(&isNumber);
    if (!isNumber || pageSize < 0) {
        return {.refusal = erroranswer::invalidArgument(
                    u"Invalid value at 'page_size' (TYPE_INT32), \"%1\""_s.arg(QString::fromUtf8(text)))};
    }
    return {.pageSize = pageSize == 0 ? defaultPageSize : std::min(pageSize, maxPageSize),
            .pageToken = request.queryValue("pageToken")};
}

QByteArray pageToken(const ListPlace &last)
{
    return (QByteArray::number(last.first) + '/' + QByteArray::number(last.second))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<ListPlace> placeOf(const QByteArray &pageToken)
{
    const QList<QByteArray> parts = QByteArray::fromBase64(pageToken, QByteArray::Base64UrlEncoding).split('/');
    bool timeIsNumber = false;
    bool serialIsNumber = false;
    const ListPlace place{parts.value(0).toLongLong(&timeIsNumber), parts.value(1).toLongLong(&serialIsNumber)};
    return parts.size() == 2 && timeIsNumber && serialIsNumber ? std::optional(place) : std::nullopt;
}

HttpAnswer listAnswer(const QString &key, const QList<QJsonObject> &resources, const QByteArray &nextPageToken)
{
    QJsonObject body;
    if (!resources.isEmpty()) {
        QJsonArray array;
        for (const QJsonObject &resource : resources) {
            array.append(resource);
        }
        body.insert(key, array);
    }
    if (!nextPageToken.isEmpty()) {
        body.insert(u"nextPageToken"_s, QString::fromLatin1(nextPageToken));
    }
    return HttpAnswer::json(200, prettyJson(body));
}

} // namespace pollux
