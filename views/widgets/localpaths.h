// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMimeData>
#include <QStringList>

namespace pollux {

/// What a drop or the clipboard offers for upload.
struct LocalPaths {
    QStringList paths; ///< absolute, without duplicates, in the order offered; not checked for existence
    int refused = 0;   ///< number of URLs that name no local file or come after the first maxDroppedUrls

    bool operator==(const LocalPaths &) const = default;
};

inline constexpr int maxDroppedUrls = 10000;

/// Reads only the URLs of `mime`, and does not access the disk.
LocalPaths localPaths(const QMimeData &mime);

} // namespace pollux
