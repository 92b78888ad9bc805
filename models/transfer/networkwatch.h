// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <functional>

namespace pollux {

/// Calls `returned` each time that the network was gone, or another one, and can be used now; until `context` dies.
/// Silent where the system does not say so, as then only trying shows it. For the GUI thread.
void watchNetwork(QObject *context, const std::function<void()> &returned);

} // namespace pollux
