// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/endpoint.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace pollux {

Endpoint Endpoint::standard()
{
    return {QUrl(u"https://generativelanguage.googleapis.com"_s), u"v1beta"_s};
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
