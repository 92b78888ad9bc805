// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

namespace pollux {

class DemoFiles;

/// `files.list`, `files.get`, `files.delete`, and the download of generated files, under /v1beta and /v1
/// (contract 1.5). Thread-safe.
namespace filesendpoint {

/// True if the method and path are served here.
[[nodiscard]] bool serves(const HttpRequest &request);
[[nodiscard]] HttpAnswer handle(const HttpRequest &request, DemoFiles &files);

} // namespace filesendpoint

} // namespace pollux
