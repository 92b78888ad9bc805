// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace pollux {

/// Writes three files into `directory` for the tour: a text, a PDF and a video clip of 12 seconds and 12 MB. Returns
/// their paths; empty if one could not be written.
QStringList writeTourSamples(const QString &directory);

} // namespace pollux
