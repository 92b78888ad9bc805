// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippettext.h"

#include "models/text/untrustedtext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux::snippettext {

namespace {

constexpr qsizetype maxCommentLength = 60;
constexpr char32_t firstBeyondBmp = 0x10000;

/// How a character beyond U+FFFF is escaped.
enum class LongEscape { SurrogatePair, EightDigits };

/// The code points of the text; unpaired surrogates become U+FFFD, NULs are removed.
QList<char32_t> charactersOf(const QString &text)
{
    QList<char32_t> characters;
    for (const char32_t character : text.toUcs4()) {
        if (QChar::isSurrogate(character))
            characters.append(QChar::ReplacementCharacter);
        else if (character != 0)
            characters.append(character);
    }
    return characters;
}

/// True for a visible character, which needs no escape in a literal.
bool isPlain(char32_t character)
{
    return character == U' ' || (QChar::isPrint(character) && !QChar::isSpace(character));
}

QString textOf(char32_t character)
{
    // QString::fromUcs4() would interpret U+FEFF as a byte order mark and remove it.
    return QStringView(QChar::fromUcs4(character)).toString();
}

QString hexEscape(char32_t character, LongEscape longEscape)
{
    if (character < firstBeyondBmp)
        return u"\\u%1"_s.arg(static_cast<uint>(character), 4, 16, QChar(u'0'));
    if (longEscape == LongEscape::EightDigits)
        return u"\\U%1"_s.arg(static_cast<uint>(character), 8, 16, QChar(u'0'));
    return hexEscape(QChar::highSurrogate(character), longEscape) +
           hexEscape(QChar::lowSurrogate(character), longEscape);
}

QString doubleQuoted(const QString &text, LongEscape longEscape)
{
    QString literal = u"\""_s;
    for (const char32_t character : charactersOf(text)) {
        if (character == U'"' || character == U'\\')
            literal += u'\\' + textOf(character);
        else if (character == U'\n')
            literal += u"\\n"_s;
        else if (character == U'\r')
            literal += u"\\r"_s;
        else if (character == U'\t')
            literal += u"\\t"_s;
        else if (isPlain(character))
            literal += textOf(character);
        else
            literal += hexEscape(character, longEscape);
    }
    return literal + u'"';
}

/// '…' if possible, else $'…' with octal bytes, which mean the same in each locale. The exclamation mark is escaped
/// because interactive shells expand their history in quotes too.
QString bashQuoted(const QString &text)
{
    const QList<char32_t> characters = charactersOf(text);
    const auto isHarmless = [](char32_t character) {
        return isPlain(character) && character != U'\'' && character != U'\\' && character != U'!';
    };
    const bool isSimple = std::all_of(characters.cbegin(), characters.cend(), isHarmless);
    QString word;
    for (const char32_t character : characters) {
        if (isHarmless(character)) {
            word += textOf(character);
            continue;
        }
        const QByteArray bytes = textOf(character).toUtf8();
        for (const char byte : bytes)
            word += u"\\%1"_s.arg(static_cast<uint>(static_cast<uchar>(byte)), 3, 8, QChar(u'0'));
    }
    return isSimple ? u"'%1'"_s.arg(word) : u"$'"_s + word + u'\'';
}

/// JSON's strings are JavaScript's too.
QString valueQuoted(const QString &text, ValueStyle style)
{
    return style == ValueStyle::Python ? quoted(text, SnippetLanguage::Python) : jsonQuoted(text);
}

QString keyText(const QString &key, ValueStyle style)
{
    static const QRegularExpression capital(u"([A-Z])"_s);
    if (style == ValueStyle::JavaScript)
        return key;
    const bool isSnakeCase = style == ValueStyle::Python;
    return valueQuoted(isSnakeCase ? QString(key).replace(capital, u"_\\1"_s).toLower() : key, style);
}

} // namespace

QString quoted(const QString &text, SnippetLanguage language)
{
    switch (language) {
    case SnippetLanguage::Python:
    case SnippetLanguage::Go:
        return doubleQuoted(text, LongEscape::EightDigits);
    case SnippetLanguage::JavaScript:
        return jsonQuoted(text); // JSON's strings are JavaScript's, since ECMAScript 2019 without exception
    case SnippetLanguage::Curl:
        break;
    }
    return bashQuoted(text);
}

QString jsonQuoted(const QString &text)
{
    return doubleQuoted(text, LongEscape::SurrogatePair);
}

QString commentWords(const QString &text)
{
    const QString marks = u".,-_"_s;
    QString words;
    for (const char32_t character : untrustedtext::withoutSecrets(text).toUcs4()) {
        const bool isWord = QChar::isLetterOrNumber(character) || QChar::category(character) == QChar::Symbol_Other ||
                            QChar::isMark(character);
        const bool isMark = character < firstBeyondBmp && marks.contains(QChar(static_cast<char16_t>(character)));
        words += isWord || isMark ? textOf(character) : u" "_s;
    }
    words = words.simplified();
    if (words.size() <= maxCommentLength)
        return words;
    const bool cutsPair = words.at(maxCommentLength - 2).isHighSurrogate();
    return words.first(maxCommentLength - (cutsPair ? 2 : 1)) + u'…';
}

QString numberText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString valueText(const QJsonValue &value, ValueStyle style, int indent)
{
    if (value.isString())
        return valueQuoted(value.toString(), style);
    if (value.isDouble())
        return numberText(value.toDouble());

    const int step = style == ValueStyle::Python ? 4 : 2;
    const QString inner = QString(indent + step, u' ');
    QStringList lines;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue entry : array)
            lines.append(inner + valueText(entry, style, indent + step));
    } else {
        const QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry)
            lines.append(inner + keyText(entry.key(), style) + u": "_s +
                         valueText(entry.value(), style, indent + step));
    }
    QString brackets = value.isArray() ? u"[]"_s : u"{}"_s;
    if (lines.isEmpty())
        return brackets;
    const QString last = style == ValueStyle::Json ? QString() : u","_s;
    return brackets.first(1) + u'\n' + lines.join(u",\n"_s) + last + u'\n' + QString(indent, u' ') + brackets.last(1);
}

QString filled(const QString &pattern, const QJsonObject &values)
{
    static const QRegularExpression directive(
        uR"(@note [^@]*@\n?|@(if|unless|each) ([a-z]+)@\n?(.*?)@end \2@\n?|@([a-z]+)@)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QString text;
    qsizetype done = 0;
    for (auto matches = directive.globalMatch(pattern); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        text += QStringView(pattern).sliced(done, match.capturedStart() - done);
        done = match.capturedEnd();
        const QString word = match.captured(1);
        const QString body = match.captured(3);
        if (word.isEmpty()) {
            text += values.value(match.captured(4)).toString();
            continue;
        }
        const QJsonValue value = values.value(match.captured(2));
        const bool isSet = value.toBool() || !value.toString().isEmpty() || !value.toArray().isEmpty();
        if (word != "each"_L1 && isSet == (word == "if"_L1))
            text += filled(body, values);
        const QJsonArray items = word == "each"_L1 ? value.toArray() : QJsonArray();
        for (const QJsonValue item : items) {
            QJsonObject all = values;
            const QJsonObject own = item.toObject();
            for (auto entry = own.begin(); entry != own.end(); ++entry)
                all.insert(entry.key(), entry.value());
            text += filled(body, all);
        }
    }
    return text += QStringView(pattern).sliced(done);
}

} // namespace pollux::snippettext
