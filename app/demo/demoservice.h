// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/demofiles.h"
#include "app/demo/demouploads.h"
#include "app/demo/faultscript.h"
#include "app/demo/filesendpoint.h"
#include "app/demo/httpmessage.h"
#include "app/demo/requestlog.h"

#include <chrono>

namespace pollux {

/// The demo server without its sockets: takes a request, records it, checks the key, lets a planned fault happen, and
/// hands it to the endpoint in charge. Thread-safe.
class DemoService {
public:
    /// `keys`: accepted API keys; empty: any.
    DemoService(std::chrono::milliseconds processing, const UploadLimits &limits, const QList<QByteArray> &keys);

    [[nodiscard]] HttpAnswer serve(const HttpRequest &request, const BodyReader &readBody);

    [[nodiscard]] DemoFiles &files() { return m_files; }
    [[nodiscard]] FaultScript &faults() { return m_faults; }
    [[nodiscard]] RequestLog &log() { return m_log; }

private:
    [[nodiscard]] HttpAnswer execute(const HttpRequest &request, const BodyReader &readBody,
                                     const UploadTrouble &trouble, QByteArray &startBody);
    /// The answer to a request whose key is missing or wrong.
    [[nodiscard]] std::optional<HttpAnswer> checkKey(const HttpRequest &request) const;

    [[nodiscard]] HttpAnswer serveFaulty(const HttpRequest &request, const BodyReader &readBody,
                                         const FaultScript::Planned &planned, QByteArray &startBody);
    /// The faults that befall the answer only.
    void spoil(HttpAnswer &answer, const FaultScript::Planned &planned);
    [[nodiscard]] HttpAnswer executeMarked(const HttpRequest &request, const BodyReader &readBody,
                                           const UploadTrouble &trouble, int id, QByteArray &startBody);
    [[nodiscard]] HttpAnswer answerInstead(const HttpRequest &request, const BodyReader &readBody,
                                           const FaultScript::Planned &planned);
    [[nodiscard]] BodyReader slowReader(const BodyReader &readBody, const FaultScript::Planned &planned);

    const QList<QByteArray> m_keys;
    DemoFiles m_files;
    FaultScript m_faults;
    RequestLog m_log;
    DemoUploads m_uploads;
    FilesEndpoint m_endpoint;
};

} // namespace pollux
