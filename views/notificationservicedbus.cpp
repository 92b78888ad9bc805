// SPDX-License-Identifier: Apache-2.0
#include "views/dbusnotifications.h"

namespace pollux {

std::unique_ptr<NotificationService> NotificationService::create()
{
    return std::make_unique<DBusNotifications>();
}

} // namespace pollux
