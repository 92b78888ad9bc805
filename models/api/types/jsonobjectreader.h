// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/status.h"
#include "models/api/types/timestamp.h"

#include <QJsonObject>

#include <optional>

namespace pollux {

/// Reads and writes single values in the JSON forms that the service uses. These functions never throw.
namespace jsonvalue {

/// An int64 as proto3 JSON writes it: a decimal string, or a number. Only whole values from 0 to 2^63-1 are accepted; a
/// string must consist of plain digits. Anything else gives nothing.
std::optional<qint64> nonNegativeInt64(const QJsonValue &value);

/// Returns true if `value` could be read; otherwise `field` becomes empty or its type's default.
bool read(const QJsonValue &value, QString &field);
bool read(const QJsonValue &value, bool &field);
bool read(const QJsonValue &value, QJsonObject &field);
bool read(const QJsonValue &value, std::optional<Status> &field);
bool read(const QJsonValue &value, std::optional<Timestamp> &field);
/// `field` becomes 0 if the value is missing or null, and nothing if it cannot be read.
bool read(const QJsonValue &value, std::optional<qint64> &field);
bool read(const QJsonValue &value, qint64 &field);
/// A SHA-256, sent as base64 of its 64 hexadecimal digits or of its 32 raw bytes (contract 3). Empty for anything else,
/// which means "cannot be verified".
bool read(const QJsonValue &value, QByteArray &field);

/// Undefined if `field` is empty or a default: it is then left out of the JSON. An int64 becomes a string.
QJsonValue written(const QString &field);
QJsonValue written(bool field);
QJsonValue written(const QJsonObject &field);
QJsonValue written(const std::optional<Status> &field);
QJsonValue written(const std::optional<Timestamp> &field);
QJsonValue written(const std::optional<qint64> &field);
inline QJsonValue written(qint64 field)
{
    return written(std::optional(field));
}
/// A SHA-256.
QJsonValue written(const QByteArray &field);

} // namespace jsonvalue

/// The enum value for the text that the service sent: Unspecified for an empty text, Unknown if `names` does not have
/// it.
template <typename Names>
auto enumFromText(const Names &names, const QString &text)
{
    using Enum = typename Names::value_type::second_type;
    if (text.isEmpty())
        return Enum::Unspecified;
    for (const auto &[name, value] : names) {
        if (text == name)
            return value;
    }
    return Enum::Unknown;
}

/// Reads the fields of a resource and removes each field that could be read from the object. The rest are the unknown
/// fields, which are shown unchanged. Has the same field() function as JsonObjectWriter, so that one function template
/// can visit the fields of a resource with either class.
class JsonObjectReader {
public:
    explicit JsonObjectReader(const QJsonObject &object)
        : m_object(object)
    {
    }

    template <typename T>
    void field(QLatin1StringView key, T &field)
    {
        if (jsonvalue::read(m_object.value(key), field))
            m_object.remove(key);
    }

    /// What no call of field() could read.
    const QJsonObject &rest() const { return m_object; }

private:
    QJsonObject m_object;
};

/// Writes the fields of a resource into an object.
class JsonObjectWriter {
public:
    explicit JsonObjectWriter(const QJsonObject &object)
        : m_object(object)
    {
    }

    template <typename T>
    void field(QLatin1StringView key, const T &field)
    {
        if (const QJsonValue value = jsonvalue::written(field); !value.isUndefined())
            m_object.insert(key, value);
    }

    const QJsonObject &object() const { return m_object; }

private:
    QJsonObject m_object;
};

} // namespace pollux
