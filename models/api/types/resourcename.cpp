// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/resourcename.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

std::optional<QString> fileResourceName(QStringView text)
{
    text = text.trimmed();
    for (const QChar quote : {u'"', u'\''}) {
        if (text.size() >= 2 && text.front() == quote && text.back() == quote)
            text = text.sliced(1, text.size() - 2).trimmed();
    }
    // In a URI, "files/" must be directly before the id: ids of other collections are not files.
    static const QRegularExpression name(
        uR"(^(?:https?://[^\s?#]*/(?=files/))?(?:files/)*([A-Za-z0-9_~-][A-Za-z0-9_.~-]*)(?::[a-z]+)?(?:[?#]\S*)?$)"_s);
    const QRegularExpressionMatch match = name.match(text.toString());
    if (!match.hasMatch() || match.captured(1) == "files"_L1)
        return std::nullopt;
    return "files/"_L1 + match.captured(1);
}

} // namespace pollux
