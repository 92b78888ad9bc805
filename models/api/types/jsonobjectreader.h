// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/jsonvalues.h"

#include <QJsonArray>

#include <utility>

namespace pollux {

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

/// Hands out the keys of an object one by one, so that what nobody asked for is left at the end.
class JsonObjectReader {
public:
    explicit JsonObjectReader(const QJsonObject &object)
        : m_object(object)
    {
    }

    // What cannot be read stays among the unknown fields, where it is shown as it came.
    QString takeText(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        removeIf(value.isString(), key);
        return value.toString();
    }

    std::optional<QJsonObject> takeObject(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        removeIf(value.isObject(), key);
        return value.isObject() ? std::optional(value.toObject()) : std::nullopt;
    }

    std::optional<Timestamp> takeTime(QLatin1StringView key)
    {
        const auto time = jsonread::timestamp(m_object, key);
        removeIf(time.has_value(), key);
        return time;
    }

    std::optional<qint64> takeSize(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        // proto3 JSON writes a default as nothing or as null.
        const bool isDefault = value.isUndefined() || value.isNull();
        const auto size = isDefault ? std::optional<qint64>(0) : jsonread::nonNegativeInt64(value);
        removeIf(size.has_value(), key);
        return size;
    }

    QByteArray takeHash(QLatin1StringView key)
    {
        QByteArray hash = jsonread::sha256(m_object, key);
        removeIf(!hash.isEmpty(), key);
        return hash;
    }

    const QJsonObject &rest() const { return m_object; }

private:
    void removeIf(bool understood, QLatin1StringView key)
    {
        if (understood)
            m_object.remove(key);
    }

    QJsonObject m_object;
};

/// Leaves out an empty text, as the service does.
inline void insertText(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

/// Leaves out a missing time.
inline void insertTime(QJsonObject &object, QLatin1StringView key, const std::optional<Timestamp> &time)
{
    if (time)
        object.insert(key, time->toText());
}

/// An int64 as proto3 JSON writes it: a string, and nothing for 0.
inline void insertInt64(QJsonObject &object, QLatin1StringView key, qint64 number)
{
    if (number != 0)
        object.insert(key, QString::number(number));
}

/// The resources under `key` of a list answer; an absent array is an empty page, and what is no resource is counted.
/// Nothing where there is something else than an array.
template <typename Page, typename Resource>
std::optional<Page> readPage(const QJsonObject &object, QLatin1StringView key, QList<Resource> Page::*resources)
{
    const QJsonValue entries = object.value(key);
    if (!entries.isUndefined() && !entries.isArray())
        return std::nullopt;
    Page page;
    page.nextPageToken = jsonread::text(object, QLatin1StringView("nextPageToken"));
    for (const QJsonValue &entry : entries.toArray()) {
        if (auto resource = Resource::fromJson(entry.toObject()))
            (page.*resources).append(*std::move(resource));
        else
            ++page.unreadable;
    }
    return page;
}

} // namespace pollux
