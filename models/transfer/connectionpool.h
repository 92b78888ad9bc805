// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace pollux {

/// As many network managers as the uploads that run at once need: before Qt 6.5 a manager opens six connections to a
/// host and no more, so 32 uploads on one manager would wait for each other.
///
/// Lives in one thread, with all its managers; whoever holds a lease gives it back before the pool ends.
class ConnectionPool final {
public:
    /// Uploads on one manager: one of its six connections stays free for cancels and lists.
    static constexpr int uploadsPerManager = 5;

    /// A place for one upload on the manager with the fewest; a new manager where all are full.
    class Lease final {
    public:
        Lease(Lease &&other) noexcept;
        Lease &operator=(Lease &&other) noexcept;
        ~Lease();

        QNetworkAccessManager &manager() const { return *m_manager; }

    private:
        friend class ConnectionPool;
        Lease(QNetworkAccessManager *manager, int *useCount);
        QNetworkAccessManager *m_manager;
        int *m_useCount;
    };

    ConnectionPool();
    ~ConnectionPool();

    [[nodiscard]] Lease lease();
    /// For requests that are not uploads.
    QNetworkAccessManager &controlManager();
    /// Closes the connections of each manager that has no request under way, as when the network changed. Whoever wants
    /// all of them closed aborts the requests first.
    void dropIdleConnections();
    int managerCount() const { return static_cast<int>(m_managers.size()); }

private:
    struct Place {
        std::unique_ptr<QNetworkAccessManager> manager;
        int useCount = 0;
    };
    void addManager();

    std::vector<std::unique_ptr<Place>> m_managers;
};

} // namespace pollux
