// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/statepoller.h"

namespace pollux {

StatePoller::StatePoller(ApiClient &client, Pace pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_polls(pace)
    , m_requestContext(std::make_unique<QObject>())
{
    connect(&m_polls, &PollSchedule::due, this, &StatePoller::poll);
}

void StatePoller::consider(const RemoteFile &file)
{
    if (file.state == RemoteFile::State::Processing)
        m_polls.watch(file.name);
    else
        forget(file.name);
}

void StatePoller::forget(const QString &name)
{
    m_polls.forget(name);
}

void StatePoller::clear()
{
    m_polls.clear();
    m_requestContext = std::make_unique<QObject>();
}

void StatePoller::poll(const QString &name)
{
    m_client.getFile(name, m_requestContext.get(),
                     [this, name](const Result<RemoteFile> &answer) { handleAnswer(name, answer); });
}

void StatePoller::handleAnswer(const QString &name, const Result<RemoteFile> &answer)
{
    if (!m_polls.isWatched(name)) // forgotten meanwhile
        return;
    if (answer.ok()) {
        const RemoteFile &file = answer.value();
        if (file.state == RemoteFile::State::Processing)
            m_polls.goOn(name);
        else
            forget(name);
        emit updated(file);
    } else if (answer.error().kind == ErrorKind::Gone) {
        forget(name);
        emit gone(name);
    } else {
        m_polls.goOnAfterError(name, answer.error());
    }
}

} // namespace pollux
