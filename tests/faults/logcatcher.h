// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace pollux {

/// Collects everything that the program logs, at the finest level, while this object exists. Only one may exist at a
/// time. Thread-safe.
class LogCatcher {
public:
    LogCatcher();
    ~LogCatcher();

    LogCatcher(const LogCatcher &) = delete;
    LogCatcher &operator=(const LogCatcher &) = delete;

    QByteArray text() const;
    /// Number of finished requests of the client to the upload service: each logs one line when it ends.
    int uploadRequests() const;
};

} // namespace pollux
