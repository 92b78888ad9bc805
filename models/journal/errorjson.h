// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

/// An ApiError as the journal stores it.
namespace pollux::errorjson {

/// Writes all of it, but the server's details only if they are at most 64 KiB.
QByteArray toJson(const ApiError &error);
/// Returns nothing if the JSON is no such error or names a kind that Pollux does not know.
std::optional<ApiError> fromJson(const QByteArray &json);

} // namespace pollux::errorjson
