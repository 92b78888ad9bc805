// SPDX-License-Identifier: Apache-2.0
#include "views/developer/snippethighlighter.h"

#include "views/style/theme.h"

#include <QSet>

#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr double readable = 4.5;  // WCAG 2.1, 1.4.3
constexpr int insideDocument = 1; // state of a block between <<'END_OF_JSON' and its end

struct PartColors {
    SnippetHighlighter::Part part;
    QColor light;
    QColor dark;
};

const std::array partColors = {
    PartColors{SnippetHighlighter::Part::Comment, QColor(0x5a, 0x63, 0x6d), QColor(0x9d, 0xa6, 0xb0)},
    PartColors{SnippetHighlighter::Part::String, QColor(0x1c, 0x6b, 0x35), QColor(0x9c, 0xd6, 0x9a)},
    PartColors{SnippetHighlighter::Part::Keyword, QColor(0x8a, 0x1f, 0x8c), QColor(0xdd, 0xa6, 0xee)},
    PartColors{SnippetHighlighter::Part::Number, QColor(0x9a, 0x47, 0x00), QColor(0xf0, 0xb0, 0x7a)},
    PartColors{SnippetHighlighter::Part::Variable, QColor(0x1f, 0x5c, 0xa6), QColor(0x8a, 0xbb, 0xf2)},
};

const QSet<QString> &keywordsOf(SnippetLanguage language)
{
    static const QSet<QString> python = {u"import"_s, u"from"_s, u"for"_s,   u"in"_s,   u"while"_s,
                                         u"not"_s,    u"if"_s,   u"raise"_s, u"True"_s, u"as"_s};
    static const QSet<QString> javaScript = {u"import"_s, u"from"_s, u"const"_s, u"let"_s,   u"await"_s, u"new"_s,
                                             u"for"_s,    u"of"_s,   u"while"_s, u"throw"_s, u"if"_s,    u"true"_s};
    static const QSet<QString> go = {u"package"_s, u"import"_s, u"func"_s, u"if"_s,  u"for"_s,
                                     u"range"_s,   u"nil"_s,    u"true"_s, u"err"_s, u"string"_s};
    static const QSet<QString> bash = {u"for"_s,   u"in"_s,   u"do"_s,  u"done"_s,   u"while"_s, u"until"_s,
                                       u"break"_s, u"exit"_s, u"set"_s, u"printf"_s, u"curl"_s};
    switch (language) {
    case SnippetLanguage::Python:
        return python;
    case SnippetLanguage::JavaScript:
        return javaScript;
    case SnippetLanguage::Go:
        return go;
    case SnippetLanguage::Curl:
        break;
    }
    return bash;
}

bool isWordCharacter(QChar character)
{
    return character.isLetterOrNumber() || character == u'_';
}

int endOfWord(const QString &text, int start)
{
    int end = start;
    while (end < text.size() && isWordCharacter(text.at(end)))
        ++end;
    return end;
}

/// Behind the quote that ends the string, or the end of the line.
int endOfString(const QString &text, int start, bool hasEscapes)
{
    const QChar quote = text.at(start);
    for (int index = start + 1; index < text.size(); ++index) {
        if (text.at(index) == u'\\' && hasEscapes)
            ++index;
        else if (text.at(index) == quote)
            return index + 1;
    }
    return static_cast<int>(text.size());
}

} // namespace

QColor SnippetHighlighter::colorOf(Part part, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    for (const PartColors &colors : partColors) {
        const QColor &color = theme::isDark(palette) ? colors.dark : colors.light;
        if (colors.part == part && theme::contrast(color, base) >= readable)
            return color;
    }
    return palette.color(QPalette::Text);
}

SnippetHighlighter::SnippetHighlighter(QTextDocument *document, const QPalette &palette)
    : QSyntaxHighlighter(document)
    , m_palette(palette)
{
}

void SnippetHighlighter::setLanguage(SnippetLanguage language)
{
    if (language == m_language)
        return;
    m_language = language;
    rehighlight();
}

void SnippetHighlighter::setPalette(const QPalette &palette)
{
    m_palette = palette;
    rehighlight();
}

int SnippetHighlighter::take(Part part, int start, int end)
{
    setFormat(start, end - start, colorOf(part, m_palette));
    return end;
}

int SnippetHighlighter::takePart(const QString &text, int start)
{
    const QChar character = text.at(start);
    const QChar next = start + 1 < text.size() ? text.at(start + 1) : QChar();
    const bool isBash = m_language == SnippetLanguage::Curl;
    const bool hasHash = isBash || m_language == SnippetLanguage::Python;
    if (hasHash ? character == u'#' : character == u'/' && next == u'/')
        return take(Part::Comment, start, static_cast<int>(text.size()));
    if (isBash && character == u'$' && next == u'\'')
        return take(Part::String, start, endOfString(text, start + 1, true));
    if (character == u'"' || (character == u'\'' && isBash))
        return take(Part::String, start, endOfString(text, start, character == u'"'));
    if (isBash && character == u'$' && isWordCharacter(next))
        return take(Part::Variable, start, endOfWord(text, start + 1));
    if (!isWordCharacter(character))
        return start + 1;
    const int end = endOfWord(text, start);
    if (character.isDigit())
        return take(Part::Number, start, end);
    if (keywordsOf(m_language).contains(text.mid(start, end - start)))
        return take(Part::Keyword, start, end);
    return end;
}

void SnippetHighlighter::highlightBlock(const QString &text)
{
    const QString documentEnd = u"END_OF_JSON"_s;
    if (previousBlockState() == insideDocument) {
        take(Part::String, 0, static_cast<int>(text.size()));
        setCurrentBlockState(text == documentEnd ? 0 : insideDocument);
        return;
    }
    for (int index = 0; index < text.size();)
        index = takePart(text, index);
    setCurrentBlockState(m_language == SnippetLanguage::Curl && text.contains(u"<<'"_s + documentEnd) ? insideDocument
                                                                                                      : 0);
}

} // namespace pollux
