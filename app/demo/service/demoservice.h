// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"
#include "app/demo/service/demofiles.h"
#include "app/demo/service/demostores.h"
#include "app/demo/service/demouploads.h"
#include "app/demo/service/faultscript.h"
#include "app/demo/service/filesendpoint.h"
#include "app/demo/service/requestlog.h"
#include "app/demo/service/storesendpoint.h"

namespace pollux {

struct DemoServerOptions;

/// The demo server without its sockets: takes a request, records it, checks the key, lets a planned fault happen, and
/// hands it to the endpoint in charge. Thread-safe.
class DemoService {
public:
    explicit DemoService(const DemoServerOptions &options);

    [[nodiscard]] HttpAnswer serve(const HttpRequest &request, const BodyReader &readBody);

    [[nodiscard]] DemoFiles &files() { return m_files; }
    [[nodiscard]] DemoStores &stores() { return m_stores; }
    [[nodiscard]] FaultScript &faults() { return m_faults; }
    [[nodiscard]] RequestLog &log() { return m_log; }

private:
    [[nodiscard]] HttpAnswer execute(const HttpRequest &request, const BodyReader &readBody,
                                     const UploadTrouble &trouble, QByteArray &jsonBody);
    /// The answer to a request whose key is missing or wrong.
    [[nodiscard]] std::optional<HttpAnswer> checkKey(const HttpRequest &request) const;

    [[nodiscard]] HttpAnswer serveFaulty(const HttpRequest &request, const BodyReader &readBody,
                                         const FaultScript::Planned &planned, QByteArray &jsonBody);
    /// The faults that befall the answer only.
    void spoil(HttpAnswer &answer, const FaultScript::Planned &planned);
    [[nodiscard]] HttpAnswer executeMarked(const HttpRequest &request, const BodyReader &readBody,
                                           const UploadTrouble &trouble, int id, QByteArray &jsonBody);
    [[nodiscard]] HttpAnswer answerInstead(const HttpRequest &request, const BodyReader &readBody,
                                           const FaultScript::Planned &planned);
    [[nodiscard]] BodyReader slowReader(const BodyReader &readBody, const FaultScript::Planned &planned);

    const QList<QByteArray> m_keys;
    DemoFiles m_files;
    DemoStores m_stores;
    FaultScript m_faults;
    RequestLog m_log;
    DemoUploads m_uploads;
    FilesEndpoint m_filesEndpoint;
    StoresEndpoint m_storesEndpoint;
};

} // namespace pollux
