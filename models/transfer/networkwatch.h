// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <functional>

namespace pollux {

/// Calls `returned` each time the network is back after it was gone, until `context` is destroyed. Never calls it on
/// systems that do not report the state of the network. For the GUI thread.
void watchNetwork(QObject *context, const std::function<void()> &returned);

} // namespace pollux
