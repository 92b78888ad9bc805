// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/storageforecast.h"

#include <QString>

/// What is said of a project's storage.
namespace pollux::storagetext {

/// "17.2 GB free; 1.4 GB more at 14:10". `isWhole`: false where not all files are loaded, so that less may be free.
QString summary(const StorageForecast &forecast, bool isWhole, const QDateTime &now);

/// One line for the share that is used, one for each release that is known: "14:10: 3 files, 1.4 GB".
QString details(const StorageForecast &forecast, bool isWhole, const QDateTime &now);

} // namespace pollux::storagetext
