// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/exchange.h"

/// Exports exchanges as text. Pure. An Exchange contains no secrets, so the text contains none either.
namespace pollux::exchangeexport {

/// A command for bash that sends the same request: the key comes from the environment variable GEMINI_API_KEY, and
/// untrusted text is quoted for the shell. An Exchange does not contain the URL of an upload session; a command for
/// such a URL says so in a comment.
QString curlCommand(const Exchange &exchange);

/// Everything that an exchange contains: request line, headers, bodies, timing.
QString details(const Exchange &exchange);

/// An HTTP Archive (HAR) 1.2 of the finished exchanges, in UTF-8.
QByteArray har(const QList<Exchange> &exchanges);

} // namespace pollux::exchangeexport
