// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/fileremoval.h"

#include <QMetaObject>

namespace pollux {

FileRemoval::FileRemoval(ApiClient &client, const QStringList &names)
    : m_client(client)
    , m_waiting(names)
{
    m_waiting.removeDuplicates();
}

void FileRemoval::start()
{
    if (m_waiting.isEmpty())
        QMetaObject::invokeMethod(this, &FileRemoval::finished, Qt::QueuedConnection);
    else
        deleteNext();
}

QStringList FileRemoval::unanswered() const
{
    return QStringList(m_inFlight.cbegin(), m_inFlight.cend()) + m_waiting;
}

void FileRemoval::deleteNext()
{
    while (!m_waiting.isEmpty() && m_inFlight.size() < maxInFlight) {
        const QString name = m_waiting.takeFirst();
        m_inFlight.insert(name);
        m_client.deleteFile(name, this, [this, name](const Result<Nothing> &answer) { handleAnswer(name, answer); });
    }
}

void FileRemoval::handleAnswer(const QString &name, const Result<Nothing> &answer)
{
    m_inFlight.remove(name);
    if (answer.ok())
        m_removed.append(name);
    else
        m_failed.append({name, answer.error()});
    deleteNext();
    if (answer.ok())
        emit fileRemoved(name);
    if (m_inFlight.isEmpty())
        emit finished();
}

} // namespace pollux
