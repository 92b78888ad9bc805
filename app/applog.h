// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// Writes log messages, those of Qt too, to the error stream: from a level on that can change at run time, each with
/// its time, and without anything that looks like an API key or an upload session URL. Only one object; messages may
/// come from every thread. The destructor restores the message handler of before.
class AppLog final {
public:
    /// The level is "warning".
    AppLog();
    ~AppLog();
    AppLog(const AppLog &) = delete;
    AppLog &operator=(const AppLog &) = delete;

    /// "debug", "info", "warning" or "critical"; an unknown level, as from an edited settings file, is "warning".
    /// QT_LOGGING_RULES in the environment overrides which categories are enabled.
    void setLevel(const QString &level);
};

} // namespace pollux
