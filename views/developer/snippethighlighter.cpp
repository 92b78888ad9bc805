// SPDX-License-Identifier: Apache-2.0
#include "views/developer/snippethighlighter.h"

#include "views/style/theme.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr double readable = 4.5;  // WCAG 2.1, 1.4.3
constexpr int insideDocument = 1; // state of a block between <<'END_OF_JSON' and its end

struct PartColor {
    QColor light;
    QColor dark;
};

const std::array partColors = {
    // in the order of the enum
    PartColor{QColor(0x5a, 0x63, 0x6d), QColor(0x9d, 0xa6, 0xb0)},
    PartColor{QColor(0x1c, 0x6b, 0x35), QColor(0x9c, 0xd6, 0x9a)},
    PartColor{QColor(0x8a, 0x1f, 0x8c), QColor(0xdd, 0xa6, 0xee)},
    PartColor{QColor(0x9a, 0x47, 0x00), QColor(0xf0, 0xb0, 0x7a)},
    PartColor{QColor(0x1f, 0x5c, 0xa6), QColor(0x8a, 0xbb, 0xf2)},
};

constexpr std::array keywords = {
    // in the order of the enum
    "import|from|for|in|while|not|if|raise|True|as"_L1,
    "import|from|const|let|await|new|for|of|while|throw|if|true"_L1,
    "package|import|func|if|for|range|nil|true|err|string"_L1,
    "for|in|do|done|while|until|break|exit|set|printf|curl"_L1,
};

/// One capture group for each part, in the order of the enum. A string without a closing quote ends with the line;
/// possessive quantifiers keep the matching of long strings within PCRE's limits.
QRegularExpression partsOf(SnippetLanguage language)
{
    const bool isBash = language == SnippetLanguage::Curl;
    const QString comment = isBash || language == SnippetLanguage::Python ? u"#.*"_s : u"//.*"_s;
    const QString doubleQuoted = uR"("(?:[^"\\]++|\\.?)*+"?)"_s;
    const QString string = isBash ? doubleQuoted + uR"(|\$'(?:[^'\\]++|\\.?)*+'?|'[^']*'?)"_s : doubleQuoted;
    const QString variable = isBash ? uR"(\$\w+)"_s : u"(?!)"_s;
    return QRegularExpression(uR"((%1)|(%2)|\b(%3)\b|\b(\d\w*)|(%4))"_s.arg(
                                  comment, string, keywords.at(static_cast<std::size_t>(language)), variable),
                              QRegularExpression::UseUnicodePropertiesOption);
}

} // namespace

QColor SnippetHighlighter::colorOf(Part part, const QPalette &palette)
{
    const PartColor &colors = partColors.at(static_cast<std::size_t>(part));
    const QColor &color = theme::isDark(palette) ? colors.dark : colors.light;
    const bool isReadable = theme::contrast(color, palette.color(QPalette::Base)) >= readable;
    return isReadable ? color : palette.color(QPalette::Text);
}

SnippetHighlighter::SnippetHighlighter(QTextDocument *document, const QPalette &palette)
    : QSyntaxHighlighter(document)
    , m_parts(partsOf(m_language))
    , m_palette(palette)
{
}

void SnippetHighlighter::setLanguage(SnippetLanguage language)
{
    if (language == m_language)
        return;
    m_language = language;
    m_parts = partsOf(language);
    rehighlight();
}

void SnippetHighlighter::setPalette(const QPalette &palette)
{
    m_palette = palette;
    rehighlight();
}

void SnippetHighlighter::highlightBlock(const QString &text)
{
    const QString documentEnd = u"END_OF_JSON"_s;
    if (previousBlockState() == insideDocument) {
        setFormat(0, static_cast<int>(text.size()), colorOf(Part::String, m_palette));
        setCurrentBlockState(text == documentEnd ? 0 : insideDocument);
        return;
    }
    for (auto matches = m_parts.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto part = static_cast<Part>(match.lastCapturedIndex() - 1);
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                  colorOf(part, m_palette));
    }
    const bool begins = m_language == SnippetLanguage::Curl && text.contains(u"<<'"_s + documentEnd);
    setCurrentBlockState(begins ? insideDocument : 0);
}

} // namespace pollux
