// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/jsonvalues.h"

#include <algorithm>
#include <cmath>

namespace pollux::jsonread {

namespace {

constexpr qsizetype sha256Bytes = 32;
constexpr qsizetype sha256HexDigits = 64;
/// Doubles are exact up to here; a larger JSON number has already lost digits and is not a size to trust.
constexpr double maxExactDouble = 9007199254740992.0;

std::optional<qint64> fromDigits(const QString &digits)
{
    const bool plain = !digits.isEmpty() &&
                       std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; }) &&
                       (digits.size() == 1 || digits.front() != u'0');
    bool fits = false;
    const qint64 number = digits.toLongLong(&fits);
    return plain && fits ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<qint64> nonNegativeInt64(const QJsonValue &value)
{
    if (value.isString())
        return fromDigits(value.toString());
    if (!value.isDouble())
        return std::nullopt;
    const qint64 whole = value.toInteger(-1);
    if (whole >= 0)
        return whole;
    const double number = value.toDouble();
    if (number < 0 || number > maxExactDouble || std::floor(number) != number)
        return std::nullopt;
    return static_cast<qint64>(number);
}

QString text(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString();
}

std::optional<Timestamp> timestamp(const QJsonObject &object, QLatin1StringView key)
{
    return Timestamp::fromText(object.value(key).toString());
}

QByteArray sha256(const QJsonObject &object, QLatin1StringView key)
{
    // proto3 JSON takes both alphabets.
    const QByteArray encoded = object.value(key).toString().toLatin1().replace('-', '+').replace('_', '/');
    const auto base64 = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    if (!base64)
        return {};
    const QByteArray &decoded = *base64;
    if (decoded.size() == sha256Bytes)
        return decoded;
    const bool hexadecimal = std::ranges::all_of(
        decoded, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    return decoded.size() == sha256HexDigits && hexadecimal ? QByteArray::fromHex(decoded) : QByteArray();
}

} // namespace pollux::jsonread
