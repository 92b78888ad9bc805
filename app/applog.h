// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// Writes log messages, those of Qt too, to standard error, each with its time. Leaves out messages below a level,
/// which can change at run time, and whatever looks like an API key or an upload session URL. Only one object may
/// exist; messages may come from any thread. The destructor restores the previous message handler.
class AppLog final {
public:
    /// The level is "warning".
    AppLog();
    ~AppLog();
    AppLog(const AppLog &) = delete;
    AppLog &operator=(const AppLog &) = delete;

    /// "debug", "info", "warning" or "critical"; an unknown level, as in an edited settings file, means "warning".
    /// QT_LOGGING_RULES in the environment overrides which categories are enabled.
    void setLevel(const QString &level);
};

} // namespace pollux
