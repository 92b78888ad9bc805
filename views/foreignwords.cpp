// SPDX-License-Identifier: Apache-2.0
#include "views/foreignwords.h"

#include "models/items/format.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux::foreignwords {

namespace {

constexpr qsizetype longestLine = 300;

} // namespace

QString withoutSecrets(const QString &text)
{
    // In this order: session URLs as a whole, named secrets, then keys by their two known forms.
    static const QRegularExpression sessionUrl(uR"(https?://[^\s"'<>\\]*upload_id=[^\s"'<>\\]*)"_s);
    static const QRegularExpression namedSecret(
        uR"(\b((?:x-goog-)?api[_-]?key["']?\s*[:=]\s*|key=|upload_id=|access_token=|bearer\s+)["']?[^\s"'<>&\\]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression key(uR"(AIza[\w-]{10,}|\bAQ\.[\w-]{10,})"_s);
    const QString removed = u"[removed]"_s;
    QString clean = text;
    clean.replace(sessionUrl, removed);
    clean.replace(namedSecret, u"\\1"_s + removed);
    clean.replace(key, removed);
    return clean;
}

QString oneLine(const QString &text)
{
    QString line = withoutSecrets(text).simplified();
    while (line.endsWith(u'.'))
        line.chop(1);
    if (line.size() > longestLine)
        line = line.left(longestLine - 1) + u'…';
    return format::singleLine(line);
}

} // namespace pollux::foreignwords
