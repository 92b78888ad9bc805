// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/exchangelog.h"
#include "models/api/http/result.h"

#include <QJsonObject>
#include <QNetworkReply>
#include <QObject>

#include <functional>
#include <memory>

namespace pollux {

/// An HTTP answer, or the error that came in its place.
struct ServerAnswer {
    int httpStatus = 0;                     ///< 0 if none came
    QByteArray body;                        ///< at most 8 MiB
    QHash<QByteArray, QByteArray> headers;  ///< names in lower case; the last of several wins
    QByteArrayList secrets;                 ///< values that the server may repeat and that must not be shown
    std::optional<ApiError> transportError; ///< set if there is no complete answer; the body is then empty
    QString host;                           ///< that was asked

    QByteArray header(const QByteArray &lowerCaseName) const { return headers.value(lowerCaseName); }
    bool succeeded() const { return !transportError && httpStatus >= 200 && httpStatus < 300; }
    /// The error of an answer that did not succeed.
    ApiError error() const;
    /// `error`, which was made from the body, without the secrets that the server may have repeated in it.
    ApiError cleaned(ApiError error) const;
    /// The JSON object in the body of an answer that succeeded.
    Result<QJsonObject> json() const;
};

/// Reads one reply to its end and calls the callback exactly once, whether the reply succeeds or fails. If `context` is
/// destroyed first, the reply is aborted and the callback does not run. The callback may run inside abort(). The reader
/// is a child of the reply and deletes the reply when it has finished.
class ReplyReader final : public QObject {
    Q_OBJECT

public:
    using Callback = std::function<void(const ServerAnswer &)>;
    static constexpr qint64 maxAnswerSize = qint64{8} * 1024 * 1024; ///< bytes
    static constexpr qint64 maxLeftSize = qint64{64} * 1024;         ///< bytes, of an answer that nobody waits for

    static void read(QNetworkReply *reply, QObject *context, Callback callback);
    /// For a reply that needs no callback: it is recorded, aborted if it has more than maxLeftSize bytes, and deleted
    /// when it has finished.
    static void leave(QNetworkReply *reply);

private:
    ReplyReader(QNetworkReply *reply, QObject *context, Callback callback);

    void checkHeaders();
    void readAvailable();
    void refuse(ErrorKind kind);
    void finish();
    void abandon();
    ServerAnswer answer() const;

    QNetworkReply *m_reply;
    Callback m_callback;
    std::unique_ptr<ExchangeLog::Recorder> m_recorder; // null if nothing is recorded
    QByteArray m_body;
    std::optional<ErrorKind> m_refusal; // why the reader has aborted the reply
};

} // namespace pollux
