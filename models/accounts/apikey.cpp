// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/apikey.h"

#include <QStringView>

namespace pollux {

namespace {

/// The stretch [begin, end) of a text.
struct Stretch {
    qsizetype begin;
    qsizetype end;
};

bool isBlank(QChar character)
{
    return character.isSpace() || character.category() == QChar::Other_Format;
}

Stretch withoutBlanks(const QString &text, Stretch stretch)
{
    while (stretch.begin < stretch.end && isBlank(text.at(stretch.begin))) {
        ++stretch.begin;
    }
    while (stretch.begin < stretch.end && isBlank(text.at(stretch.end - 1))) {
        --stretch.end;
    }
    return stretch;
}

/// Languages pair these differently („a“, “a”, ”a”, »a«, «a»), so any two of one family make a pair.
bool isQuotePair(QChar first, QChar last)
{
    constexpr QStringView doubleQuotes = u"\"\u201C\u201D\u201E\u201F\u00AB\u00BB";
    constexpr QStringView singleQuotes = u"'`\u2018\u2019\u201A\u201B\u2039\u203A";
    const auto bothIn = [first, last](QStringView family) { return family.contains(first) && family.contains(last); };
    return bothIn(doubleQuotes) || bothIn(singleQuotes);
}

Stretch withoutQuotes(const QString &text, Stretch stretch)
{
    if (stretch.end - stretch.begin < 2 || !isQuotePair(text.at(stretch.begin), text.at(stretch.end - 1))) {
        return stretch;
    }
    return {stretch.begin + 1, stretch.end - 1};
}

} // namespace

ApiKeyCheck checkedApiKey(const QString &text)
{
    const Stretch unquoted = withoutQuotes(text, withoutBlanks(text, {0, text.size()}));
    const auto [begin, end] = withoutBlanks(text, unquoted);
    if (begin == end) {
        return {{}, ApiKeyProblem::Empty, -1};
    }
    for (qsizetype position = begin; position < end; ++position) {
        if (position - begin >= maxApiKeyLength) {
            return {{}, ApiKeyProblem::TooLong, position};
        }
        if (text.at(position) < QChar(0x21) || text.at(position) > QChar(0x7E)) {
            return {{}, ApiKeyProblem::BadCharacter, position};
        }
    }
    return {QStringView(text).sliced(begin, end - begin).toLatin1(), ApiKeyProblem::None, -1};
}

void overwriteApiKey(QByteArray &key)
{
    if (key.isDetached()) { // filling a shared array would only fill a fresh copy
        key.fill('\0');
    }
    key.clear();
}

} // namespace pollux
