// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// The folder that holds settings and state, as an absolute path: @p chosen (the --data-dir option) or, if that is
/// empty, QStandardPaths::AppLocalDataLocation. That location is not part of a roaming profile, because the data
/// contains local paths. Set the application's name first. The folder is created if it is missing, with access for its
/// owner only; the permissions of an existing folder are not changed. Empty if it cannot be created or is not a folder.
[[nodiscard]] QString dataDirectory(const QString &chosen);

/// Why dataDirectory() returned an empty path.
struct DataDirectoryProblem {
    QString folder;          ///< that was wanted; empty if the system names none
    QString obstacle;        ///< the last existing part of its path
    bool isNoFolder = false; ///< the obstacle is no folder; else it cannot be written
};
[[nodiscard]] DataDirectoryProblem dataDirectoryProblem(const QString &chosen);

} // namespace pollux
