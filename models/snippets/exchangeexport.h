// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/exchange.h"

/// Exchanges as text for elsewhere. Pure; what goes in holds no secrets, so what comes out holds none.
namespace pollux::exchangeexport {

/// A command for bash that sends the same request: the key is the environment variable GEMINI_API_KEY, foreign text is
/// quoted so that it means exactly itself. The URL of an upload session is not known any more; a command for one says
/// so in a comment.
QString curlCommand(const Exchange &exchange);

/// All that is known about an exchange: request line, headers, bodies, timing.
QString details(const Exchange &exchange);

/// An HTTP Archive 1.2 of these exchanges, in UTF-8.
QByteArray har(const QList<Exchange> &exchanges);

} // namespace pollux::exchangeexport
