// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/output/output.h"
#include "models/api/http/apierror.h"

#include <QList>

namespace pollux {

/// What pollux-cli ends with.
enum class ExitCode {
    AllDone = 0,
    SomeFailed = 1,
    Usage = 2,
    KeyOrPermission = 3,
    NetworkOrServer = 4,
    Interrupted = 130 ///< by SIGINT or SIGTERM; what was begun is kept
};

/// The exit code for an error that ends everything.
ExitCode exitCodeFor(ErrorKind kind);

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
    /// Where nothing went well and all failures have one code, that code; else SomeFailed, or AllDone without failures.
    ExitCode exitCode() const;

private:
    Output &m_output;
    int m_goodCount = 0;
    QList<ErrorKind> m_failures;
};

} // namespace pollux
