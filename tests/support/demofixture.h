// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/faultproxy.h"
#include "tests/support/scripteddemoserver.h"

#include <memory>

namespace pollux {

/// A demo server as tests want it: granularity 256 KiB, videos PROCESSING for 200 ms, any key accepted, no files.
[[nodiscard]] DemoServerOptions testServerOptions();

/// A running demo server with, if asked for, a fault proxy before it. Ends the test program if the server cannot start.
class DemoFixture {
public:
    explicit DemoFixture(const DemoServerOptions &options = testServerOptions());

    [[nodiscard]] ScriptedDemoServer &server() { return m_server; }
    /// Made at the first call; clients must then use its baseUrl().
    [[nodiscard]] FaultProxy &proxy();
    [[nodiscard]] QUrl baseUrl() const { return m_server.baseUrl(); }
    /// Requests with this upload command, in any order of words as the log spells it; empty: those without a command.
    [[nodiscard]] QList<RequestRecord> requestsWith(const QByteArray &command) const;

private:
    ScriptedDemoServer m_server;
    std::unique_ptr<FaultProxy> m_proxy;
};

/// `size` bytes that look random and are the same for each run and seed.
[[nodiscard]] QByteArray testBytes(qint64 size, quint32 seed = 1);

/// A small MP4 (ftyp and moov, no media data) that says it lasts `milliseconds`.
[[nodiscard]] QByteArray testVideo(quint32 milliseconds);

} // namespace pollux
