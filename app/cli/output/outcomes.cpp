// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/outcomes.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/sentences.h"

#include <algorithm>

namespace pollux {

ExitCode exitCodeFor(ErrorKind kind)
{
    return static_cast<ExitCode>(traitsOf(kind).exitCode);
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
