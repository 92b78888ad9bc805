// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmimedata.h"

#include "models/api/types/resourcename.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace pollux::filenamesmime {

std::unique_ptr<QMimeData> encode(const QStringList &names)
{
    auto mime = std::make_unique<QMimeData>();
    mime->setData(QLatin1StringView(type), names.mid(0, maxNames).join(u'\n').toUtf8());
    return mime;
}

QStringList decode(const QMimeData &mime)
{
    QStringList names;
    QSet<QString> known;
    const QStringList lines = QString::fromUtf8(mime.data(QLatin1StringView(type))).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (names.size() == maxNames)
            break;
        // A bare id or a URI would be understood too, but is not what encode() writes.
        if (fileResourceName(line) != line || known.contains(line))
            continue;
        known.insert(line);
        names.append(line);
    }
    return names;
}

} // namespace pollux::filenamesmime
