// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/status.h"

#include <QByteArray>
#include <QMetaType>
#include <QNetworkReply>
#include <QString>

#include <chrono>
#include <optional>

namespace pollux {

/// What went wrong, as far as it decides what can be done about it (contract 1.10 and 6).
enum class ErrorKind {
    // before an answer
    Cancelled,        ///< by the person, or because the caller went away
    Network,          ///< the connection broke
    Unreachable,      ///< no connection could be made: no network, unknown host, or nobody listens there
    Timeout,          ///< the connection stayed silent for longer than the request may wait
    Tls,              ///< the secure connection could not be made; nothing was sent
    Proxy,            ///< the proxy refused, or wants credentials
    InsecureEndpoint, ///< plain http to a host that is not this machine; nothing was sent
    // an answer that is not the service's
    Redirected,       ///< any 3xx: never followed; subject = the host it names
    ProxyPage,        ///< HTML where JSON was due: a portal or gateway answered
    Protocol,         ///< the answer lacks what it must have, or cannot be read
    AnswerTooLarge,   ///< more than 8 MiB
    ForeignUploadUrl, ///< the session URL leads to another server; subject = its host
    // answers of the service
    InvalidKey,
    MissingKey,
    Permission,
    Gone,     ///< missing, expired, or another project's: the service does not tell these apart
    NotReady, ///< the file is still PROCESSING
    BadRequest,
    UnsupportedType,
    TooLarge,     ///< the file exceeds what the service takes
    StorageQuota, ///< the project's storage is full: waiting does not help
    RateQuota,
    ServerBusy, ///< 408 and 5xx
    LocationBlocked,
    Precondition,
    Conflict,    ///< 409: a name is taken, or an offset is not the expected one
    SessionDead, ///< the upload session has ended; a new one is needed
    ChunkRule,   ///< a part was no multiple of the granularity
    // the local side
    LocalFile,          ///< cannot be opened or read; subject = path, message = the system's words
    FileChanged,        ///< the local file changed while it was being sent; subject = path
    JournalNotWritable, ///< what must survive a crash cannot be saved, so nothing is sent; message = the system's words
    Damaged,            ///< the server holds other bytes than those that were read
    OperationFailed,    ///< the service took the bytes and could not make a document of them; rpcStatus = why
    OutcomeUnknown,     ///< everything was sent, no answer came, and the session is gone
};

/// An error, made once where an answer is decoded and handed on unchanged up to the views, which turn it into a
/// sentence. Holds neither a key nor a session URL.
struct ApiError {
    ErrorKind kind = ErrorKind::Protocol;
    int httpStatus = 0; ///< 0 where no answer came
    QString rpcStatus;  ///< "PERMISSION_DENIED" and the like; empty where the server sent none
    QString message;    ///< the server's or the system's own words: plain text, untrusted, at most 2,000 characters
    QString subject;    ///< what the kind says: a host, a path
    StatusDetails details;
    QJsonArray rawDetails;                               ///< the Status details as they came
    std::optional<std::chrono::milliseconds> retryAfter; ///< RetryInfo or Retry-After, between 0 and 15 minutes

    bool operator==(const ApiError &) const = default;

    static ApiError local(ErrorKind kind, const QString &subject = {}, const QString &message = {});
    /// From a reply that ended without an HTTP answer and that nobody aborted: before Qt 6.9 a transfer timeout ends
    /// with the code of an abort, so both codes are a Timeout here.
    static ApiError fromNetwork(QNetworkReply::NetworkError error, const QString &message);
    /// From an HTTP answer of 300 and above, whatever its body: JSON, JSON in an array, plain text, HTML, nothing.
    /// `retryAfter` and `location` are the headers of these names, empty where absent.
    static ApiError fromHttp(int httpStatus, const QByteArray &body, const QByteArray &retryAfter = {},
                             const QByteArray &location = {});
    /// The body of a 2xx answer that should have been JSON and is not.
    static ApiError unreadable(int httpStatus, const QByteArray &body);
};

/// True for errors that a later try of the same request may not meet again (contract 1.3).
bool isTransient(ErrorKind kind);

} // namespace pollux

Q_DECLARE_METATYPE(pollux::ApiError)
