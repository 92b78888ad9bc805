// SPDX-License-Identifier: Apache-2.0
#include "views/traynotifications.h"

namespace pollux {

std::unique_ptr<NotificationService> NotificationService::create()
{
    return std::make_unique<TrayNotifications>();
}

} // namespace pollux
