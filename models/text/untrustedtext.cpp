// SPDX-License-Identifier: Apache-2.0
#include "models/text/untrustedtext.h"

#include "models/api/http/secrets.h"
#include "models/text/format.h"

namespace pollux::untrustedtext {

namespace {

constexpr qsizetype maxLineLength = 300;

} // namespace

QString withoutSecrets(const QString &text)
{
    return secrets::withoutLookalikes(text);
}

QString oneLine(const QString &text)
{
    QString line = withoutSecrets(text).simplified();
    while (line.endsWith(u'.'))
        line.chop(1);
    if (line.size() > maxLineLength)
        line = line.left(maxLineLength - 1) + u'…';
    return format::singleLine(line);
}

} // namespace pollux::untrustedtext
