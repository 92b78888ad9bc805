// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/status.h"
#include "models/api/types/timestamp.h"

#include <QJsonObject>

#include <optional>

namespace pollux {

/// The values of fields in the forms in which the service sends them. None of these throws.
namespace jsonvalue {

/// An int64 as proto3 JSON writes it: a decimal string, or a number. Only whole values from 0 to 2^63-1 in plain digits
/// are taken; signs, blanks, exponents and anything larger give nothing.
std::optional<qint64> nonNegativeInt64(const QJsonValue &value);

/// True where `value` was understood; else `field` is empty or its type's default.
bool read(const QJsonValue &value, QString &field);
bool read(const QJsonValue &value, bool &field);
bool read(const QJsonValue &value, QJsonObject &field);
bool read(const QJsonValue &value, std::optional<Status> &field);
bool read(const QJsonValue &value, std::optional<Timestamp> &field);
/// Nothing where it cannot be read; 0 where it is missing.
bool read(const QJsonValue &value, std::optional<qint64> &field);
bool read(const QJsonValue &value, qint64 &field);
/// A SHA-256, sent as base64 of its 64 hexadecimal digits or of its 32 raw bytes (contract 3). Empty for anything else,
/// which means "cannot be verified".
bool read(const QJsonValue &value, QByteArray &field);

/// Undefined where `field` is empty or a default, which is left out. An int64 is a string.
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

/// The value that a wire's word stands for: Unspecified for no word, Unknown for one that `names` does not have.
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

/// Reads the fields of a resource and takes each one that it understood out of the object: what cannot be read stays
/// among the unknown fields, where it is shown as it came. Has the same call as JsonObjectWriter, so that one function
/// template goes through the fields of a resource for both.
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

    /// What no field has taken.
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
