// SPDX-License-Identifier: Apache-2.0
#include "models/text/untrustedtext.h"

#include "models/api/http/secrets.h"
#include "models/text/format.h"

namespace pollux::untrustedtext {

QString withoutSecrets(const QString &text)
{
    return secrets::withoutLookalikes(text);
}

QString oneLine(const QString &text)
{
    constexpr qsizetype maxLength = 300;
    QString line = withoutSecrets(text).simplified();
    while (line.endsWith(u'.'))
        line.chop(1);
    if (line.size() > maxLength)
        line = line.left(maxLength - 1) + u'…';
    return format::singleLine(line);
}

} // namespace pollux::untrustedtext
