// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/gatedapplication.h"

#include <QEvent>

#include <utility>

namespace pollux {

void GatedApplication::close(Gate gate)
{
    const std::lock_guard lock(m_mutex);
    m_isReached = false;
    m_gate = gate;
}

void GatedApplication::open()
{
    const std::lock_guard lock(m_mutex);
    m_gate = Gate::Open;
    m_opened.notify_all();
    if (TaskList *tasks = std::exchange(m_withheld, nullptr))
        QMetaObject::invokeMethod(tasks, &TaskList::flush, Qt::QueuedConnection);
}

bool GatedApplication::notify(QObject *receiver, QEvent *event)
{
    const bool isGated = m_gate != Gate::Open && event->type() == QEvent::MetaCall;
    return isGated && !passes(receiver) ? true : QCoreApplication::notify(receiver, event);
}

/// Runs in the receiver's thread.
bool GatedApplication::passes(QObject *receiver)
{
    auto *tasks = qobject_cast<TaskList *>(receiver);
    const bool isCommand = qobject_cast<UploadEngine *>(receiver) != nullptr;
    std::unique_lock lock(m_mutex);
    if (m_gate == Gate::WithheldWrite && tasks) {
        m_withheld = tasks;
        m_isReached = true;
        return false;
    }
    if ((m_gate == Gate::Command && isCommand) || (m_gate == Gate::Write && tasks)) {
        m_isReached = true;
        m_opened.wait(lock, [this] { return m_gate == Gate::Open; });
    }
    return true;
}

} // namespace pollux
