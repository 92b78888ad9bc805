// SPDX-License-Identifier: Apache-2.0
#include "models/api/uploadprotocol.h"

#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

QByteArray uploadStartBody(const UploadSource &source)
{
    QString name = source.displayName.left(longestDisplayName);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    QJsonObject file{{u"displayName"_s, name}};
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
