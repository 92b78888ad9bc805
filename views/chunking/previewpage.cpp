// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/previewpage.h"

#include "models/text/format.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QRawFont>
#include <QTextOption>

#include <algorithm>

namespace pollux {

namespace {

constexpr int tabWidth = 4; // in spaces

struct ShownText {
    QString text;
    std::vector<quint32> offsets; // of the byte that each UTF-16 unit came from
    bool runsRightToLeft = false;
};

/// The length of the UTF-8 sequence at the beginning, which may be incomplete; 1 if none begins there.
qsizetype sequenceLength(QByteArrayView bytes)
{
    const auto lead = static_cast<uchar>(bytes.front());
    const qsizetype expected = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    qsizetype length = 1;
    while (length < std::min(expected, bytes.size()) && (static_cast<uchar>(bytes[length]) & 0xC0) == 0x80)
        ++length;
    return length;
}

QString shownForm(QByteArrayView sequence)
{
    const QString character = QString::fromUtf8(sequence);
    if (character.contains(QChar::ReplacementCharacter))
        return QString(QChar::ReplacementCharacter);
    const QChar::Category category = character.front().category();
    const bool isHarmless = category != QChar::Other_Control && category != QChar::Other_Format &&
                            category != QChar::Separator_Line && category != QChar::Separator_Paragraph;
    return isHarmless ? character : format::singleLine(character);
}

ShownText shown(QByteArrayView bytes, quint32 begin)
{
    ShownText shown;
    shown.text.reserve(bytes.size());
    shown.offsets.reserve(static_cast<std::size_t>(bytes.size()) + 1);
    for (qsizetype at = 0; at < bytes.size();) {
        const auto first = static_cast<uchar>(bytes[at]);
        const qsizetype length = sequenceLength(bytes.sliced(at));
        if ((first >= 0x20 && first < 0x7F) || first == '\t') {
            shown.text += QLatin1Char(bytes[at]);
        } else {
            const QString character = shownForm(bytes.sliced(at, length));
            const QChar::Direction direction = QChar::direction(character.toUcs4().front());
            shown.runsRightToLeft = shown.runsRightToLeft || direction == QChar::DirR || direction == QChar::DirAL ||
                                    direction == QChar::DirAN;
            shown.text += character;
        }
        shown.offsets.resize(static_cast<std::size_t>(shown.text.size()), begin + static_cast<quint32>(at));
        at += length;
    }
    return shown;
}

} // namespace

PreviewPage::PreviewPage(QByteArrayView bytes, quint32 begin, const QFont &font, qreal width)
    : m_width(width)
{
    qsizetype at = 0;
    do {
        qsizetype textEnd = at;
        while (textEnd < bytes.size() && bytes[textEnd] != '\n' && bytes[textEnd] != '\r')
            ++textEnd;
        const bool isPair = bytes.sliced(textEnd).startsWith("\r\n");
        const qsizetype end = std::min(textEnd + (isPair ? 2 : 1), bytes.size());
        addParagraph(bytes.sliced(at, textEnd - at), begin + static_cast<quint32>(at),
                     begin + static_cast<quint32>(end), font);
        at = end;
    } while (at < bytes.size());
}

void PreviewPage::addParagraph(QByteArrayView bytes, quint32 begin, quint32 end, const QFont &font)
{
    ShownText content = shown(bytes, begin);
    content.offsets.push_back(end);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setTabStopDistance(tabWidth * QFontMetricsF(font).horizontalAdvance(u' '));
    auto layout = std::make_unique<QTextLayout>(content.text, font);
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(m_width);
        line.setPosition({0, 0});
        const auto from = static_cast<std::size_t>(line.textStart());
        const auto to = from + static_cast<std::size_t>(line.textLength());
        m_rows.push_back({from == 0 ? begin : content.offsets[from], content.offsets[to]});
        m_lines.emplace_back(m_paragraphs.size(), layout->lineCount() - 1);
    }
    layout->endLayout();
    m_paragraphs.push_back({std::move(layout), std::move(content.offsets), content.runsRightToLeft});
}

const PreviewPage::Paragraph &PreviewPage::paragraphOf(std::size_t row) const
{
    return m_paragraphs[m_lines[row].first];
}

QTextLine PreviewPage::lineOf(std::size_t row) const
{
    return paragraphOf(row).layout->lineAt(m_lines[row].second);
}

std::size_t PreviewPage::rowAt(quint32 offset) const
{
    const auto behind = std::upper_bound(m_rows.cbegin() + 1, m_rows.cend(), offset,
                                         [](quint32 wanted, const Row &row) { return wanted < row.begin; });
    return static_cast<std::size_t>(behind - m_rows.cbegin() - 1);
}

QString PreviewPage::text(std::size_t row) const
{
    const QTextLine line = lineOf(row);
    return paragraphOf(row).layout->text().mid(line.textStart(), line.textLength());
}

void PreviewPage::draw(QPainter &painter, std::size_t row, QPointF baseline, const QColor &color) const
{
    const QTextLine line = lineOf(row);
    painter.setPen(color);
    line.draw(&painter, baseline - QPointF(0, line.ascent()));
}

int PreviewPage::unitAt(const Paragraph &paragraph, quint32 offset) const
{
    const auto last = paragraph.offsets.cend() - 1; // after the paragraph
    return static_cast<int>(std::lower_bound(paragraph.offsets.cbegin(), last, offset) - paragraph.offsets.cbegin());
}

std::vector<PreviewPage::Span> PreviewPage::spans(std::size_t row, quint32 begin, quint32 end) const
{
    const Paragraph &paragraph = paragraphOf(row);
    const QTextLine line = lineOf(row);
    const int lineEnd = line.textStart() + line.textLength();
    const int from = std::clamp(unitAt(paragraph, begin), line.textStart(), lineEnd);
    const int to = std::clamp(unitAt(paragraph, end), line.textStart(), lineEnd);
    const bool goesOn = end >= m_rows[row].end;
    std::vector<Span> spans;
    if (!paragraph.runsRightToLeft) {
        spans.push_back({line.cursorToX(from), goesOn ? m_width : line.cursorToX(to)});
        return spans;
    }
    // QTextLine::cursorToX() is wrong where the direction changes; the glyphs' positions are right.
    for (const QGlyphRun &run : from < to ? line.glyphRuns(from, to - from) : QList<QGlyphRun>()) {
        const QList<QPointF> positions = run.positions();
        const QList<QPointF> advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes());
        Span span{.left = m_width, .right = 0};
        for (qsizetype glyph = 0; glyph < positions.size(); ++glyph) {
            span.left = std::min(span.left, positions.at(glyph).x());
            span.right = std::max(span.right, positions.at(glyph).x() + advances.at(glyph).x());
        }
        spans.push_back(span);
    }
    return spans;
}

quint32 PreviewPage::offsetAt(std::size_t row, qreal x) const
{
    const Paragraph &paragraph = paragraphOf(row);
    const QTextLine line = lineOf(row);
    const int last = line.textStart() + std::max(line.textLength() - 1, 0);
    for (int unit = line.textStart(); paragraph.runsRightToLeft && unit <= last; ++unit) {
        const quint32 offset = paragraph.offsets[static_cast<std::size_t>(unit)];
        for (const Span &span : spans(row, offset, offset + 1)) {
            if (x >= span.left && x < span.right)
                return offset;
        }
    }
    const int unit = std::min(line.xToCursor(x, QTextLine::CursorOnCharacter), last);
    return paragraph.offsets[static_cast<std::size_t>(unit)];
}

} // namespace pollux
