// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <memory>

namespace pollux {

/// Keeps the computer awake while files are transferred; on Windows and macOS the screen may go dark. Uses a lock of
/// systemd-logind or elogind on Linux and other free systems, an execution state on Windows, and a power assertion on
/// macOS. If the system has none of these or refuses, the computer may sleep as usual. The system releases the
/// inhibition when the program ends, even after a crash.
///
/// GUI thread only; never blocks. Does not use the system before the first setBusy(true).
class SleepInhibitor final {
public:
    /// Keeps the computer awake as long as it lives; each platform has its own.
    class Inhibition {
    public:
        virtual ~Inhibition() = default;
        [[nodiscard]] static std::unique_ptr<Inhibition> create(const QString &reason);
    };

    /// `reason` must name no file, because tools of the system show it to anyone. While busy, the first reason stays.
    void setBusy(bool busy, const QString &reason)
    {
        if (!busy)
            m_inhibition.reset();
        else if (!m_inhibition)
            m_inhibition = Inhibition::create(reason);
    }

private:
    std::unique_ptr<Inhibition> m_inhibition; ///< null while idle
};

} // namespace pollux
