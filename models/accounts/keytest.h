// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"

#include <memory>

namespace pollux {

/// Tests a key by requesting a list of one file. For the thread of the network manager.
class KeyTest final : public QObject {
    Q_OBJECT

public:
    /// @p network must outlive this object.
    explicit KeyTest(QNetworkAccessManager &network, QObject *parent = nullptr);

    /// Stops a test that is under way and starts a new one. Emits passed() or failed() from the event loop, unless
    /// stop() is called first.
    void start(const Endpoint &endpoint, const QByteArray &key);
    void stop();
    bool isRunning() const { return m_request != nullptr; }

signals:
    void passed(bool hasFiles);
    void failed(const pollux::ApiError &error);

private:
    void finish(const Result<FilePage> &page);

    ApiClient m_client;
    QObject *m_request = nullptr; ///< Context of the request: deleting it aborts the request. Owned by this object.
};

} // namespace pollux
