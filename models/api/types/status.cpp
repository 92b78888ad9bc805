// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/status.h"

#include "models/api/types/timestamp.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

void readDetail(const QJsonObject &detail, StatusDetails &into)
{
    const QString type = detail.value("@type"_L1).toString().section(u'.', -1);
    if (type == "ErrorInfo"_L1) {
        into.reason = detail.value("reason"_L1).toString();
    } else if (type == "QuotaFailure"_L1) {
        for (const auto &violation : detail.value("violations"_L1).toArray())
            into.quotaViolations.append({violation["quotaMetric"_L1].toString(), violation["quotaId"_L1].toString()});
    } else if (type == "RetryInfo"_L1) {
        if (const auto delay = Duration::fromText(detail.value("retryDelay"_L1).toString()))
            into.retryDelay = delay->toMilliseconds();
    }
}

} // namespace

Status Status::fromJson(const QJsonObject &object)
{
    const QJsonValue code = object.value("code"_L1);
    return {code.toInt(), code.toString(), object.value("message"_L1).toString(), object.value("details"_L1).toArray()};
}

QJsonObject Status::toJson() const
{
    QJsonObject object{{u"message"_s, message}, {u"code"_s, codeText.isEmpty() ? QJsonValue(code) : codeText}};
    if (!details.isEmpty())
        object.insert("details"_L1, details);
    return object;
}

StatusDetails Status::readDetails() const
{
    StatusDetails known;
    for (const auto &detail : details)
        readDetail(detail.toObject(), known);
    return known;
}

QString Status::codeName(int rpcCode)
{
    static constexpr std::array names{
        "OK"_L1,        "CANCELLED"_L1,      "UNKNOWN"_L1,           "INVALID_ARGUMENT"_L1,   "DEADLINE_EXCEEDED"_L1,
        "NOT_FOUND"_L1, "ALREADY_EXISTS"_L1, "PERMISSION_DENIED"_L1, "RESOURCE_EXHAUSTED"_L1, "FAILED_PRECONDITION"_L1,
        "ABORTED"_L1,   "OUT_OF_RANGE"_L1,   "UNIMPLEMENTED"_L1,     "INTERNAL"_L1,           "UNAVAILABLE"_L1,
        "DATA_LOSS"_L1, "UNAUTHENTICATED"_L1};
    if (rpcCode < 0 || rpcCode >= static_cast<int>(names.size()))
        return {};
    return names.at(static_cast<std::size_t>(rpcCode));
}

std::chrono::milliseconds clampedRetryDelay(std::chrono::milliseconds asked)
{
    return std::clamp<std::chrono::milliseconds>(asked, std::chrono::milliseconds(0), std::chrono::minutes(15));
}

} // namespace pollux
