// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/networkwatch.h"

#include <QNetworkInformation>

#include <utility>

namespace pollux {

NetworkWatch::NetworkWatch(QObject *parent)
    : QObject(parent)
{
    if (!QNetworkInformation::loadDefaultBackend())
        return;
    const QNetworkInformation *information = QNetworkInformation::instance();
    if (!information)
        return;
    connect(information, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                // Unknown counts as online: a system that cannot tell must not hold anything up.
                const bool isOnline = reachability == QNetworkInformation::Reachability::Online ||
                                      reachability == QNetworkInformation::Reachability::Unknown;
                if (isOnline && !std::exchange(m_wasOnline, isOnline))
                    emit returned();
                m_wasOnline = isOnline;
            });
}

} // namespace pollux
