// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/timestamp.h"

#include <QLocale>

#include <chrono>

/// Values as people read them, in a locale; the one place where they become text.
namespace pollux::format {

inline constexpr qsizetype maxLineLength = 512; ///< characters of a text from a server or disk that a cell shows

/// What stands in a cell for a value that is missing: "—".
QString missing();
/// "4.2 MB" with powers of 1000, as the service counts its quota; below 1000 the number of bytes in full, "999 B".
QString size(qint64 bytes, const QLocale &locale = QLocale());
/// "4.2 MB/s"; empty for 0.
QString speed(double bytesPerSecond, const QLocale &locale = QLocale());
/// A video's length: "0:12", "1:02:03"; rounded to whole seconds.
QString duration(const Duration &duration);
/// How long something will still take: "8 s", "3 min", "2 h 5 min"; minutes rounded to the nearest.
QString timeLeft(std::chrono::seconds time);
/// How far away a moment is, in the largest fitting unit, rounded down: "46 h", "12 min", "30 s".
QString distance(std::chrono::seconds distance);
/// As distance(), in words for a screen reader: "46 hours", "1 minute".
QString distanceInWords(std::chrono::seconds distance);
/// A moment in local time, short.
QString moment(const Timestamp &time, const QLocale &locale = QLocale());

/// A text from elsewhere, such as a file name, so that it can neither break a line nor reorder what stands beside it:
/// control characters become visible symbols (U+2400 to U+2424), characters that override or isolate the writing
/// direction become U+FFFD, and a text with letters or marks from right to left stands in FSI…PDI. At most
/// maxLineLength characters, the last of them "…" where some are left out.
QString singleLine(const QString &text);

} // namespace pollux::format
