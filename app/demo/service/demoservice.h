// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"
#include "app/demo/service/demofiles.h"
#include "app/demo/service/demoserveroptions.h"
#include "app/demo/service/demostores.h"
#include "app/demo/service/demouploads.h"
#include "app/demo/service/storesendpoint.h"

#include <chrono>
#include <functional>
#include <memory>

namespace pollux {

/// The demo server without its sockets: takes a request, checks the key and hands the request to the endpoint in
/// charge. Thread-safe. Tests derive from it to inject faults.
class DemoService {
public:
    explicit DemoService(const DemoServerOptions &options);
    virtual ~DemoService() = default;

    DemoService(const DemoService &) = delete;
    DemoService &operator=(const DemoService &) = delete;

    [[nodiscard]] virtual HttpAnswer serve(const HttpRequest &request, const BodyReader &readBody);
    /// After true, every serve() must return soon. False: the server starts (again).
    virtual void setStopping(bool /*stopping*/) {}

    [[nodiscard]] DemoFiles &files() { return m_files; }
    [[nodiscard]] DemoStores &stores() { return *m_stores; }

protected:
    DemoService(const DemoServerOptions &options, std::unique_ptr<DemoStores> stores);

    [[nodiscard]] HttpAnswer execute(const HttpRequest &request, const BodyReader &readBody,
                                     const UploadTrouble &trouble = {});
    /// A reader that reads at most `bytesPerSecond`. `pause` waits, and returns false to end the reading.
    [[nodiscard]] static BodyReader slowReader(const BodyReader &readBody, qint64 bytesPerSecond,
                                               const std::function<bool(std::chrono::milliseconds)> &pause);

private:
    /// The answer to a request whose key is missing or wrong.
    [[nodiscard]] std::optional<HttpAnswer> checkKey(const HttpRequest &request) const;

    const DemoServerOptions m_options;
    DemoFiles m_files;
    const std::unique_ptr<DemoStores> m_stores;
    DemoUploads m_uploads;
    StoresEndpoint m_storesEndpoint;
};

} // namespace pollux
