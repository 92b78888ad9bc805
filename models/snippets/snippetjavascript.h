// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

struct SnippetRequest;

/// The request as a program in JavaScript, an ES module with the package @google/genai.
QString javaScriptSnippet(const SnippetRequest &request);

} // namespace pollux
