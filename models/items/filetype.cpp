// SPDX-License-Identifier: Apache-2.0
#include "models/items/filetype.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

FileType fileType(const QString &mimeType)
{
    const QStringView type = QStringView(mimeType).left(mimeType.indexOf(u';')).trimmed();
    const auto isUnder = [type](QLatin1StringView start) { return type.startsWith(start, Qt::CaseInsensitive); };
    if (isUnder("image/"_L1))
        return FileType::Image;
    if (isUnder("video/"_L1))
        return FileType::Video;
    if (isUnder("audio/"_L1))
        return FileType::Audio;
    const auto is = [type](QLatin1StringView other) { return type.compare(other, Qt::CaseInsensitive) == 0; };
    if (is("application/pdf"_L1))
        return FileType::Pdf;
    static constexpr std::array texts = {"application/json"_L1, "application/xml"_L1, "application/javascript"_L1,
                                         "application/x-javascript"_L1, "application/rtf"_L1};
    return isUnder("text/"_L1) || std::ranges::any_of(texts, is) ? FileType::Text : FileType::Other;
}

} // namespace pollux
