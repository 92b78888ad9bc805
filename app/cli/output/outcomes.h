// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/output/exitcode.h"
#include "app/cli/output/output.h"

namespace pollux {

/// Counts what went well and what failed, prints the failures, and knows what a command ends with.
class Outcomes final {
public:
    /// `output` must outlive this object.
    explicit Outcomes(Output &output);

    void addGood() { ++m_goodCount; }
    /// A failure that is printed elsewhere.
    void addFailure(ErrorKind kind) { m_failures.append(kind); }
    /// Counts and prints a failure. `name`: what it is about; empty where it is about everything.
    void reportFailure(const ApiError &error, const QString &name = {});

    int goodCount() const { return m_goodCount; }
    int failureCount() const { return static_cast<int>(m_failures.size()); }
    ExitCode exitCode() const { return exitCodeFor(m_goodCount, m_failures); }

private:
    Output &m_output;
    int m_goodCount = 0;
    QList<ErrorKind> m_failures;
};

} // namespace pollux
