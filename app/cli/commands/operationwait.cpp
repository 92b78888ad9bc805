// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/operationwait.h"

namespace pollux {

OperationWait::OperationWait(UploadQueue &queue, std::chrono::seconds patience, QObject *parent)
    : QObject(parent)
    , m_queue(queue)
    , m_patience(patience)
{
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &OperationWait::endSilence);
    connect(&m_queue, &UploadQueue::operationsChanged, this, &OperationWait::take);
}

void OperationWait::await(const QString &name)
{
    if (m_names.contains(name))
        return;
    m_names.insert(name);
    if (!m_silence.isActive())
        waitForAnswer();
    take({name});
}

void OperationWait::take(const QStringList &names)
{
    for (const QString &name : names) {
        const OperationRecord *known = m_names.contains(name) ? m_queue.operation(name) : nullptr;
        if (!known)
            continue;
        const OperationRecord operation = *known; // a slot may change the queue
        if (operation.polls > 0 && !operation.pollError)
            waitForAnswer();
        if (operation.state == OperationRecord::State::Working)
            continue;
        m_names.remove(operation.name);
        if (m_names.isEmpty())
            m_silence.stop();
        emit ended(operation);
    }
}

void OperationWait::waitForAnswer()
{
    m_isAsked = false;
    m_silence.start(m_patience);
}

void OperationWait::endSilence()
{
    // The pause between two polls may exceed the patience.
    if (!m_isAsked) {
        m_isAsked = true;
        m_queue.pollOperations(QStringList(m_names.constBegin(), m_names.constEnd()));
        m_silence.start(m_patience);
        return;
    }
    ApiError reason = ApiError::local(ErrorKind::Timeout);
    for (const QString &name : std::as_const(m_names)) {
        const OperationRecord *operation = m_queue.operation(name);
        if (operation && operation->pollError)
            reason = *operation->pollError;
    }
    m_names.clear();
    emit gaveUp(reason);
}

} // namespace pollux
