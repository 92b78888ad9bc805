// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

struct SnippetRequest;

/// The request as a program in Python, with the package google-genai.
QString pythonSnippet(const SnippetRequest &request);

} // namespace pollux
