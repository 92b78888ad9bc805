// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// What an error that ends everything amounts to.
ExitCode exitCodeFor(ErrorKind kind);

/// What several files amount to: where none of them went well and all failures
/// are of one sort, that sort; else SomeFailed.
ExitCode exitCodeFor(int good, const QList<ErrorKind> &failures);

} // namespace pollux
