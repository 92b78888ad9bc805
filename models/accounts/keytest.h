// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"
#include "models/api/upload/sessionrequest.h"

namespace pollux {

/// Tests a key as far as it can be done without leaving anything on the service: requests a list of one file, then
/// begins the upload of a file and cancels it, because some keys may read but not upload (contract 8, item 2). For the
/// thread of the network manager.
class KeyTest final : public QObject {
    Q_OBJECT

public:
    /// @p network must outlive this object.
    explicit KeyTest(QNetworkAccessManager &network, QObject *parent = nullptr);

    /// Stops a test that is under way and starts a new one. Emits exactly one of the signals from the event loop,
    /// unless stop() is called first.
    void start(const Endpoint &endpoint, const QByteArray &key);
    void stop();
    bool isRunning() const { return m_context != nullptr; }

signals:
    void passed(bool hasFiles);
    /// The key may read, but the service refuses with 403 to begin an upload.
    void uploadRefused(const pollux::ApiError &error);
    void failed(const pollux::ApiError &error);

private:
    void beginUpload(const RequestFactory &requests, bool hasFiles);
    void handleUploadStart(const RequestFactory &requests, const ServerAnswer &answer, bool hasFiles);
    void end();

    ApiClient m_client;
    SessionRequest m_uploadStart;
    QObject *m_context = nullptr; ///< Of the list request: deleting it aborts the request. Owned by this object.
};

} // namespace pollux
