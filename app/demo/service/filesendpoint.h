// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QString>

namespace pollux {

class DemoFiles;

/// `files.list`, `files.get`, `files.delete`, and the download of generated files, under /v1beta and /v1
/// (contract 1.5). Thread-safe.
class FilesEndpoint {
public:
    explicit FilesEndpoint(DemoFiles &files)
        : m_files(files)
    {
    }

    /// True if the method and path are served here.
    [[nodiscard]] static bool serves(const HttpRequest &request);
    [[nodiscard]] HttpAnswer handle(const HttpRequest &request);

private:
    [[nodiscard]] HttpAnswer list(const HttpRequest &request);
    [[nodiscard]] HttpAnswer get(const QString &id);
    [[nodiscard]] HttpAnswer remove(const QString &id);
    [[nodiscard]] HttpAnswer download(const QString &id);

    DemoFiles &m_files;
};

} // namespace pollux
