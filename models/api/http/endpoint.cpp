// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/endpoint.h"

#include <QHostAddress>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

Endpoint Endpoint::standard()
{
    return {QUrl(u"https://generativelanguage.googleapis.com"_s), u"v1beta"_s};
}

Endpoint Endpoint::withVersionApart() const
{
    static const QRegularExpression versionAtEnd(uR"(^(.*)/(v[0-9]+(?:(?:alpha|beta)[0-9]*)?)/*$)"_s);
    const auto match = versionAtEnd.match(baseUrl.path(QUrl::FullyEncoded));
    if (!match.hasMatch())
        return *this;
    Endpoint apart{baseUrl, match.captured(2)};
    apart.baseUrl.setPath(match.captured(1), QUrl::TolerantMode);
    return apart;
}

QString Endpoint::origin() const
{
    return baseUrl.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .toString();
}

bool isSecureOrLoopback(const QUrl &url)
{
    if (url.host().isEmpty())
        return false;
    if (url.scheme() == "https"_L1)
        return true;
    return url.scheme() == "http"_L1 && (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback());
}

} // namespace pollux
