// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/networkwatch.h"

#include <QNetworkInformation>

#include <utility>

namespace pollux {

void watchNetwork(QObject *context, const std::function<void()> &returned)
{
    using Reachability = QNetworkInformation::Reachability;
    if (!QNetworkInformation::loadDefaultBackend())
        return;
    QObject::connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, context,
                     [returned, wasOnline = true](Reachability reachability) mutable {
                         // Unknown counts as online, so that a system without this information blocks nothing.
                         const bool isOnline =
                             reachability == Reachability::Online || reachability == Reachability::Unknown;
                         if (!std::exchange(wasOnline, isOnline) && isOnline)
                             returned();
                     });
}

} // namespace pollux
