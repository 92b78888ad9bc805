// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentremoval.h"

#include <QMetaObject>

namespace pollux {

DocumentRemoval::DocumentRemoval(const StoresClient &client, const QStringList &names, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_waiting(names)
{
    m_waiting.removeDuplicates();
    m_total = static_cast<int>(m_waiting.size());
}

void DocumentRemoval::start()
{
    m_isStarted = true;
    deleteNext();
    endIfIdle();
}

void DocumentRemoval::stop()
{
    m_isStopped = true;
    if (m_isStarted)
        endIfIdle();
}

QStringList DocumentRemoval::unanswered() const
{
    return QStringList(m_inFlight.cbegin(), m_inFlight.cend()) + m_waiting;
}

void DocumentRemoval::deleteNext()
{
    while (!m_isStopped && !m_waiting.isEmpty() && m_inFlight.size() < maxInFlight) {
        const QString name = m_waiting.takeFirst();
        m_inFlight.insert(name);
        m_client.deleteDocument(name, true, this,
                                [this, name](const Result<Nothing> &answer) { handleAnswer(name, answer); });
    }
}

void DocumentRemoval::handleAnswer(const QString &name, const Result<Nothing> &answer)
{
    m_inFlight.remove(name);
    if (answer.ok())
        m_removed.append(name);
    else
        m_failed.append({name, answer.error()});
    deleteNext();
    endIfIdle();
    if (answer.ok())
        emit documentRemoved(name);
    else
        emit documentFailed(name, answer.error());
    emit progressed();
}

void DocumentRemoval::endIfIdle()
{
    if (!m_inFlight.isEmpty() || m_isFinished)
        return;
    m_isFinished = true;
    QMetaObject::invokeMethod(this, &DocumentRemoval::finished, Qt::QueuedConnection);
}

} // namespace pollux
