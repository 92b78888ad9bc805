// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/errorkind.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = ErrorKind;
using enum ErrorScope;
using enum ErrorRemedy;

constexpr int someFailed = 1;
constexpr int keyOrPermission = 3;
constexpr int networkOrServer = 4;

// clang-format off
/// In the order of the enumeration.
constexpr std::array table{
    ErrorTraits{Kind::Cancelled,          "cancelled"_L1,          File,    Restart,        someFailed},
    ErrorTraits{Kind::Network,            "network"_L1,            Link,    Retry,          networkOrServer},
    ErrorTraits{Kind::Unreachable,        "unreachable"_L1,        Link,    AwaitLink,      networkOrServer},
    ErrorTraits{Kind::Timeout,            "timeout"_L1,            Link,    Retry,          networkOrServer},
    ErrorTraits{Kind::Tls,                "tls"_L1,                Link,    ChangeSettings, networkOrServer},
    ErrorTraits{Kind::Proxy,              "proxy"_L1,              Link,    ChangeSettings, networkOrServer},
    ErrorTraits{Kind::InsecureEndpoint,   "insecureEndpoint"_L1,   Account, ChangeEndpoint, networkOrServer},
    ErrorTraits{Kind::Redirected,         "redirected"_L1,         Link,    ChangeEndpoint, networkOrServer},
    ErrorTraits{Kind::ProxyPage,          "proxyPage"_L1,          Link,    AwaitLink,      networkOrServer},
    ErrorTraits{Kind::Protocol,           "protocol"_L1,           Service, Restart,        networkOrServer},
    ErrorTraits{Kind::AnswerTooLarge,     "answerTooLarge"_L1,     Service, ChangeEndpoint, networkOrServer},
    ErrorTraits{Kind::ForeignUploadUrl,   "foreignUploadUrl"_L1,   Account, ChangeEndpoint, networkOrServer},
    ErrorTraits{Kind::WrongEndpoint,      "wrongEndpoint"_L1,      Account, ChangeEndpoint, networkOrServer},
    ErrorTraits{Kind::InvalidKey,         "invalidKey"_L1,         Account, ChangeKey,      keyOrPermission},
    ErrorTraits{Kind::MissingKey,         "missingKey"_L1,         Account, ChangeKey,      keyOrPermission},
    ErrorTraits{Kind::Permission,         "permission"_L1,         Account, ChangeProject,  keyOrPermission},
    ErrorTraits{Kind::Billing,            "billing"_L1,            Account, ChangeProject,  someFailed},
    ErrorTraits{Kind::Gone,               "gone"_L1,               File,    Refresh,        someFailed},
    ErrorTraits{Kind::NotReady,           "notReady"_L1,           File,    Refresh,        someFailed},
    ErrorTraits{Kind::BadRequest,         "badRequest"_L1,         File,    None,           someFailed},
    ErrorTraits{Kind::ReadRefused,        "readRefused"_L1,        File,    Refresh,        someFailed},
    ErrorTraits{Kind::UnsupportedType,    "unsupportedType"_L1,    File,    None,           someFailed},
    ErrorTraits{Kind::TooLarge,           "tooLarge"_L1,           File,    None,           someFailed},
    ErrorTraits{Kind::StorageQuota,       "storageQuota"_L1,       Account, FreeStorage,    someFailed},
    ErrorTraits{Kind::RateQuota,          "rateQuota"_L1,          Service, AwaitQuota,     networkOrServer},
    ErrorTraits{Kind::ServerBusy,         "serverBusy"_L1,         Service, AwaitService,   networkOrServer},
    ErrorTraits{Kind::LocationBlocked,    "locationBlocked"_L1,    Account, ChangeLocation, keyOrPermission},
    ErrorTraits{Kind::Precondition,       "precondition"_L1,       File,    Refresh,        someFailed},
    ErrorTraits{Kind::Conflict,           "conflict"_L1,           File,    Refresh,        someFailed},
    ErrorTraits{Kind::SessionDead,        "sessionDead"_L1,        File,    NewSession,     networkOrServer},
    ErrorTraits{Kind::ChunkRule,          "chunkRule"_L1,          File,    Restart,        networkOrServer},
    ErrorTraits{Kind::LocalFile,          "localFile"_L1,          File,    Restart,        someFailed},
    ErrorTraits{Kind::FileChanged,        "fileChanged"_L1,        File,    Restart,        someFailed},
    ErrorTraits{Kind::JournalNotWritable, "journalNotWritable"_L1, File,    ChangeSettings, someFailed},
    ErrorTraits{Kind::Damaged,            "damaged"_L1,            File,    Restart,        someFailed},
    ErrorTraits{Kind::OperationFailed,    "operationFailed"_L1,    File,    None,           someFailed},
    ErrorTraits{Kind::OutcomeUnknown,     "outcomeUnknown"_L1,     File,    Refresh,        networkOrServer},
};
// clang-format on

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].kind) != i)
            return false;
    }
    return table.back().kind == Kind::OutcomeUnknown;
}
static_assert(isInOrder());

} // namespace

const ErrorTraits &traitsOf(ErrorKind kind)
{
    return table.at(static_cast<std::size_t>(kind));
}

std::optional<ErrorKind> errorKindFromName(QStringView name)
{
    const auto found = std::ranges::find_if(table, [name](const ErrorTraits &each) { return each.name == name; });
    return found == table.end() ? std::nullopt : std::optional(found->kind);
}

} // namespace pollux
