// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/textcolumns.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

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
    const QChar::Category category = QChar::category(character);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || category == QChar::Other_Format)
        return 0;
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

QString row(const QStringList &cells, const QList<int> &widths)
{
    QString line = cells.constFirst();
    for (qsizetype index = 0; index < widths.size(); ++index) {
        const int width = widths.at(index);
        const QString &cell = cells.at(index + 1);
        line += width < 0 ? QString(u' ' + cell.rightJustified(-width)) : QString("  "_L1 + fitted(cell, width));
    }
    return line + "  "_L1 + cells.constLast();
}

} // namespace pollux::textcolumns
