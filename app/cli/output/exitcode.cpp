// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/exitcode.h"

#include <algorithm>

namespace pollux {

ExitCode exitCodeFor(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidKey:
    case ErrorKind::MissingKey:
    case ErrorKind::Permission:
    case ErrorKind::LocationBlocked:
        return ExitCode::KeyOrPermission;
    case ErrorKind::Network:
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
    case ErrorKind::Tls:
    case ErrorKind::Proxy:
    case ErrorKind::InsecureEndpoint:
    case ErrorKind::Redirected:
    case ErrorKind::ProxyPage:
    case ErrorKind::Protocol:
    case ErrorKind::AnswerTooLarge:
    case ErrorKind::ForeignUploadUrl:
    case ErrorKind::RateQuota:
    case ErrorKind::ServerBusy:
    case ErrorKind::SessionDead:
    case ErrorKind::ChunkRule:
    case ErrorKind::OutcomeUnknown:
        return ExitCode::NetworkOrServer;
    default: // what is wrong with a single file or name
        return ExitCode::SomeFailed;
    }
}

ExitCode exitCodeFor(int good, const QList<ErrorKind> &failures)
{
    if (failures.isEmpty())
        return ExitCode::AllDone;
    const ExitCode first = exitCodeFor(failures.first());
    const auto isOfTheFirstSort = [first](ErrorKind kind) { return exitCodeFor(kind) == first; };
    return good == 0 && std::ranges::all_of(failures, isOfTheFirstSort) ? first : ExitCode::SomeFailed;
}

} // namespace pollux
