// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/statewatch.h"

namespace pollux {

StateWatch::StateWatch(QNetworkAccessManager &network, const RequestFactory &requests, std::chrono::seconds patience,
                       QObject *parent)
    : QObject(parent)
    , m_client(network, requests)
    , m_poller(m_client)
    , m_patience(patience)
{
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &StateWatch::askWhyItIsSilent);
    connect(&m_poller, &StatePoller::updated, this, &StateWatch::handleUpdate);
    connect(&m_poller, &StatePoller::gone, this, &StateWatch::handleGone);
}

void StateWatch::consider(const RemoteFile &file)
{
    if (file.state != RemoteFile::State::Processing)
        return;
    m_names.insert(file.name);
    m_poller.consider(file);
    waitForAnswer();
}

void StateWatch::handleUpdate(const RemoteFile &file)
{
    if (file.state != RemoteFile::State::Processing)
        m_names.remove(file.name);
    waitForAnswer();
    emit updated(file);
}

void StateWatch::handleGone(const QString &name)
{
    m_names.remove(name);
    waitForAnswer();
    emit gone(name);
}

void StateWatch::waitForAnswer()
{
    if (m_names.isEmpty())
        m_silence.stop();
    else
        m_silence.start(m_patience);
}

void StateWatch::askWhyItIsSilent()
{
    // The poller does not report errors, and its longest wait may exceed the patience.
    const QString name = *m_names.constBegin();
    m_client.getFile(name, this, [this, name](const Result<RemoteFile> &file) {
        if (file.ok()) {
            m_poller.consider(file.value());
            handleUpdate(file.value());
        } else if (file.error().kind == ErrorKind::Gone) {
            m_poller.forget(name);
            handleGone(name);
        } else if (m_names.contains(name)) {
            m_poller.clear();
            m_names.clear();
            emit failed(file.error());
        } else {
            waitForAnswer();
        }
    });
}

} // namespace pollux
