// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace pollux {

/// Everything the program logs, at the finest level, for as long as this lives. One at a time. Thread-safe.
class LogCatcher {
public:
    LogCatcher();
    ~LogCatcher();

    LogCatcher(const LogCatcher &) = delete;
    LogCatcher &operator=(const LogCatcher &) = delete;

    QByteArray text() const;
    /// Requests to the upload service that the client made and saw the end of: each logs one line then.
    int uploadRequests() const;
};

} // namespace pollux
