// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/storemessage.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <cmath>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype maxDisplayNameLength = 512;
constexpr qsizetype maxMetadata = 20;
constexpr int tokenLimit = 512;

QString camelCase(const QString &key)
{
    QString camel;
    for (const QString &word : key.split(u'_')) {
        camel += camel.isEmpty() ? word : word.left(1).toUpper() + word.mid(1);
    }
    return camel;
}

QString snakeCase(const QString &key)
{
    static const QRegularExpression upper(u"([A-Z])"_s);
    return QString(key).replace(upper, u"_\\1"_s).toLower();
}

/// Returns the object with its keys in camelCase. The first unexpected key becomes the complaint.
QJsonObject expectedKeys(const QJsonObject &object, const QStringList &expected, const QString &place,
                         QString &complaint)
{
    QJsonObject found;
    for (auto item = object.constBegin(); item != object.constEnd(); ++item) {
        const QString key = camelCase(item.key());
        if (!expected.contains(key) && complaint.isEmpty()) {
            complaint = u"Invalid JSON payload received. Unknown name \"%1\"%2: Cannot find field."_s.arg(
                item.key(), place.isEmpty() ? QString() : u" at '%1'"_s.arg(place));
        }
        if (!item.value().isNull()) {
            found.insert(key, item.value());
        }
    }
    return found;
}

QString wrongType(const QString &place, QLatin1StringView type)
{
    return u"Invalid value at '%1' (%2)"_s.arg(place, type);
}

/// The number as the service keeps it: rounded to a 32-bit float, with the fewest digits that identify it.
double asFloat(double number)
{
    const auto single = static_cast<float>(number);
    for (int digits = 6; digits < std::numeric_limits<float>::max_digits10; ++digits) {
        const QString text = QString::number(static_cast<double>(single), 'g', digits);
        if (text.toFloat() == single) {
            return text.toDouble();
        }
    }
    return static_cast<double>(single);
}

/// Reads one message; only the first complaint counts.
class Reader {
public:
    explicit Reader(QString request)
        : m_request(std::move(request))
    {
    }

    [[nodiscard]] QString text(const QJsonObject &object, const QString &key)
    {
        const QJsonValue value = object.value(key);
        if (!value.isUndefined() && !value.isString()) {
            complain(wrongType(snakeCase(key), "TYPE_STRING"_L1));
        }
        return value.toString();
    }

    [[nodiscard]] QJsonArray metadata(const QJsonValue &value)
    {
        if (!value.isUndefined() && !value.isArray()) {
            complain(wrongType(u"custom_metadata"_s, "CustomMetadata"_L1));
        }
        const QJsonArray entries = value.toArray();
        if (entries.size() > maxMetadata) {
            complainAbout(u"custom_metadata"_s, u"must have no more than %1 entries."_s.arg(maxMetadata));
        }
        QJsonArray kept;
        QSet<QString> keys;
        for (qsizetype index = 0; index < entries.size(); ++index) {
            const QJsonObject entry = metadataEntry(entries.at(index), u"custom_metadata[%1]"_s.arg(index));
            const QString key = entry.value("key"_L1).toString();
            if (keys.contains(key)) {
                complainAbout(u"custom_metadata[%1].key"_s.arg(index), u"'%1' is there twice."_s.arg(key));
            }
            keys.insert(key);
            kept.append(entry);
        }
        return kept;
    }

    [[nodiscard]] QJsonObject chunking(const QJsonValue &value)
    {
        if (!value.isUndefined() && !value.isObject()) {
            complain(wrongType(u"chunking_config"_s, "ChunkingConfig"_L1));
        }
        const QJsonObject config =
            expectedKeys(value.toObject(), {u"whiteSpaceConfig"_s}, u"chunking_config"_s, m_complaint);
        if (config.isEmpty()) {
            return {};
        }
        const QString place = u"chunking_config.white_space_config"_s;
        const QJsonValue inner = config.value("whiteSpaceConfig"_L1);
        if (!inner.isObject()) {
            complain(wrongType(place, "WhiteSpaceConfig"_L1));
        }
        const QJsonObject words =
            expectedKeys(inner.toObject(), {u"maxTokensPerChunk"_s, u"maxOverlapTokens"_s}, place, m_complaint);
        const int tokens = wholeNumber(words, u"maxTokensPerChunk"_s, place);
        const int overlap = wholeNumber(words, u"maxOverlapTokens"_s, place);
        if (tokens < 1 || tokens > tokenLimit) {
            complainAbout(place + ".max_tokens_per_chunk"_L1, u"must be between 1 and %1."_s.arg(tokenLimit));
        }
        if (overlap < 0 || overlap >= tokens) {
            complainAbout(place + ".max_overlap_tokens"_L1,
                          u"must be at least 0 and less than max_tokens_per_chunk."_s);
        }
        return {{u"whiteSpaceConfig"_s, words}};
    }

    void complain(const QString &text)
    {
        if (m_complaint.isEmpty()) {
            m_complaint = text;
        }
    }
    /// In the form of sample 40.
    void complainAbout(const QString &field, const QString &text)
    {
        complain(u"* %1.%2: %3\n"_s.arg(m_request, field, text));
    }
    [[nodiscard]] QString &complaint() { return m_complaint; }

private:
    [[nodiscard]] QJsonObject metadataEntry(const QJsonValue &value, const QString &place)
    {
        const QStringList kinds{u"stringValue"_s, u"numericValue"_s, u"stringListValue"_s};
        if (!value.isObject()) {
            complain(wrongType(place, "CustomMetadata"_L1));
        }
        QJsonObject entry = expectedKeys(value.toObject(), QStringList{u"key"_s} + kinds, place, m_complaint);
        if (text(entry, u"key"_s).isEmpty()) {
            complainAbout(place + ".key"_L1, u"must not be empty."_s);
        }
        if (entry.size() - (entry.contains("key"_L1) ? 1 : 0) != 1) {
            complainAbout(place, u"exactly one of string_value, numeric_value and string_list_value must be set."_s);
        }
        static_cast<void>(text(entry, u"stringValue"_s));
        if (const QJsonValue number = entry.value("numericValue"_L1); !number.isUndefined()) {
            const double single = asFloat(number.toDouble(std::numeric_limits<double>::quiet_NaN()));
            if (!std::isfinite(single)) {
                complain(wrongType(place + ".numeric_value"_L1, "TYPE_FLOAT"_L1));
            }
            entry.insert(u"numericValue"_s, single);
        }
        if (entry.contains("stringListValue"_L1)) {
            entry.insert(u"stringListValue"_s,
                         stringList(entry.value("stringListValue"_L1), place + ".string_list_value"_L1));
        }
        return entry;
    }

    [[nodiscard]] QJsonObject stringList(const QJsonValue &value, const QString &place)
    {
        if (!value.isObject()) {
            complain(wrongType(place, "StringList"_L1));
        }
        QJsonObject list = expectedKeys(value.toObject(), {u"values"_s}, place, m_complaint);
        const QJsonValue values = list.value("values"_L1);
        if (!values.isUndefined() && !values.isArray()) {
            complain(wrongType(place + ".values"_L1, "TYPE_STRING"_L1));
        }
        for (const QJsonValue item : values.toArray()) {
            if (!item.isString()) {
                complain(wrongType(place + ".values"_L1, "TYPE_STRING"_L1));
            }
        }
        return list;
    }

    /// 0 if the key is missing, as with proto3.
    [[nodiscard]] int wholeNumber(const QJsonObject &object, const QString &key, const QString &place)
    {
        const QJsonValue value = object.value(key);
        const double number = value.toDouble();
        const bool isWhole = value.isDouble() && std::trunc(number) == number && std::abs(number) <= 2147483647.0;
        if (!value.isUndefined() && !isWhole) {
            complain(wrongType(place + u'.' + snakeCase(key), "TYPE_INT32"_L1));
        }
        return isWhole ? static_cast<int>(number) : 0;
    }

    const QString m_request;
    QString m_complaint;
};

} // namespace

StoreMessage StoreMessage::read(const QByteArray &body, Kind kind, const QString &request)
{
    Reader reader(request);
    QJsonParseError parseError{};
    const QJsonDocument document = QJsonDocument::fromJson(body.isEmpty() ? "{}"_ba : body, &parseError);
    if (!document.isObject()) {
        reader.complain(u"Invalid JSON payload received. "_s +
                        (document.isNull() ? parseError.errorString() : u"Root element must be a message."_s));
    }
    // In the order of Kind.
    static const QStringList keys[]{{u"displayName"_s, u"embeddingModel"_s},
                                    {u"displayName"_s, u"customMetadata"_s, u"chunkingConfig"_s, u"mimeType"_s},
                                    {u"fileName"_s, u"customMetadata"_s, u"chunkingConfig"_s}};
    const QJsonObject object = expectedKeys(document.object(), keys[static_cast<int>(kind)], {}, reader.complaint());

    StoreMessage message;
    if (const QString displayName = reader.text(object, u"displayName"_s); !displayName.isEmpty()) {
        message.displayName = displayName;
        if (displayName.toUcs4().size() > maxDisplayNameLength) {
            reader.complainAbout(u"display_name"_s, u"must be no more than %1 characters."_s.arg(maxDisplayNameLength));
        }
    }
    message.embeddingModel = reader.text(object, u"embeddingModel"_s);
    message.fileName = reader.text(object, u"fileName"_s);
    message.mimeType = reader.text(object, u"mimeType"_s);
    static const QRegularExpression mimeForm(uR"(\A[\w!#$&^.+-]+/[\w!#$&^.+-]+\z)"_s);
    if (!message.mimeType.isEmpty() && !mimeForm.match(message.mimeType).hasMatch()) {
        reader.complainAbout(u"mime_type"_s, u"When provided, MIME type must be in a valid type/subtype format (e.g., "
                                             "'text/plain', 'application/pdf')."_s);
    }
    message.customMetadata = reader.metadata(object.value("customMetadata"_L1));
    message.chunkingConfig = reader.chunking(object.value("chunkingConfig"_L1));
    message.complaint = reader.complaint();
    return message;
}

} // namespace pollux
