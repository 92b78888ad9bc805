// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/replyreader.h"
#include "models/api/http/requestfactory.h"
#include "models/api/types/operation.h"
#include "models/api/types/remotefile.h"
#include "models/api/types/storeupload.h"

#include <QDateTime>

/// What the resumable protocol says in single requests and answers, without any state.
namespace pollux {

/// What an upload sends.
struct UploadSource {
    QString path;                  ///< a regular local file
    QString displayName;           ///< goes into the JSON body only; cut to 512 characters
    QString mimeType;              ///< `type/subtype`
    bool isMimeTypeChosen = false; ///< a person chose it: then it also goes into the JSON body (contract 5, item 11)
    std::optional<StoreUpload> store = {}; ///< the bytes become a document of this store; nothing: a File
};

/// A session that the server opened: enough to go on with it from another program. The URL is a secret.
struct OpenSession {
    static constexpr qint64 defaultGranularity =
        qint64{8} * 1024 * 1024; ///< bytes, where the server names none (contract 1.2)

    QUrl url;               ///< empty while no session is open
    qint64 granularity = 0; ///< bytes
    int number = 1;         ///< which session of the upload, from 1
    QDateTime started;      ///< UTC, when it was opened, by the server's clock; 1970 where the server did not say
    qint64 confirmed = 0;   ///< bytes that the server had when last heard of

    bool operator==(const OpenSession &) const = default;
};

/// How the answer's size, type and hash compare with the bytes that were read.
enum class Verification {
    Verified,    ///< size and SHA-256 agree
    NoHash,      ///< the size agrees, as far as it is told, and there is no hash to compare: the answer has none, as
                 ///< those of stores never do, or none was asked for
    TypeDiffers, ///< the bytes agree, and the server holds another type than was announced
    Damaged      ///< size or SHA-256 differ
};

struct UploadOutcome {
    RemoteFile file;                    ///< its name is empty for an upload into a store
    std::optional<Operation> operation; ///< for an upload into a store: what makes the document
    Verification verification = Verification::Verified;
    QByteArray sha256; ///< of the local file: 32 raw bytes, or empty
};

/// What an answer of 2xx to a body or a query says of the session.
struct SessionStatus {
    enum class State { Active, Final, Unclear };

    State state = State::Unclear;
    std::optional<qint64> received; ///< bytes that the server has; nothing where it does not say
};

/// What `start` is sent to, behind the version: "files", or "{store}:uploadToRagStore" and the like (contract 1.1).
QString uploadPath(const UploadSource &source);

/// The JSON body of `start`. The display name is cut to its greatest length, never inside a character.
QByteArray uploadStartBody(const UploadSource &source);

/// X-Goog-Upload-Status in lower case; empty where there is none.
QByteArray uploadStatus(const ServerAnswer &answer);

/// True where a store refused the type in the JSON body of `start`, which it may take from the header (contract 5, item
/// 11).
bool isTypeRefused(const UploadSource &source, const ServerAnswer &answer);

/// The session that a `start` of 2xx opened, as number `number`. Nothing where the answer lacks what it must have: a
/// gateway that drops these headers would store the JSON body as a file (contract 1.4). ForeignUploadUrl where the
/// session is on another server than `requests` are for.
std::optional<Result<OpenSession>> openedSession(const ServerAnswer &answer, const RequestFactory &requests,
                                                 int number);

SessionStatus sessionStatus(const ServerAnswer &answer);

/// The outcome of a final answer, {"file": …} or a bare operation (contract 1.2), not verified yet. OutcomeUnknown
/// where it is neither.
Result<UploadOutcome> finalOutcome(const UploadSource &source, const ServerAnswer &answer);

/// Compares the outcome with what was read: `size` in bytes, and the hash, which is empty where none was computed.
UploadOutcome verified(UploadOutcome outcome, const UploadSource &source, qint64 size, const QByteArray &sha256);

} // namespace pollux
