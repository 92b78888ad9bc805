// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/listrequest.h"

#include "app/demo/http/errorbody.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

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

HttpAnswer listAnswer(const HttpRequest &request, const QString &key, int defaultPageSize, int maxPageSize,
                      const std::function<std::optional<ListPage>(int size, const QByteArray &token)> &readPage)
{
    const QByteArray text = request.queryValue("pageSize");
    bool isNumber = true;
    const int pageSize = text.isEmpty() ? 0 : text.toInt(&isNumber);
    if (!isNumber || pageSize < 0) {
        return erroranswer::invalidArgument(
            u"Invalid value at 'page_size' (TYPE_INT32), \"%1\""_s.arg(QString::fromUtf8(text)));
    }
    const auto page =
        readPage(pageSize == 0 ? defaultPageSize : std::min(pageSize, maxPageSize), request.queryValue("pageToken"));
    if (!page) {
        return erroranswer::invalidArgument(u"The page token is not valid."_s);
    }
    QJsonObject body;
    if (!page->resources.isEmpty()) {
        QJsonArray array;
        for (const QJsonObject &resource : page->resources) {
            array.append(resource);
        }
        body.insert(key, array);
    }
    if (!page->nextToken.isEmpty()) {
        body.insert(u"nextPageToken"_s, QString::fromLatin1(page->nextToken));
    }
    return HttpAnswer::json(200, body);
}

} // namespace pollux
