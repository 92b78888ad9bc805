// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <optional>

namespace pollux {

/// What went wrong. Errors with different remedies are different kinds (contract 1.10 and 6).
enum class ErrorKind {
    // before an answer
    Cancelled,        ///< by the user, or because the caller was destroyed
    Network,          ///< the connection broke
    Unreachable,      ///< no connection could be made: no network, unknown host, or connection refused
    Timeout,          ///< no bytes moved for longer than the request's timeout
    Tls,              ///< the secure connection could not be made; nothing was sent
    Proxy,            ///< the proxy refused, or requires credentials
    InsecureEndpoint, ///< plain http to a host that is not this computer; nothing was sent
    // an answer that does not come from the service
    Redirected,       ///< any 3xx: never followed; subject = the host of the redirect
    ProxyPage,        ///< a web page, or a refusal that is not the service's: a portal or gateway answered; subject =
                      ///< the host that was asked, message = the page's title
    Protocol,         ///< the answer cannot be parsed, or a required part is missing
    AnswerTooLarge,   ///< more than 8 MiB
    ForeignUploadUrl, ///< the session URL leads to another server; subject = its host
    WrongEndpoint,    ///< 404 for a collection that the service always has; subject = the host that was asked
    // answers of the service
    InvalidKey,
    MissingKey,
    Permission,
    Billing,  ///< the project's billing is off, or its credit is used up
    Gone,     ///< missing, expired, or another project's: the service does not distinguish these
    NotReady, ///< the file is still PROCESSING
    BadRequest,
    ReadRefused, ///< 400 on a GET, which changes nothing
    UnsupportedType,
    TooLarge,     ///< the file exceeds what the service takes
    StorageQuota, ///< the project's storage is full; waiting does not help
    RateQuota,
    ServerBusy, ///< 408 and 5xx
    LocationBlocked,
    Precondition,
    Conflict,    ///< 409: a name is taken, or an offset is not the expected one
    SessionDead, ///< the upload session has ended; a new one is needed
    ChunkRule,   ///< the size of a part was not a multiple of the granularity
    // the local side
    LocalFile,          ///< cannot be opened or read; subject = path, message = the system's error text
    FileChanged,        ///< the local file changed while it was being sent; subject = path
    JournalNotWritable, ///< the upload journal cannot be written, so nothing is sent; message = the system's error text
    Damaged,            ///< the server's copy differs from the bytes that were read
    OperationFailed,    ///< the service received the bytes but could not create a document from them; rpcStatus = why
    OutcomeUnknown,     ///< everything was sent, no answer came, and the session no longer exists
};

/// What else the same error affects.
enum class ErrorScope {
    File,    ///< only this file or task
    Account, ///< everything of the account: key, permission, billing, location, storage, endpoint
    Link,    ///< everything sent over this network: no route, DNS, TLS, proxy, timeouts
    Service, ///< everything sent to the service: 5xx, 429, answers that cannot be read
};

/// What can solve the error. Except for the first three, the same request fails again until something has changed.
enum class ErrorRemedy {
    Retry,          ///< the same request, soon
    AwaitQuota,     ///< the same request, after the quota's time span
    AwaitService,   ///< the same request, once the service has recovered
    AwaitLink,      ///< the same request, once there is a network
    NewSession,     ///< another upload session
    Restart,        ///< the whole action, started again by the user
    Refresh,        ///< reloading the list from the service
    ChangeKey,      ///< a valid key
    ChangeProject,  ///< permissions, or a key of another project
    ChangeEndpoint, ///< another address in the account
    ChangeSettings, ///< of the program or this computer
    ChangeLocation, ///< a network elsewhere
    FreeStorage,    ///< deleting files, or waiting until they expire
    None,           ///< only a different request can succeed
};

/// The properties of an ErrorKind, in one table for all layers.
struct ErrorTraits {
    ErrorKind kind = {};
    QLatin1StringView name; ///< used in the journal and in --json output; never changes
    ErrorScope scope = {};
    ErrorRemedy remedy = {};
    int exitCode = 0; ///< of pollux-cli for this error (ExitCode)

    /// True if the same request may succeed later (contract 1.3).
    bool isTransient() const { return remedy <= ErrorRemedy::AwaitService; }
};

const ErrorTraits &traitsOf(ErrorKind kind);
/// Nothing if no kind has this name.
std::optional<ErrorKind> errorKindFromName(QStringView name);

} // namespace pollux
