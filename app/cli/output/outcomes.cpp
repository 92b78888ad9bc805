// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/outcomes.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/sentences.h"

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

Outcomes::Outcomes(Output &output)
    : m_output(output)
{
}

void Outcomes::reportFailure(const ApiError &error, const QString &name)
{
    addFailure(error.kind);
    m_output.fail(jsonoutput::errorObject(error), sentences::sentence(error), name);
}

ExitCode Outcomes::exitCode() const
{
    if (m_failures.isEmpty())
        return ExitCode::AllDone;
    const ExitCode first = exitCodeFor(m_failures.first());
    const bool isOneCode = std::ranges::all_of(m_failures, [&](ErrorKind kind) { return exitCodeFor(kind) == first; });
    return m_goodCount == 0 && isOneCode ? first : ExitCode::SomeFailed;
}

} // namespace pollux
