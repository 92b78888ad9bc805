// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace pollux {

/// Enough network managers for all uploads that run at once: before Qt 6.5 a manager opens at most six connections to a
/// host, so 32 uploads on one manager would wait for each other.
///
/// Lives in one thread, with all its managers.
class ConnectionPool final {
public:
    /// Maximum of uploads on one manager: one of its six connections stays free for requests that cancel or list.
    static constexpr int uploadsPerManager = 5;

    /// Reserves a place for one upload on a manager until it is destroyed.
    using Lease = std::shared_ptr<QNetworkAccessManager>;

    /// Returns for how many uploads, at most `wanted`, the process has file descriptors: files, sockets, and the pipes
    /// of each manager's thread. If descriptors run out, libraries below Qt abort the program.
    static int uploadsWithinFileLimit(int wanted);

    /// Returns a place on the manager with the fewest uploads, or on a new one if all are full.
    [[nodiscard]] Lease lease();
    /// For requests that are not uploads.
    QNetworkAccessManager &controlManager();
    /// Closes the connections of each manager that has no request under way; to be called when the network has changed.
    /// To close all connections, abort the requests first.
    void dropIdleConnections();

private:
    std::vector<Lease> m_managers; // use_count(): its leases and the pool
};

} // namespace pollux
