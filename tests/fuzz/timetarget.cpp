// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/httpdate.h"
#include "models/api/types/timestamp.h"
#include "tests/fuzz/fuzztargets.h"

namespace pollux {

void fuzzTime(const QByteArray &input)
{
    const QString text = QString::fromUtf8(input);
    if (const auto time = Timestamp::fromText(text)) {
        require(time->nanoseconds >= 0 && time->nanoseconds < 1'000'000'000, "nanoseconds out of range");
        require(Timestamp::fromText(time->toText()) == time, "a time changes on its way through its text");
        require(time->toDateTime().isValid(), "a time is no date");
    }
    if (const auto duration = Duration::fromText(text)) {
        require(duration->seconds >= 0 && duration->nanoseconds >= 0, "a duration is negative");
        require(Duration::fromText(duration->toText()) == duration, "a duration changes on its way through its text");
        require(duration->toMilliseconds().count() >= 0, "a duration is negative in milliseconds");
    }
    if (const auto date = httpDate(input))
        require(date->isValid() && date->offsetFromUtc() == 0, "a date is not in UTC");
}

} // namespace pollux
