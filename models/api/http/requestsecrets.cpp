// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/requestsecrets.h"

#include "models/api/http/requestattribute.h"

#include <QNetworkReply>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace pollux::requestsecrets {

namespace {

/// The parts of a session URL that give access to the session.
QByteArrayList identifiersIn(const QUrl &sessionUrl)
{
    QByteArrayList values;
    for (const auto &[name, value] : QUrlQuery(sessionUrl).queryItems(QUrl::FullyDecoded)) {
        if (name != "upload_protocol"_L1)
            values.append(value.toUtf8());
    }
    // Without a query, the identifier is the last segment of the path.
    return values.isEmpty() ? QByteArrayList{sessionUrl.path().section(u'/', -1).toUtf8()} : values;
}

} // namespace

void rememberKey(QNetworkRequest &request, const QByteArray &key)
{
    request.setAttribute(requestattribute::key, key);
}

bool isToSession(const QNetworkRequest &request)
{
    const QByteArray command = request.rawHeader("x-goog-upload-command"_ba);
    return !command.isEmpty() && command != "start";
}

QByteArrayList of(const QNetworkRequest &request)
{
    QByteArrayList secrets{request.rawHeader("x-goog-api-key"_ba),
                           request.attribute(requestattribute::key).toByteArray()};
    if (isToSession(request))
        secrets += identifiersIn(request.url());
    return secrets;
}

QByteArrayList of(const QNetworkReply &reply)
{
    QByteArrayList secrets = of(reply.request());
    for (const auto &name : {"x-goog-upload-url"_ba, "location"_ba}) {
        if (reply.hasRawHeader(name))
            secrets += identifiersIn(QUrl::fromEncoded(reply.rawHeader(name)));
    }
    return secrets;
}

} // namespace pollux::requestsecrets
