// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

struct SnippetRequest;

/// The request as a program in Go, with the module google.golang.org/genai.
QString goSnippet(const SnippetRequest &request);

} // namespace pollux
