// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/jsonvalues.h"
#include "models/api/types/status.h"

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

/// Reads the fields of a resource and takes each one that it understood out of the object: what cannot be read stays
/// among the unknown fields, where it is shown as it came. Has the same calls as JsonObjectWriter, so that one function
/// template goes through the fields of a resource for both.
class JsonObjectReader {
public:
    explicit JsonObjectReader(const QJsonObject &object)
        : m_object(object)
    {
    }

    void field(QLatin1StringView key, QString &text);
    void field(QLatin1StringView key, bool &flag);
    void field(QLatin1StringView key, QJsonObject &object);
    void field(QLatin1StringView key, std::optional<Status> &status);
    void field(QLatin1StringView key, std::optional<Timestamp> &time);
    /// Nothing where it cannot be read; 0 where it is missing.
    void field(QLatin1StringView key, std::optional<qint64> &size);
    void field(QLatin1StringView key, qint64 &size);
    void sha256(QLatin1StringView key, QByteArray &hash);

    /// What no field has taken.
    const QJsonObject &rest() const { return m_object; }

private:
    void removeIf(bool isUnderstood, QLatin1StringView key);

    QJsonObject m_object;
};

/// Writes the fields of a resource into an object, in the forms in which the service sends them: what is empty or a
/// default is left out, and an int64 is a string.
class JsonObjectWriter {
public:
    explicit JsonObjectWriter(const QJsonObject &object)
        : m_object(object)
    {
    }

    void field(QLatin1StringView key, const QString &text);
    void field(QLatin1StringView key, bool flag);
    void field(QLatin1StringView key, const QJsonObject &object);
    void field(QLatin1StringView key, const std::optional<Status> &status);
    void field(QLatin1StringView key, const std::optional<Timestamp> &time);
    void field(QLatin1StringView key, const std::optional<qint64> &size);
    void field(QLatin1StringView key, qint64 size) { field(key, std::optional(size)); }
    void sha256(QLatin1StringView key, const QByteArray &hash);

    const QJsonObject &object() const { return m_object; }

private:
    void insertIf(bool isSet, QLatin1StringView key, const QJsonValue &value);

    QJsonObject m_object;
};

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
