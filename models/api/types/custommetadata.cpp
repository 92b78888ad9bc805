// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/custommetadata.h"

#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

std::optional<QStringList> textsIn(const QJsonValue &list)
{
    const QJsonValue values = list.toObject().value("values"_L1);
    // The service sends an empty list as an object without "values".
    if (!list.isObject() || !(values.isArray() || values.isUndefined()))
        return std::nullopt;
    QStringList texts;
    for (const QJsonValue value : values.toArray()) {
        if (!value.isString())
            return std::nullopt;
        texts.append(value.toString());
    }
    return texts;
}

} // namespace

QJsonObject CustomMetadata::toJson() const
{
    QJsonObject object{{"key"_L1, key}};
    if (const auto *text = std::get_if<QString>(&value))
        object.insert("stringValue"_L1, *text);
    else if (const auto *number = std::get_if<double>(&value))
        object.insert("numericValue"_L1, *number);
    else
        object.insert("stringListValue"_L1,
                      QJsonObject{{"values"_L1, QJsonArray::fromStringList(std::get<QStringList>(value))}});
    return object;
}

std::optional<CustomMetadata> CustomMetadata::fromJson(const QJsonObject &object)
{
    CustomMetadata entry;
    entry.key = object.value("key"_L1).toString();
    if (entry.key.isEmpty())
        return std::nullopt;
    if (const QJsonValue text = object.value("stringValue"_L1); text.isString())
        entry.value = text.toString();
    else if (const QJsonValue number = object.value("numericValue"_L1); number.isDouble())
        entry.value = number.toDouble();
    else if (const auto texts = textsIn(object.value("stringListValue"_L1)))
        entry.value = *texts;
    else
        return std::nullopt;
    return entry;
}

QJsonArray toJson(const QList<CustomMetadata> &metadata)
{
    QJsonArray array;
    for (const CustomMetadata &entry : metadata)
        array.append(entry.toJson());
    return array;
}

QList<CustomMetadata> metadataFromJson(const QJsonValue &array)
{
    QList<CustomMetadata> metadata;
    for (const QJsonValue value : array.toArray()) {
        if (const auto entry = CustomMetadata::fromJson(value.toObject()))
            metadata.append(*entry);
    }
    return metadata;
}

MetadataFault faultOf(const QList<CustomMetadata> &metadata)
{
    QSet<QString> keys;
    for (qsizetype index = 0; index < metadata.size(); ++index) {
        const CustomMetadata &entry = metadata.at(index);
        const auto *number = std::get_if<double>(&entry.value);
        if (index >= maxMetadata)
            return {MetadataProblem::TooMany, index};
        if (entry.key.trimmed().isEmpty())
            return {MetadataProblem::KeyMissing, index};
        if (keys.contains(entry.key))
            return {MetadataProblem::KeyTaken, index};
        if (number && !std::isfinite(*number))
            return {MetadataProblem::NotFinite, index};
        keys.insert(entry.key);
    }
    return {};
}

} // namespace pollux
