// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/uploadtask.h"

#include <QStringList>

namespace pollux {

/// What a terminal shows while uploads run: a line for each of the first ten running files, and a line of totals. No
/// line is wider than `columns`.
QStringList progressLines(const QList<const UploadTask *> &tasks, int columns);

} // namespace pollux
