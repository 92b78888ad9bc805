// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <memory>

namespace pollux {

/// Keeps the computer awake while something is transferred; on Windows and macOS the screen may go dark. On Linux and
/// other free systems by a lock of systemd-logind or elogind, on Windows by an execution state, on macOS by a power
/// assertion. Where the system has none of these or refuses, the computer may sleep as usual. The system releases the
/// inhibition when the program ends, also after a crash.
///
/// GUI thread only; never waits. Touches nothing of the system before the first setBusy(true).
class SleepInhibitor final {
public:
    /// Keeps the computer awake as long as it lives; each platform has its own.
    class Inhibition {
    public:
        virtual ~Inhibition() = default;
        [[nodiscard]] static std::unique_ptr<Inhibition> create(const QString &reason);
    };

    /// `reason` is shown to anyone by the system's own tools, so it names no file. While busy, the first one stays.
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
