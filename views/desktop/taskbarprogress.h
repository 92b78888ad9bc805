// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/desktop/taskbarentry.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

class QWidget;

namespace pollux {

/// How far the transfers are, on the program's icon: on Linux and other free systems in the docks that listen to
/// com.canonical.Unity.LauncherEntry (KDE Plasma, Dash to Dock, Ubuntu Dock and others), on Windows in the taskbar,
/// without the number. macOS is left out: the dock has no bar of its own for a program.
///
/// For the GUI thread; never waits. Touches nothing of the system before there is something to show.
class TaskbarProgress final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds pause{250}; ///< The least between two updates: four a second.

    /// A child of the window that stands in the taskbar.
    explicit TaskbarProgress(QWidget *window);
    ~TaskbarProgress() override;

    /// `fraction` from 0 to 1, shown in whole percent; a negative one, or one that is no number, takes the bar away.
    /// `count` is how many are still to do; 0 or less for no number. May be called as often as one likes: updates are
    /// made in pauses, and only where something changed.
    void setProgress(double fraction, int count);

private:
    struct Shown {
        int percent = TaskbarEntry::noProgress;
        int count = 0;
        bool operator==(const Shown &) const = default;
    };

    void update();

    QWidget *m_window;
    std::unique_ptr<TaskbarEntry> m_entry; ///< Made with the first update.
    Shown m_wanted;
    Shown m_shown;
    QTimer m_pause; ///< Runs after an update, until the next may follow.
};

} // namespace pollux
