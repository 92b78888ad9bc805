// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// What is known of how much the service will index, and be paid for (contract 4), before anything is sent.
struct IndexEstimate {
    qint64 words = 0;           ///< of files that can be read here, with what overlaps repeat
    bool isOverlapOpen = false; ///< some are left to the service's default, whose overlap is not known
    int countedFiles = 0;
    int uncountedFiles = 0; ///< still to be read
    int unknownFiles = 0;   ///< their text is for the service to extract, or stands on the server

    /// Empty where there are no files.
    QString sentence() const;
};

} // namespace pollux
