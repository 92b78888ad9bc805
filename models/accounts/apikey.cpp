// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/apikey.h"

#include <QStringView>

namespace pollux {

namespace {

bool isBlank(QChar character)
{
    return character.isSpace() || character.category() == QChar::Other_Format;
}

QStringView withoutBlanks(QStringView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

/// Languages pair these differently („a“, “a”, ”a”, »a«, «a»), so any two of one family make a pair.
bool isQuotePair(QChar first, QChar last)
{
    constexpr QStringView doubleQuotes = u"\"\u201C\u201D\u201E\u201F\u00AB\u00BB";
    constexpr QStringView singleQuotes = u"'`\u2018\u2019\u201A\u201B\u2039\u203A";
    const auto bothIn = [first, last](QStringView family) { return family.contains(first) && family.contains(last); };
    return bothIn(doubleQuotes) || bothIn(singleQuotes);
}

QStringView withoutQuotes(QStringView text)
{
    const bool isQuoted = text.size() >= 2 && isQuotePair(text.front(), text.back());
    return isQuoted ? text.sliced(1, text.size() - 2) : text;
}

} // namespace

ApiKeyCheck checkedApiKey(const QString &text)
{
    const QStringView key = withoutBlanks(withoutQuotes(withoutBlanks(text)));
    if (key.isEmpty())
        return {.problem = ApiKeyProblem::Empty};
    const qsizetype begin = key.data() - text.constData();
    for (qsizetype position = 0; position < key.size(); ++position) {
        if (position >= maxApiKeyLength)
            return {.problem = ApiKeyProblem::TooLong, .position = begin + position};
        if (key.at(position) < QChar(0x21) || key.at(position) > QChar(0x7E))
            return {.problem = ApiKeyProblem::BadCharacter, .position = begin + position};
    }
    return {.key = key.toLatin1()};
}

void overwriteApiKey(QByteArray &key)
{
    if (key.isDetached()) { // fill() on a shared array would only overwrite a new copy
        key.fill('\0');
    }
    key.clear();
}

} // namespace pollux
