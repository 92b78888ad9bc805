// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/exitcode.h"

#include <algorithm>

namespace pollux {

ExitCode exitCodeFor(ErrorKind kind)
{
    return static_cast<ExitCode>(traitsOf(kind).exitCode);
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
