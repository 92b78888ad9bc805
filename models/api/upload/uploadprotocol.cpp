// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/uploadprotocol.h"

#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

QString uploadPath(const UploadSource &source)
{
    return source.store ? storeUploadPath(*source.store) : u"files"_s;
}

std::optional<FinalAnswer> finalAnswer(const UploadSource &source, const QJsonObject &body)
{
    FinalAnswer answer;
    if (source.store) {
        answer.operation = Operation::fromJson(body);
        return answer.operation ? std::optional(answer) : std::nullopt;
    }
    const auto file = RemoteFile::fromJson(body.value("file"_L1).toObject());
    if (!file)
        return std::nullopt;
    answer.file = *file;
    return answer;
}

QByteArray uploadStartBody(const UploadSource &source)
{
    if (source.store)
        return QJsonDocument(storeUploadBody(*source.store, source.displayName,
                                             source.isMimeTypeChosen ? source.mimeType : QString()))
            .toJson(QJsonDocument::Compact);
    QJsonObject file{{u"displayName"_s, sentDisplayName(source.displayName)}};
    if (source.isMimeTypeChosen)
        file.insert("mimeType"_L1, source.mimeType);
    return QJsonDocument(QJsonObject{{u"file"_s, file}}).toJson(QJsonDocument::Compact);
}

std::optional<qint64> plainNumber(const QByteArray &value)
{
    const bool digits = !value.isEmpty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const qint64 number = value.toLongLong(&fits);
    return digits && fits ? std::optional(number) : std::nullopt;
}

std::optional<QDateTime> serverTime(const ServerAnswer &answer)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(answer.header("date"_ba)).trimmed(),
                                             u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

QByteArray uploadStatus(const ServerAnswer &answer)
{
    return answer.header("x-goog-upload-status"_ba).trimmed().toLower();
}

} // namespace pollux
