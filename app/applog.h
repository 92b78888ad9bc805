// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace pollux {

/// What the program says to its error stream: from a level on that can change while it runs, each line with its time,
/// and without what looks like an API key or an upload session URL, also where Qt itself wrote it. One for the program;
/// messages may come from every thread. Without such an object, and after it, messages go where they went before.
class AppLog final {
public:
    /// In force until setLevel(): "warning".
    AppLog();
    ~AppLog();
    AppLog(const AppLog &) = delete;
    AppLog &operator=(const AppLog &) = delete;

    /// What setLevel() knows, the most talkative first, as Settings::Key::LogLevel has it: "debug", "info", "warning",
    /// "critical".
    static QStringList levels();

    /// An unknown level, as from an edited settings file, is "warning". Below it our own categories are not even
    /// formatted; of Qt's own, those that are switched on by default are heard. QT_LOGGING_RULES in the environment
    /// goes before for what is formatted.
    void setLevel(const QString &level);
};

} // namespace pollux
