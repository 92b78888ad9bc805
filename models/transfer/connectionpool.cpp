// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/connectionpool.h"

#include <QNetworkReply>

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

bool isBusy(const QNetworkAccessManager &manager)
{
    const auto replies = manager.findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
    return std::ranges::any_of(replies, &QNetworkReply::isRunning);
}

} // namespace

ConnectionPool::Lease::Lease(QNetworkAccessManager *manager, int *useCount)
    : m_manager(manager)
    , m_useCount(useCount)
{
    ++*m_useCount;
}

ConnectionPool::Lease::Lease(Lease &&other) noexcept
    : m_manager(other.m_manager)
    , m_useCount(std::exchange(other.m_useCount, nullptr))
{
}

ConnectionPool::Lease &ConnectionPool::Lease::operator=(Lease &&other) noexcept
{
    std::swap(m_manager, other.m_manager);
    std::swap(m_useCount, other.m_useCount);
    return *this;
}

ConnectionPool::Lease::~Lease()
{
    if (m_useCount)
        --*m_useCount;
}

ConnectionPool::ConnectionPool() = default;
ConnectionPool::~ConnectionPool() = default;

ConnectionPool::Lease ConnectionPool::lease()
{
    auto emptiest = std::ranges::min_element(m_managers, {}, [](const auto &place) { return place->useCount; });
    if (emptiest == m_managers.end() || (*emptiest)->useCount >= uploadsPerManager) {
        addManager();
        emptiest = m_managers.end() - 1;
    }
    return {(*emptiest)->manager.get(), &(*emptiest)->useCount};
}

QNetworkAccessManager &ConnectionPool::controlManager()
{
    if (m_managers.empty())
        addManager();
    return *m_managers.front()->manager;
}

void ConnectionPool::dropIdleConnections()
{
    // Clearing takes the network thread of a manager away, and a request under way there would never end.
    for (const auto &place : m_managers) {
        if (!isBusy(*place->manager))
            place->manager->clearConnectionCache();
    }
}

void ConnectionPool::addManager()
{
    m_managers.push_back(std::make_unique<Place>());
    m_managers.back()->manager = std::make_unique<QNetworkAccessManager>();
}

} // namespace pollux
