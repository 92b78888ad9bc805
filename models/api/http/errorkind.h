// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QStringView>

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

/// What helps. Without a new cause the request fails again for all but the first three.
enum class ErrorRemedy {
    Retry,          ///< the same request, soon
    AwaitQuota,     ///< the same request, once the time span of the quota is over
    AwaitService,   ///< the same request, once the service is well again
    AwaitLink,      ///< a network
    NewSession,     ///< another upload session
    Restart,        ///< the whole action once more, begun by a person
    Refresh,        ///< a look at what the service holds
    ChangeKey,      ///< a valid key
    ChangeProject,  ///< rights, or a key of another project
    ChangeEndpoint, ///< another address in the account
    ChangeSettings, ///< of the program or this computer
    ChangeLocation, ///< a network elsewhere
    FreeStorage,    ///< files that are deleted or expire
    None,           ///< another request
};

/// The facts about a kind of errors, in one place for all layers.
struct ErrorTraits {
    ErrorKind kind;
    QLatin1StringView name; ///< in the journal and in --json; never changes
    ErrorRemedy remedy;
    int exitCode; ///< of pollux-cli where it ends with such an error (ExitCode)

    /// True where a later try of the same request may not meet the error again (contract 1.3).
    bool isTransient() const { return remedy <= ErrorRemedy::AwaitService; }
};

const ErrorTraits &traitsOf(ErrorKind kind);
/// Nothing for a name that no kind has.
std::optional<ErrorKind> errorKindFromName(QStringView name);

} // namespace pollux
