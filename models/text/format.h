// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/timestamp.h"

#include <QLocale>

#include <chrono>

/// The only place that formats values for people, depending on the locale.
namespace pollux::format {

inline constexpr qsizetype maxLineLength = 512; ///< maximum length of a text from a server or file name in a cell

/// Shown in a cell instead of a missing value: "—".
QString missing();
/// The locale for numbers and times in sentences of this language (BCP 47): the system's if it has this language, or is
/// "C"; otherwise that of the language in the system's territory, so that no sentence mixes digits of two scripts.
QLocale sentenceLocale(const QString &language, const QLocale &system = QLocale());
/// "4.2 MB" with powers of 1000, as the service counts its quota; below 1000 the number of bytes in full, "999 B".
QString size(qint64 bytes, const QLocale &locale = QLocale());
/// "4.2 MB/s"; empty for 0.
QString speed(double bytesPerSecond, const QLocale &locale = QLocale());
/// A video's length: "0:12", "1:02:03"; rounded to whole seconds.
QString duration(const Duration &duration);
/// The remaining time: "8 s", "3 min", "2 h 5 min"; minutes are rounded to the nearest.
QString timeLeft(std::chrono::seconds time);
/// The time until or since a moment, in hours, minutes or seconds, rounded down: "46 h", "12 min", "30 s".
QString distance(std::chrono::seconds distance);
/// Like distance(), with the units in full for a screen reader: "46 hours", "1 minute".
QString distanceText(std::chrono::seconds distance);
/// A point in time, in local time and the short format of the locale.
QString moment(const Timestamp &time, const QLocale &locale = QLocale());

/// Makes untrusted text, such as a file name, safe to show in one line: it can neither break the line nor reorder the
/// text next to it. Control characters become visible symbols (U+2400 to U+2424), characters that override or isolate
/// the writing direction become U+FFFD, and a text with right-to-left characters is enclosed in FSI…PDI. Text beyond
/// maxLineLength characters is replaced by "…".
QString singleLine(const QString &text);

} // namespace pollux::format
