// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/jsoncall.h"
#include "models/api/types/operation.h"
#include "models/api/types/remotefile.h"
#include "models/api/types/storeupload.h"

#include <QDateTime>

/// The requests and answers of the resumable upload protocol: stateless functions and their value types.
namespace pollux {

/// The local file of an upload, and how it is to be stored.
struct UploadSource {
    QString path;                  ///< a regular local file
    QString displayName;           ///< sent in the JSON body only, truncated to 512 characters
    QString mimeType;              ///< `type/subtype`
    bool isMimeTypeChosen = false; ///< chosen by the user: then it is also sent in the JSON body (contract 5, item 11)
    std::optional<StoreUpload> store = {}; ///< the upload becomes a document of this store; nothing: it becomes a File
};

/// An upload session that the server has opened. These values are enough to resume it in another process. The URL is a
/// secret.
struct OpenSession {
    static constexpr qint64 defaultGranularity =
        qint64{8} * 1024 * 1024; ///< bytes, if the server announces none (contract 1.2)

    QUrl url;               ///< empty while no session is open
    qint64 granularity = 0; ///< bytes
    int number = 1;         ///< number of the session within its upload, from 1
    QDateTime started;      ///< UTC, when it was opened, by the server's clock; 1970 if the server did not say
    qint64 confirmed = 0;   ///< bytes that the server had at its last answer

    bool operator==(const OpenSession &) const = default;
};

/// How the answer's size, type and hash compare with the bytes that were read.
enum class Verification {
    Verified,    ///< size and SHA-256 agree
    NoHash,      ///< the size agrees, if the server sent it, and there is no hash to compare: the answer has none
                 ///< (answers of stores never have one), or none was computed
    TypeDiffers, ///< the bytes agree, but the server has another MIME type than was sent
    Damaged      ///< size or SHA-256 differ
};

struct UploadOutcome {
    RemoteFile file;                    ///< its name is empty for an upload into a store
    std::optional<Operation> operation; ///< for an upload into a store: the operation that creates the document
    Verification verification = Verification::Verified;
    QByteArray sha256; ///< of the local file: 32 raw bytes, or empty
};

/// What a 2xx answer to a body or a query says about the session.
struct SessionStatus {
    enum class State { Active, Final, Unclear };

    State state = State::Unclear;
    std::optional<qint64> received; ///< bytes that the server has; nothing if it does not say
    bool isReceivedOdd = false;     ///< it says something that is no number of bytes
};

/// The path of `start`, without the API version: "files", or storeUploadPath() for a store (contract 1.1).
QString uploadPath(const UploadSource &source);

/// The JSON body of `start`. The display name is truncated to maxDisplayNameLength code points.
QByteArray uploadStartBody(const UploadSource &source);

/// The X-Goog-Upload-Status header in lower case; empty if there is none.
QByteArray uploadStatus(const ServerAnswer &answer);

/// True if a store refused the MIME type in the JSON body of `start`. It may still accept the type from the header
/// (contract 5, item 11).
bool isTypeRefused(const UploadSource &source, const ServerAnswer &answer);

/// The error of an answer to `start` that did not succeed: WrongEndpoint if there is no collection "files".
ApiError startError(const UploadSource &source, const ServerAnswer &answer);

/// The session that was opened by `start`, from its 2xx answer; `number` becomes the session's number. Nothing if a
/// required header is missing: a gateway that drops these headers makes the service store the JSON body as a file
/// (contract 1.4). ForeignUploadUrl if the session is not on the server of `requests`.
std::optional<Result<OpenSession>> openedSession(const ServerAnswer &answer, const RequestFactory &requests,
                                                 int number);

SessionStatus sessionStatus(const ServerAnswer &answer);

/// The outcome of a final answer, {"file": …} or a bare operation (contract 1.2), not verified yet. OutcomeUnknown if
/// it is neither.
Result<UploadOutcome> finalOutcome(const UploadSource &source, const ServerAnswer &answer);

/// Compares the outcome with the local file: `size` in bytes, and its SHA-256, which is empty if none was computed.
UploadOutcome verified(UploadOutcome outcome, const UploadSource &source, qint64 size, const QByteArray &sha256);

} // namespace pollux
