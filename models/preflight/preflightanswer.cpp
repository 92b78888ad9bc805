// SPDX-License-Identifier: Apache-2.0
#include "models/preflight/preflightanswer.h"

#include <algorithm>

namespace pollux {

bool hasNotice(const AcceptedFile &file, PreflightNotice notice)
{
    switch (notice) {
    case PreflightNotice::AlreadyOnServer:
        return file.sameOnServer.has_value();
    case PreflightNotice::AlreadyQueued:
        return file.isAlreadyQueued;
    case PreflightNotice::UnknownType:
        return !file.isMimeTypeKnown;
    case PreflightNotice::Empty:
        return file.size == 0;
    case PreflightNotice::Link:
        return !file.linkTarget.isEmpty();
    }
    Q_UNREACHABLE();
}

bool isStorageShort(qint64 bytes, const std::optional<qint64> &storageLeft)
{
    return bytes > storageLeft.value_or(projectStorage);
}

bool needsQuestions(const PreflightResult &result)
{
    const auto isNoticed = [](const AcceptedFile &file) {
        return std::ranges::any_of(preflightNotices, [&file](auto notice) { return hasNotice(file, notice); });
    };
    return result.skipped.size() > maxNamesInMessage || isStorageShort(result.bytes, result.storageLeft) ||
           std::ranges::any_of(result.accepted, isNoticed);
}

} // namespace pollux
