// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmimedata.h"

#include "models/api/types/resourcename.h"

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
    QStringList names = QString::fromUtf8(mime.data(QLatin1StringView(type))).split(u'\n');
    // fileResourceName() also accepts a bare id or a URI, but encode() never writes those.
    names.removeIf([](const QString &name) { return name.isEmpty() || fileResourceName(name) != name; });
    names.removeDuplicates();
    return names.mid(0, maxNames);
}

} // namespace pollux::filenamesmime
