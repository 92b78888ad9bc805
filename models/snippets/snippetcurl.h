// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

struct SnippetRequest;

/// The request as a program in bash with curl; GEMINI_BASE_URL in the environment takes the place of the endpoint.
QString curlSnippet(const SnippetRequest &request);

} // namespace pollux
