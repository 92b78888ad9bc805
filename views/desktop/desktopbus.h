// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QObject>

#include <functional>

namespace pollux::desktopbus {

using Use = std::function<void(const QDBusConnection &bus)>;

inline constexpr int patience = 5000; ///< ms that a call may take

/// Connects to a bus in a worker, since that waits for the bus, then calls `use` in the context's thread, from its
/// event loop; not if the context is gone by then. Without such a bus the connection is not connected.
void open(QDBusConnection::BusType type, QObject *context, const Use &use);

} // namespace pollux::desktopbus
