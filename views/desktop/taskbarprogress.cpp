// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/taskbarprogress.h"

#include <QWidget>

#include <algorithm>
#include <cmath>

namespace pollux {

TaskbarProgress::TaskbarProgress(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &TaskbarProgress::update);
}

void TaskbarProgress::setProgress(double fraction, int count)
{
    // Rounded down, because 100 means finished.
    const int percent =
        fraction >= 0 ? static_cast<int>(std::floor(std::min(fraction, 1.0) * 100)) : TaskbarEntry::noProgress;
    m_requested = {percent, std::max(count, 0)};
    if (!m_pause.isActive())
        update();
}

void TaskbarProgress::update()
{
    if (m_requested == m_shown)
        return;
    if (!m_entry)
        m_entry = TaskbarEntry::create(m_window);
    m_shown = m_requested;
    if (!m_entry)
        return;
    m_entry->show(m_shown.percent, m_shown.count);
    m_pause.start();
}

#ifdef Q_OS_MACOS
std::unique_ptr<TaskbarEntry> TaskbarEntry::create(QWidget * /*window*/)
{
    return nullptr;
}
#endif

} // namespace pollux
