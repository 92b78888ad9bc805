// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/demosession.h"

#include <QHash>

#include <memory>
#include <mutex>

namespace pollux {

/// The upload paths of the service: starts sessions of the resumable protocol (contract 1.2), finds them again, and
/// takes bodies that come without the protocol (contract 1.4). Thread-safe.
class DemoUploads {
public:
    DemoUploads(DemoFiles &files, const UploadLimits &limits);

    /// True for requests that belong to a session already started: they need no key.
    [[nodiscard]] static bool isSessionRequest(const HttpRequest &request);
    /// Answers any POST on an upload path. A start request's JSON is put into `startBody`.
    [[nodiscard]] HttpAnswer handle(const HttpRequest &request, const BodyReader &readBody,
                                    const UploadTrouble &trouble, QByteArray &startBody);

private:
    [[nodiscard]] HttpAnswer start(const HttpRequest &request, const BodyReader &readBody, QByteArray &startBody);
    /// The session URL and its headers.
    [[nodiscard]] HttpAnswer announceSession(const HttpRequest &request, const QByteArray &id) const;
    [[nodiscard]] HttpAnswer plainBody(const HttpRequest &request, const BodyReader &readBody);

    DemoFiles &m_files;
    const UploadLimits m_limits;
    std::mutex m_mutex;
    QHash<QByteArray, std::shared_ptr<DemoSession>> m_sessions; ///< by upload id, guarded by m_mutex
};

} // namespace pollux
