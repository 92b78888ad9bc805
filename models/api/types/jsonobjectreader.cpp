// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/jsonobjectreader.h"

namespace pollux {

void JsonObjectReader::field(QLatin1StringView key, QString &text)
{
    const QJsonValue value = m_object.value(key);
    text = value.toString();
    removeIf(value.isString(), key);
}

void JsonObjectReader::field(QLatin1StringView key, bool &flag)
{
    const QJsonValue value = m_object.value(key);
    flag = value.toBool();
    removeIf(value.isBool(), key);
}

void JsonObjectReader::field(QLatin1StringView key, QJsonObject &object)
{
    const QJsonValue value = m_object.value(key);
    object = value.toObject();
    removeIf(value.isObject(), key);
}

void JsonObjectReader::field(QLatin1StringView key, std::optional<Status> &status)
{
    if (const QJsonValue value = m_object.value(key); value.isObject())
        status = Status::fromJson(value.toObject());
    removeIf(status.has_value(), key);
}

void JsonObjectReader::field(QLatin1StringView key, std::optional<Timestamp> &time)
{
    time = jsonread::timestamp(m_object, key);
    removeIf(time.has_value(), key);
}

void JsonObjectReader::field(QLatin1StringView key, std::optional<qint64> &size)
{
    const QJsonValue value = m_object.value(key);
    // proto3 JSON writes a default as nothing or as null.
    size = value.isUndefined() || value.isNull() ? 0 : jsonread::nonNegativeInt64(value);
    removeIf(size.has_value(), key);
}

void JsonObjectReader::field(QLatin1StringView key, qint64 &size)
{
    std::optional<qint64> read;
    field(key, read);
    size = read.value_or(0);
}

void JsonObjectReader::sha256(QLatin1StringView key, QByteArray &hash)
{
    hash = jsonread::sha256(m_object, key);
    removeIf(!hash.isEmpty(), key);
}

void JsonObjectReader::removeIf(bool isUnderstood, QLatin1StringView key)
{
    if (isUnderstood)
        m_object.remove(key);
}

void JsonObjectWriter::field(QLatin1StringView key, const QString &text)
{
    insertIf(!text.isEmpty(), key, text);
}

void JsonObjectWriter::field(QLatin1StringView key, bool flag)
{
    insertIf(flag, key, flag);
}

void JsonObjectWriter::field(QLatin1StringView key, const QJsonObject &object)
{
    insertIf(!object.isEmpty(), key, object);
}

void JsonObjectWriter::field(QLatin1StringView key, const std::optional<Status> &status)
{
    insertIf(status.has_value(), key, status.value_or(Status()).toJson());
}

void JsonObjectWriter::field(QLatin1StringView key, const std::optional<Timestamp> &time)
{
    insertIf(time.has_value(), key, time.value_or(Timestamp()).toText());
}

void JsonObjectWriter::field(QLatin1StringView key, const std::optional<qint64> &size)
{
    insertIf(size.value_or(0) != 0, key, QString::number(size.value_or(0)));
}

void JsonObjectWriter::sha256(QLatin1StringView key, const QByteArray &hash)
{
    insertIf(!hash.isEmpty(), key, QString::fromLatin1(hash.toHex().toBase64()));
}

void JsonObjectWriter::insertIf(bool isSet, QLatin1StringView key, const QJsonValue &value)
{
    if (isSet)
        m_object.insert(key, value);
}

} // namespace pollux
