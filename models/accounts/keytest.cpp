// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/keytest.h"

#include <utility>

namespace pollux {

KeyTest::KeyTest(QNetworkAccessManager &network, QObject *parent)
    : QObject(parent)
    , m_client(network)
{
}

void KeyTest::start(const Endpoint &endpoint, const QByteArray &key)
{
    stop();
    m_request = new QObject(this);
    m_client.setRequests(RequestFactory(endpoint, key));
    m_client.listFiles(1, {}, m_request, [this](const Result<FilePage> &page) { finish(page); });
    m_client.setRequests({}); // the request has the key; it is not kept here
}

void KeyTest::stop()
{
    delete std::exchange(m_request, nullptr);
}

void KeyTest::finish(const Result<FilePage> &page)
{
    // This runs in a callback of the context object, which must not be deleted before the callback returns.
    std::exchange(m_request, nullptr)->deleteLater();
    if (page.ok())
        emit passed(!page.value().entries.isEmpty());
    else
        emit failed(page.error());
}

} // namespace pollux
