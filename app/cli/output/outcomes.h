// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/output/output.h"
#include "models/api/http/apierror.h"

#include <QList>

namespace pollux {

/// The exit codes of pollux-cli.
enum class ExitCode {
    AllDone = 0,
    SomeFailed = 1,
    Usage = 2,
    KeyOrPermission = 3,
    NetworkOrServer = 4,
    Interrupted = 130 ///< by SIGINT or SIGTERM; unfinished uploads are kept
};

/// The exit code for an error that ends the command.
ExitCode exitCodeFor(ErrorKind kind);

/// Counts successes and failures, prints the failures, and finds the exit code of a command.
class Outcomes final {
public:
    /// `output` must outlive this object.
    explicit Outcomes(Output &output);

    void addGood() { ++m_goodCount; }
    /// Counts a failure that is printed elsewhere.
    void addFailure(ErrorKind kind) { m_failures.append(kind); }
    /// Counts and prints a failure. `name`: the resource that failed; empty if it is the whole command.
    void reportFailure(const ApiError &error, const QString &name = {});

    int goodCount() const { return m_goodCount; }
    int failureCount() const { return static_cast<int>(m_failures.size()); }
    /// AllDone without failures. If nothing succeeded and all failures have the same code, that code; else SomeFailed.
    ExitCode exitCode() const;

private:
    Output &m_output;
    int m_goodCount = 0;
    QList<ErrorKind> m_failures;
};

} // namespace pollux
