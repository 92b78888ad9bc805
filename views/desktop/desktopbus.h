// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QObject>

#include <functional>

namespace pollux::desktopbus {

using Use = std::function<void(const QDBusConnection &bus)>;

inline constexpr int timeout = 5000; ///< of a call, in ms

/// Connects to a bus in a worker thread, because connecting blocks, then calls `use` from the event loop of the
/// context's thread, unless the context has been destroyed. Without such a bus, isConnected() of the connection is
/// false.
void open(QDBusConnection::BusType type, QObject *context, const Use &use);

} // namespace pollux::desktopbus
