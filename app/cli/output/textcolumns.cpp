// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/textcolumns.h"

#include <QList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

namespace pollux::textcolumns {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// East Asian scripts, full-width forms and pictographs, as terminals draw them.
constexpr std::array wideRanges{Range{0x1100, 0x115f},   Range{0x2e80, 0x303e},   Range{0x3041, 0xa4cf},
                                Range{0xac00, 0xd7a3},   Range{0xf900, 0xfaff},   Range{0xfe30, 0xfe6f},
                                Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6},   Range{0x1f300, 0x1f64f},
                                Range{0x1f680, 0x1f6ff}, Range{0x1f900, 0x1f9ff}, Range{0x20000, 0x3fffd}};

int widthOf(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return 0;
    default:
        break;
    }
    const bool isWide = std::ranges::any_of(
        wideRanges, [character](const Range &range) { return character >= range.first && character <= range.last; });
    return isWide ? 2 : 1;
}

} // namespace

int width(QStringView text)
{
    int columns = 0;
    for (const char32_t character : text.toUcs4())
        columns += widthOf(character);
    return columns;
}

QString cut(const QString &text, int columns)
{
    if (width(text) <= columns)
        return text;
    QTextBoundaryFinder graphemes(QTextBoundaryFinder::Grapheme, text);
    qsizetype end = 0;
    for (qsizetype next = graphemes.toNextBoundary(); next > 0; next = graphemes.toNextBoundary()) {
        if (width(QStringView(text).first(next)) > columns - 1)
            break;
        end = next;
    }
    return columns > 0 ? text.first(end) + u'…' : QString();
}

QString fitted(const QString &text, int columns)
{
    const QString line = cut(text, columns);
    return line + QString(std::max(0, columns - width(line)), u' ');
}

} // namespace pollux::textcolumns
