// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace pollux {

/// Keeps the computer awake while something is transferred; on Windows and macOS the screen may go dark. On Linux and
/// other free systems by a lock of systemd-logind or elogind, on Windows by an execution state, on macOS by a power
/// assertion. Where the system has none of it or refuses, the computer sleeps as ever. The system takes the lock back
/// when the program ends, however that happens.
///
/// For the GUI thread; never waits. Touches nothing of the system before the first setBusy(true).
class SleepInhibitor final : public QObject {
    Q_OBJECT

public:
    /// Keeps the computer awake as long as it lives; each platform has its own.
    class Hold {
    public:
        virtual ~Hold() = default;
        static std::unique_ptr<Hold> create(const QString &reason);
    };

    explicit SleepInhibitor(QObject *parent = nullptr);
    ~SleepInhibitor() override;

    /// `reason` is shown by the system's own tools to anyone, so it names no file. The one that came when it got busy
    /// stays. Costs nothing where nothing changes.
    void setBusy(bool busy, const QString &reason);

private:
    std::unique_ptr<Hold> m_hold; ///< Null while idle.
};

} // namespace pollux
