// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// The folder that holds settings and state, as an absolute path: @p chosen (the --data-dir option), or where that is
/// empty the platform's place for data of this program on this computer (QStandardPaths::AppLocalDataLocation: what is
/// kept names local paths and must not roam; set the application's name first). Made if it is missing, with access for
/// its owner only; the access rights of a folder that exists are left alone. Empty if it cannot be made or is no
/// folder.
[[nodiscard]] QString dataDirectory(const QString &chosen);

} // namespace pollux
