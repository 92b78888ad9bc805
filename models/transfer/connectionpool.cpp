// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/connectionpool.h"

#include "models/api/http/networkmanager.h"

#include <QNetworkReply>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace pollux {

int ConnectionPool::uploadsWithinFileLimit(int wanted)
{
#ifdef Q_OS_UNIX
    constexpr rlim_t reserved = 24;
    constexpr rlim_t perUpload = 6;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
        const rlim_t uploads = limit.rlim_cur > reserved ? (limit.rlim_cur - reserved) / perUpload : 1;
        return static_cast<int>(std::clamp<rlim_t>(uploads, 1, static_cast<rlim_t>(wanted)));
    }
#endif
    return wanted;
}

ConnectionPool::Lease ConnectionPool::lease()
{
    const auto emptiest = std::ranges::min_element(m_managers, {}, &Lease::use_count);
    if (emptiest != m_managers.end() && emptiest->use_count() <= uploadsPerManager)
        return *emptiest;
    return m_managers.emplace_back(std::make_shared<NetworkManager>());
}

QNetworkAccessManager &ConnectionPool::controlManager()
{
    if (m_managers.empty())
        m_managers.push_back(std::make_shared<NetworkManager>());
    return *m_managers.front();
}

void ConnectionPool::dropIdleConnections()
{
    for (const Lease &manager : m_managers) {
        const auto replies = manager->findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
        // Clearing ends the network thread of the manager, and a request still running there would never finish.
        if (std::ranges::none_of(replies, &QNetworkReply::isRunning))
            manager->clearConnectionCache();
    }
}

} // namespace pollux
