// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace pollux {

/// The date of an HTTP header such as Date or Retry-After, in UTC whatever the local time zone is. Reads the three
/// forms of RFC 9110, section 5.6.7; the name of the weekday is not compared with the date. Nothing for any other text.
std::optional<QDateTime> httpDate(const QByteArray &header);

} // namespace pollux
