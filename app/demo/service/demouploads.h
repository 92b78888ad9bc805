// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demosession.h"
#include "app/demo/service/storepath.h"

#include <QHash>

#include <memory>
#include <mutex>
#include <optional>

namespace pollux {

class DemoStores;

/// The upload paths of the service, for files and for documents of stores: starts sessions of the resumable protocol
/// (contract 1.2), finds them again, and takes bodies that come without the protocol (contract 1.4). Thread-safe.
class DemoUploads {
public:
    DemoUploads(DemoFiles &files, DemoStores &stores, const DemoServerOptions &options);

    /// True for requests that belong to a session already started: they need no key.
    [[nodiscard]] static bool isSessionRequest(const HttpRequest &request);
    /// Answers any POST on an upload path.
    [[nodiscard]] HttpAnswer handle(const HttpRequest &request, const BodyReader &readBody,
                                    const UploadTrouble &trouble);

private:
    [[nodiscard]] HttpAnswer start(const HttpRequest &request, const BodyReader &readBody);
    /// The session URL and its headers.
    [[nodiscard]] HttpAnswer announceSession(const HttpRequest &request, const QByteArray &id) const;
    [[nodiscard]] HttpAnswer plainBody(const HttpRequest &request, const BodyReader &readBody);

    /// The options, with the maximumSize for uploads to this path.
    [[nodiscard]] DemoServerOptions optionsFor(const std::optional<StorePath> &path) const;
    /// A path for the bytes of one upload; empty if they are not kept.
    [[nodiscard]] QString newPath() const;

    DemoFiles &m_files;
    DemoStores &m_stores;
    const DemoServerOptions m_options;
    std::mutex m_mutex;
    QHash<QByteArray, std::shared_ptr<DemoSession>> m_sessions; ///< by upload id, guarded by m_mutex
};

} // namespace pollux
