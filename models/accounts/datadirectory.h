// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

struct DataDirectory {
    QString path;      ///< absolute; empty if the system names none
    QString errorText; ///< why it cannot be used, in the system's words; empty if it can
};

/// The folder that holds settings and state, as an absolute path: @p chosen (the --data-dir option) or, if that is
/// empty, QStandardPaths::AppLocalDataLocation. That location is not part of a roaming profile, because the data
/// contains local paths. Set the application's name first. The folder is created if it is missing, with access for its
/// owner only; the permissions of an existing folder are not changed.
[[nodiscard]] DataDirectory dataDirectory(const QString &chosen);

} // namespace pollux
