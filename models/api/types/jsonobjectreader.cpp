// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/jsonobjectreader.h"

#include <algorithm>
#include <cmath>

namespace pollux::jsonvalue {

namespace {

constexpr qsizetype sha256Bytes = 32;
constexpr qsizetype sha256HexDigits = 64;
/// 2^53: a larger JSON number may have lost digits, so it is not accepted as a size.
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

QJsonValue writtenIf(bool isSet, const QJsonValue &value)
{
    return isSet ? value : QJsonValue(QJsonValue::Undefined);
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

bool read(const QJsonValue &value, QString &field)
{
    field = value.toString();
    return value.isString();
}

bool read(const QJsonValue &value, bool &field)
{
    field = value.toBool();
    return value.isBool();
}

bool read(const QJsonValue &value, QJsonObject &field)
{
    field = value.toObject();
    return value.isObject();
}

bool read(const QJsonValue &value, std::optional<Status> &field)
{
    field = value.isObject() ? std::optional(Status::fromJson(value.toObject())) : std::nullopt;
    return field.has_value();
}

bool read(const QJsonValue &value, std::optional<Timestamp> &field)
{
    field = Timestamp::fromText(value.toString());
    return field.has_value();
}

bool read(const QJsonValue &value, std::optional<qint64> &field)
{
    // proto3 JSON writes a default as nothing or as null.
    field = value.isUndefined() || value.isNull() ? 0 : nonNegativeInt64(value);
    return field.has_value();
}

bool read(const QJsonValue &value, qint64 &field)
{
    std::optional<qint64> number;
    const bool isUnderstood = read(value, number);
    field = number.value_or(0);
    return isUnderstood;
}

bool read(const QJsonValue &value, QByteArray &field)
{
    // proto3 JSON takes both alphabets.
    const QByteArray encoded = value.toString().toLatin1().replace('-', '+').replace('_', '/');
    const auto base64 = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    field = base64 ? *base64 : QByteArray();
    const bool isHexadecimal = std::ranges::all_of(
        field, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    if (field.size() == sha256HexDigits && isHexadecimal)
        field = QByteArray::fromHex(field);
    else if (field.size() != sha256Bytes)
        field.clear();
    return !field.isEmpty();
}

QJsonValue written(const QString &field)
{
    return writtenIf(!field.isEmpty(), field);
}

QJsonValue written(bool field)
{
    return writtenIf(field, field);
}

QJsonValue written(const QJsonObject &field)
{
    return writtenIf(!field.isEmpty(), field);
}

QJsonValue written(const std::optional<Status> &field)
{
    return writtenIf(field.has_value(), field.value_or(Status()).toJson());
}

QJsonValue written(const std::optional<Timestamp> &field)
{
    return writtenIf(field.has_value(), field.value_or(Timestamp()).toText());
}

QJsonValue written(const std::optional<qint64> &field)
{
    return writtenIf(field.value_or(0) != 0, QString::number(field.value_or(0)));
}

QJsonValue written(const QByteArray &field)
{
    return writtenIf(!field.isEmpty(), QString::fromLatin1(field.toHex().toBase64()));
}

} // namespace pollux::jsonvalue
