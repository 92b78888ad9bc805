// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

class QWidget;

namespace pollux {

/// The program's place in the platform's taskbar or dock. Its end takes back what it shows.
class TaskbarEntry {
public:
    static constexpr int noProgress = -1;

    virtual ~TaskbarEntry() = default;

    /// The one of this platform, for the window that `window` belongs to; null where there is none.
    static std::unique_ptr<TaskbarEntry> create(QWidget *window);

    /// A bar of 0 to 100 percent or noProgress, and a number beside the icon where the platform has one; 0 for none.
    virtual void show(int percent, int count) = 0;
};

} // namespace pollux
