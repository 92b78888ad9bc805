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
    m_client.setRequests({}); // the key is in the request now and needed no longer here
}

void KeyTest::stop()
{
    delete std::exchange(m_request, nullptr);
}

void KeyTest::finish(const Result<FilePage> &page)
{
    // This runs in a call that the context object receives: it must not die within.
    std::exchange(m_request, nullptr)->deleteLater();
    if (page.ok())
        emit passed(!page.value().entries.isEmpty());
    else
        emit failed(page.error());
}

} // namespace pollux
