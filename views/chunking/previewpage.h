// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QFont>
#include <QTextLayout>

#include <memory>
#include <utility>
#include <vector>

class QColor;
class QPainter;

namespace pollux {

/// A few kilobytes of a text, laid out in rows of one width. Control characters are shown as symbols; characters that
/// override the writing direction and bytes that are no UTF-8 as U+FFFD. Right-to-left text is supported.
///
/// All offsets are bytes of the whole text. GUI thread only.
class PreviewPage {
public:
    struct Row {
        quint32 begin = 0;
        quint32 end = 0; ///< after the line break, if one ends the row
    };

    struct Span {
        qreal left = 0;
        qreal right = 0;
    };

    /// `begin` is the offset of the bytes in the whole text.
    PreviewPage(QByteArrayView bytes, quint32 begin, const QFont &font, qreal width);

    /// At least one.
    const std::vector<Row> &rows() const { return m_rows; }
    /// The row with this byte; the last one for an offset after the page.
    std::size_t rowAt(quint32 offset) const;

    /// What a row shows.
    QString text(std::size_t row) const;
    void draw(QPainter &painter, std::size_t row, QPointF baseline, const QColor &color) const;
    /// Where the bytes [begin, end) of a row are, in pixels from the left: one span, up to the edge of the page if they
    /// continue in the next row; more spans are possible in a paragraph with right-to-left text.
    std::vector<Span> spans(std::size_t row, quint32 begin, quint32 end) const;
    /// The byte nearest to this distance from the left, in pixels; in an empty row Row::end.
    quint32 offsetAt(std::size_t row, qreal x) const;

private:
    struct Paragraph {
        std::unique_ptr<QTextLayout> layout;
        std::vector<quint32> offsets; // of each UTF-16 unit, then the end of the line
        bool runsRightToLeft = false; // at least a part of it
    };

    void addParagraph(QByteArrayView bytes, quint32 begin, quint32 end, const QFont &font);
    int unitAt(const Paragraph &paragraph, quint32 offset) const;
    const Paragraph &paragraphOf(std::size_t row) const;
    QTextLine lineOf(std::size_t row) const;

    qreal m_width = 0;
    std::vector<Paragraph> m_paragraphs;
    std::vector<Row> m_rows;
    std::vector<std::pair<std::size_t, int>> m_lines; // of each row: paragraph, line in it
};

} // namespace pollux
