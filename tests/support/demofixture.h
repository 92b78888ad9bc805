// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/faultproxy.h"
#include "tests/support/scripteddemoserver.h"

#include <memory>

namespace pollux {

/// Options for tests: granularity 256 KiB, videos are PROCESSING for 200 ms, any key is accepted, no files.
[[nodiscard]] DemoServerOptions testServerOptions();

/// A running demo server with, if asked for, a fault proxy before it. Ends the test program if the server cannot start.
class DemoFixture {
public:
    explicit DemoFixture(const DemoServerOptions &options = testServerOptions());

    [[nodiscard]] ScriptedDemoServer &server() { return m_server; }
    /// Created at the first call; clients must use its baseUrl() from then on.
    [[nodiscard]] FaultProxy &proxy();
    [[nodiscard]] QUrl baseUrl() const { return m_server.baseUrl(); }
    /// Requests with this upload command as spelled in RequestRecord::command; empty: those without a command.
    [[nodiscard]] QList<RequestRecord> requestsWith(const QByteArray &command) const;

private:
    ScriptedDemoServer m_server;
    std::unique_ptr<FaultProxy> m_proxy;
};

/// `size` pseudo-random bytes, the same in each run for the same seed.
[[nodiscard]] QByteArray testBytes(qint64 size, quint32 seed = 1);

/// A small MP4 (ftyp and moov, no media data) with a duration of `milliseconds`.
[[nodiscard]] QByteArray testVideo(quint32 milliseconds);

} // namespace pollux
