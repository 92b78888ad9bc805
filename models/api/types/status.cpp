// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/status.h"

#include "models/api/types/jsonvalues.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

void readQuotaFailure(const QJsonObject &detail, StatusDetails &into)
{
    for (const auto &value : detail.value("violations"_L1).toArray()) {
        const QJsonObject violation = value.toObject();
        into.quotaViolations.append(
            {jsonread::text(violation, "quotaMetric"_L1), jsonread::text(violation, "quotaId"_L1),
             jsonread::text(violation, "quotaValue"_L1), jsonread::text(violation, "description"_L1),
             violation.value("quotaDimensions"_L1).toObject()});
    }
}

void readHelp(const QJsonObject &detail, StatusDetails &into)
{
    for (const auto &value : detail.value("links"_L1).toArray()) {
        const QJsonObject link = value.toObject();
        into.helpLinks.append({jsonread::text(link, "description"_L1), jsonread::text(link, "url"_L1)});
    }
}

void readBadRequest(const QJsonObject &detail, StatusDetails &into)
{
    for (const auto &value : detail.value("fieldViolations"_L1).toArray()) {
        const QJsonObject violation = value.toObject();
        into.fieldViolations.append(
            {jsonread::text(violation, "field"_L1), jsonread::text(violation, "description"_L1)});
    }
}

void readDetail(const QJsonObject &detail, StatusDetails &into)
{
    const QString type = jsonread::text(detail, "@type"_L1).section(u'.', -1);
    if (type == "ErrorInfo"_L1) {
        into.reason = jsonread::text(detail, "reason"_L1);
        into.domain = jsonread::text(detail, "domain"_L1);
        into.metadata = detail.value("metadata"_L1).toObject();
    } else if (type == "LocalizedMessage"_L1) {
        into.localizedMessage = jsonread::text(detail, "message"_L1);
    } else if (type == "QuotaFailure"_L1) {
        readQuotaFailure(detail, into);
    } else if (type == "Help"_L1) {
        readHelp(detail, into);
    } else if (type == "BadRequest"_L1) {
        readBadRequest(detail, into);
    } else if (type == "RetryInfo"_L1) {
        if (const auto delay = Duration::fromText(jsonread::text(detail, "retryDelay"_L1)))
            into.retryDelay = delay->toMilliseconds();
    }
}

} // namespace

Status Status::fromJson(const QJsonObject &object)
{
    const QJsonValue code = object.value("code"_L1);
    return {code.toInt(), code.toString(), jsonread::text(object, "message"_L1), object.value("details"_L1).toArray()};
}

QJsonObject Status::toJson() const
{
    QJsonObject object{{u"message"_s, message}};
    if (codeText.isEmpty())
        object.insert("code"_L1, code);
    else
        object.insert("code"_L1, codeText);
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
