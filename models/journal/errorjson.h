// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

/// An ApiError as the journal keeps it.
namespace pollux::errorjson {

/// All of it; the server's details only where they are no longer than 64 KiB.
QByteArray toJson(const ApiError &error);
/// Nothing where the text is no such error or names a kind that Pollux does not know.
std::optional<ApiError> fromJson(const QByteArray &json);

} // namespace pollux::errorjson
