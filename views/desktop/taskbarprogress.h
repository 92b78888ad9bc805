// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

class QWidget;

namespace pollux {

/// The program's icon in the platform's taskbar or dock. The destructor removes the bar and the number.
class TaskbarEntry {
public:
    static constexpr int noProgress = -1;

    virtual ~TaskbarEntry() = default;

    /// Creates the entry of this platform for the window that `window` belongs to; null if the platform has none.
    static std::unique_ptr<TaskbarEntry> create(QWidget *window);

    /// Shows a bar of 0 to 100 percent, or none for noProgress, and a number on the icon if the platform can; 0 for
    /// none.
    virtual void show(int percent, int count) = 0;
};

/// Shows the progress of the transfers on the program's icon: on Linux and other free systems in the docks that listen
/// to com.canonical.Unity.LauncherEntry (KDE Plasma, Dash to Dock, Ubuntu Dock and others), on Windows in the taskbar,
/// without the number. Not on macOS, whose dock has no progress bar for programs.
///
/// GUI thread only; never blocks. Does not use the system before there is something to show.
class TaskbarProgress final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds pause{250}; ///< minimum between two updates

    /// `window` becomes the parent. Its icon in the taskbar shows the progress.
    explicit TaskbarProgress(QWidget *window);

    /// `fraction` is from 0 to 1, shown in whole percent; a negative one or NaN removes the bar. `count` is the number
    /// of transfers left; 0 or less for no number. May be called at any rate: updates are throttled, and only changes
    /// are sent.
    void setProgress(double fraction, int count);

private:
    struct Shown {
        int percent = TaskbarEntry::noProgress;
        int count = 0;
        bool operator==(const Shown &) const = default;
    };

    void update();

    QWidget *m_window;
    std::unique_ptr<TaskbarEntry> m_entry; ///< created with the first update
    Shown m_requested;
    Shown m_shown;
    QTimer m_pause; ///< runs after an update, until the next may follow
};

} // namespace pollux
