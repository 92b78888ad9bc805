// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// The absolute path that an argument of the command line names: a path, relative to the working directory, or the URL
/// of a local file, which launchers and file managers pass.
QString namedPath(const QString &argument);

} // namespace pollux
