// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <compare>
#include <optional>

namespace pollux {

/// A point in time as google.protobuf.Timestamp carries it: whole nanoseconds, always UTC.
struct Timestamp {
    qint64 seconds = 0;     ///< since 1970-01-01T00:00:00Z, may be negative
    qint32 nanoseconds = 0; ///< 0 to 999,999,999

    /// Reads RFC 3339 text with 0 to 9 fractional digits and `Z` or a numeric offset. Nothing for any other text, for a
    /// leap second, and for times outside the years 1 to 9999 in UTC.
    static std::optional<Timestamp> fromText(QStringView text);

    /// In UTC, with milliseconds.
    QDateTime toDateTime() const;
    /// RFC 3339 in UTC with the 0, 3, 6 or 9 fractional digits that the value needs.
    QString toText() const;

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the comparison with zero for a pointer's.
    auto operator<=>(const Timestamp &) const = default;
};

/// A length of time as google.protobuf.Duration carries it.
struct Duration {
    qint64 seconds = 0;
    qint32 nanoseconds = 0; ///< 0 to 999,999,999

    /// Reads `"3.5s"`: digits, up to nine fractional digits, `s`. Seconds that do not fit into 64 bits give the
    /// maximum; a negative or malformed text gives nothing.
    static std::optional<Duration> fromText(QStringView text);

    /// Rounded down to milliseconds; the maximum if it does not fit.
    std::chrono::milliseconds toMilliseconds() const;
    QString toText() const;

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the comparison with zero for a pointer's.
    auto operator<=>(const Duration &) const = default;
};

} // namespace pollux
