// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/output/exitcode.h"
#include "app/cli/output/output.h"

namespace pollux {

/// Keeps count of what went well and what did not, tells the latter, and knows what a command ends with.
class Outcomes final {
public:
    /// `output` must outlive this object.
    explicit Outcomes(Output &output);

    void addGood() { ++m_goodCount; }
    /// A failure that was told elsewhere.
    void addFailure(ErrorKind kind) { m_failures.append(kind); }
    /// `name`: what it is about; empty where it is about everything.
    void tell(const ApiError &error, const QString &name = {});
    ExitCode exitCode() const { return exitCodeFor(m_goodCount, m_failures); }

private:
    Output &m_output;
    int m_goodCount = 0;
    QList<ErrorKind> m_failures;
};

} // namespace pollux
