// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filerows.h"
#include "models/preflight/preflight.h"

#include <QList>

namespace pollux {

/// How much of a project's storage its files take, and when some of it becomes free. Counts only the loaded rows.
struct StorageForecast {
    /// Files that expire by the same full minute.
    struct Release {
        qint64 minute = 0; ///< minutes since 1970 UTC
        qint64 bytes = 0;
        int files = 0;

        QDateTime time() const; ///< in local time
        bool operator==(const Release &) const = default;
    };

    static constexpr int maxReleases = 5;
    static constexpr qint64 capacity = projectStorage; ///< bytes

    qint64 used = 0;         ///< bytes; the largest qint64 if the sum overflows
    QList<Release> releases; ///< the next ones, at most maxReleases, soonest first

    /// Bytes, never negative.
    qint64 free() const { return used < capacity ? capacity - used : 0; }
    /// 0 to 1.
    double share() const;

    bool operator==(const StorageForecast &) const = default;

    /// `now`: seconds since 1970 UTC. Expired files take no storage; a file without a size counts as 0 bytes. Reads
    /// each row once.
    static StorageForecast of(const FileRows &rows, qint64 now);
};

} // namespace pollux
