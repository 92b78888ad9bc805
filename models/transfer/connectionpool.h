// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace pollux {

/// As many network managers as the uploads that run at once need: before Qt 6.5 a manager opens six connections to a
/// host and no more, so 32 uploads on one manager would wait for each other.
///
/// Lives in one thread, with all its managers.
class ConnectionPool final {
public:
    /// Uploads on one manager: one of its six connections stays free for cancels and lists.
    static constexpr int uploadsPerManager = 5;

    /// A place for one upload on a manager, until it is destroyed.
    using Lease = std::shared_ptr<QNetworkAccessManager>;

    /// How many uploads, up to `wanted`, the process has descriptors for: files, sockets, and the pipes of each
    /// manager's thread. Beyond that libraries below Qt end the program.
    static int uploadsWithinFileLimit(int wanted);

    /// On the manager with the fewest uploads, or on a new one where all are full.
    [[nodiscard]] Lease lease();
    /// For requests that are not uploads.
    QNetworkAccessManager &controlManager();
    /// Closes the connections of each manager that has no request under way, as when the network changed. Whoever wants
    /// all of them closed aborts the requests first.
    void dropIdleConnections();

private:
    std::vector<Lease> m_managers; // each counts its leases and the pool
};

} // namespace pollux
