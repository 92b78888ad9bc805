// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"
#include "app/demo/service/storemessage.h"
#include "app/demo/service/storepath.h"

#include <optional>

namespace pollux {

class DemoFiles;
class DemoStores;

/// Every request to stores except uploads of bytes: stores, documents, operations, imports, and the metadata-only form
/// of an upload, in both collections, under /v1beta and /v1 (contract 1.6 to 1.9). Thread-safe.
class StoresEndpoint {
public:
    /// `maximumSize`: bytes of one document.
    StoresEndpoint(DemoStores &stores, DemoFiles &files, qint64 maximumSize)
        : m_stores(stores)
        , m_files(files)
        , m_maximumSize(maximumSize)
    {
    }

    /// True if this method is served at this path.
    [[nodiscard]] static bool serves(const QByteArray &method, const StorePath &path);
    /// `body`: of a POST.
    [[nodiscard]] HttpAnswer handle(const HttpRequest &request, const StorePath &path, const QByteArray &body);

private:
    [[nodiscard]] HttpAnswer post(const StorePath &path, const QByteArray &body);
    [[nodiscard]] HttpAnswer get(const HttpRequest &request, const StorePath &path);
    [[nodiscard]] HttpAnswer remove(const HttpRequest &request, const StorePath &path);
    [[nodiscard]] HttpAnswer importFile(const StorePath &path, const StoreMessage &message);

    DemoStores &m_stores;
    DemoFiles &m_files;
    const qint64 m_maximumSize;
};

} // namespace pollux
