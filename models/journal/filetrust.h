// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// Why the file at `path`, or its folder, must not be trusted to be private, as a sentence without a full stop: it is
/// reached by a symbolic link, belongs to another user, or others may read or change it. Empty if it may be used, and
/// if there is no such file. Takes the permissions of others away from the file first. Always empty on Windows, where
/// the folders of a user are closed to others.
[[nodiscard]] QString distrustOf(const QString &path);

} // namespace pollux
