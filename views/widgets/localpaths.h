// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMimeData>
#include <QStringList>

namespace pollux {

/// What a drop or the clipboard offers for upload.
struct LocalPaths {
    QStringList paths; ///< absolute, each once, in the order offered; whether they exist was not looked at
    int refused = 0;   ///< URLs that lead to no file of this computer, or beyond the first 10,000

    bool operator==(const LocalPaths &) const = default;
};

inline constexpr int maxDroppedUrls = 10000;

/// Pure: takes file URLs and nothing else from `mime`, and does not touch the disk.
LocalPaths localPaths(const QMimeData &mime);

} // namespace pollux
