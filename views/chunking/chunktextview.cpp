// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/chunktextview.h"

#include "views/style/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace pollux {

namespace {

constexpr int rowGap = 4;        // between the text of two rows
constexpr int markThickness = 2; // along the current chunk
constexpr int textPadding = 6;   // between margin and text

} // namespace

ChunkColors ChunkColors::of(const QPalette &palette)
{
    if (theme::isDark(palette)) {
        return {.text = QColor(0xe6, 0xe9, 0xec),
                .even = QColor(0x17, 0x33, 0x56),
                .odd = QColor(0x1a, 0x3d, 0x2a),
                .shared = QColor(0x5c, 0x45, 0x12),
                .mark = QColor(0x8a, 0xbb, 0xf2)};
    }
    return {.text = QColor(0x1d, 0x22, 0x28),
            .even = QColor(0xdc, 0xe9, 0xfb),
            .odd = QColor(0xdb, 0xf2, 0xe1),
            .shared = QColor(0xfa, 0xdf, 0xa6),
            .mark = QColor(0x1f, 0x5c, 0xa6)};
}

ChunkTextView::ChunkTextView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Showing and hiding the bar would change the width, which may show or hide the bar.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setCursor(Qt::ArrowCursor);
    setAccessibleName(tr("Text in chunks"));
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &ChunkTextView::handleScrollAction);
}

void ChunkTextView::setText(const std::shared_ptr<const TextIndex> &text, bool goesOn)
{
    m_text = text;
    m_rows.setText(text);
    if (!goesOn)
        verticalScrollBar()->setValue(0);
    relayout();
    makeCurrent(goesOn && m_current >= 0 ? m_current : 0);
}

void ChunkTextView::setConfig(const std::optional<ChunkingConfig> &config)
{
    const quint32 place = m_config && m_current >= 0 ? m_text->chunk(m_current, *m_config).begin : topOffset();
    m_config = config;
    if (marginWidth() != m_marginWidth)
        relayout();
    makeCurrent(config ? std::max<qint64>(m_text->lastChunkFrom(place, *config), 0) : -1);
    viewport()->update();
}

qint64 ChunkTextView::chunkCount() const
{
    return m_config ? m_text->chunkCount(*m_config) : 0;
}

void ChunkTextView::makeCurrent(qint64 number)
{
    const qint64 current = std::min(std::max<qint64>(number, 0), chunkCount() - 1); // -1 without chunks
    if (current == m_current)
        return;
    m_current = current;
    viewport()->update();
    emit currentChunkChanged(current);
}

void ChunkTextView::setCurrentChunk(qint64 number)
{
    makeCurrent(number);
    if (m_current < 0)
        return;
    const QScopedValueRollback jumping(m_isJumping, true);
    const quint32 begin = m_text->chunk(m_current, *m_config).begin;
    verticalScrollBar()->setValue(static_cast<int>(m_rows.row(m_rows.at(begin)).begin));
}

int ChunkTextView::rowHeight() const
{
    return fontMetrics().height() + rowGap;
}

int ChunkTextView::rowsInView() const
{
    return std::max(viewport()->height() / rowHeight(), 1);
}

int ChunkTextView::marginWidth() const
{
    const QString widest = QLocale().toString(std::max<qint64>(chunkCount(), 99));
    return m_config ? fontMetrics().horizontalAdvance(widest) + 2 * theme::grid : theme::grid;
}

quint32 ChunkTextView::topOffset() const
{
    return static_cast<quint32>(verticalScrollBar()->value());
}

void ChunkTextView::relayout()
{
    m_marginWidth = marginWidth();
    m_rows.setLook(font(), viewport()->width() - m_marginWidth - 2 * textPadding);
    const auto size = static_cast<quint32>(m_text->text().size());
    const PreviewRows::Position lastTop = m_rows.moved(m_rows.at(size), 1 - rowsInView());
    const auto lastOffset = static_cast<int>(m_rows.row(lastTop).begin);
    const QScopedValueRollback jumping(m_isJumping, true); // the current chunk stays, whatever the bar's range becomes
    verticalScrollBar()->setPageStep(std::max(static_cast<int>(size) - lastOffset, 1));
    verticalScrollBar()->setRange(0, lastOffset);
    viewport()->update();
}

std::vector<ChunkTextView::VisibleRow> ChunkTextView::visibleRows()
{
    std::vector<VisibleRow> rows;
    PreviewRows::Position position = m_rows.at(topOffset());
    for (int top = rowGap / 2; top < viewport()->height(); top += rowHeight()) {
        rows.push_back({position, top});
        if (m_rows.isLast(position))
            break;
        position = m_rows.moved(position, 1);
    }
    return rows;
}

std::vector<ChunkBand> ChunkTextView::bandsOf(const PreviewPage::Row &row) const
{
    return m_config ? bandsIn(*m_text, *m_config, row.begin, row.end) : std::vector<ChunkBand>();
}

void ChunkTextView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const ChunkColors colors = ChunkColors::of(palette());
    painter.fillRect(QRect(0, 0, m_marginWidth, viewport()->height()), palette().color(QPalette::AlternateBase));
    for (const VisibleRow &row : visibleRows())
        paintRow(painter, row, colors);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), markThickness));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void ChunkTextView::paintRow(QPainter &painter, const VisibleRow &row, const ChunkColors &colors)
{
    const std::shared_ptr<const PreviewPage> page = m_rows.page(row.position.page);
    const std::vector<ChunkBand> bands = bandsOf(page->rows()[row.position.row]);
    const int textLeft = m_marginWidth + textPadding;
    const auto isCurrent = [this](const ChunkBand &band) { return isOfCurrent(band); };
    const bool isAllCurrent = std::ranges::all_of(bands, isCurrent); // then the mark in the margin is enough
    for (const ChunkBand &band : bands) {
        const QColor own = band.chunk % 2 == 0 ? colors.even : colors.odd;
        for (const PreviewPage::Span &span : page->spans(row.position.row, band.begin, band.end)) {
            const QRectF area(textLeft + span.left, row.top, span.right - span.left, rowHeight());
            painter.fillRect(area, band.isShared ? colors.shared : own);
            if (isCurrent(band) && !isAllCurrent)
                painter.fillRect(area.adjusted(0, rowHeight() - markThickness, 0, 0), colors.mark);
        }
    }
    if (std::ranges::any_of(bands, isCurrent))
        painter.fillRect(QRect(0, row.top, 2 * markThickness, rowHeight()), colors.mark);
    paintNumber(painter, row.top, bands);
    const QPointF baseline(textLeft, row.top + rowGap / 2.0 + fontMetrics().ascent());
    page->draw(painter, row.position.row, baseline, bands.empty() ? palette().color(QPalette::Text) : colors.text);
}

bool ChunkTextView::isOfCurrent(const ChunkBand &band) const
{
    return m_current >= 0 && band.chunk >= m_current && band.begin < m_text->chunk(m_current, *m_config).end;
}

/// The number of the first chunk that begins in the row.
void ChunkTextView::paintNumber(QPainter &painter, int top, const std::vector<ChunkBand> &bands)
{
    const auto first = std::ranges::find_if(
        bands, [this](const ChunkBand &band) { return m_text->chunk(band.chunk, *m_config).begin == band.begin; });
    if (first == bands.end())
        return;
    const QRect area(0, top, m_marginWidth - theme::grid / 2, rowHeight());
    painter.setPen(theme::secondaryText(palette()));
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(first->chunk + 1));
}

qint64 ChunkTextView::offsetAt(QPoint position)
{
    const std::vector<VisibleRow> rows = visibleRows();
    const auto number = static_cast<std::size_t>(std::max(position.y() - rowGap / 2, 0) / rowHeight());
    if (number >= rows.size())
        return -1;
    const PreviewRows::Position at = rows[number].position;
    const PreviewPage::Row row = m_rows.row(at);
    const quint32 offset = m_rows.page(at.page)->offsetAt(at.row, position.x() - m_marginWidth - textPadding);
    return offset < row.end ? offset : row.begin; // an empty line has no character
}

qint64 ChunkTextView::chunkAt(QPoint position)
{
    const qint64 offset = offsetAt(position);
    if (offset < 0)
        return -1;
    const auto begin = static_cast<quint32>(offset);
    const std::vector<ChunkBand> bands = bandsOf({begin, begin + 1});
    return bands.empty() ? -1 : bands.front().chunk;
}

void ChunkTextView::scrollContentsBy(int, int)
{
    viewport()->update();
    if (!m_isJumping && m_config)
        makeCurrent(m_text->lastChunkFrom(m_rows.row(m_rows.at(topOffset())).end - 1, *m_config));
}

/// Returns the first byte shown after scrolling by this many rows.
int ChunkTextView::offsetAfter(int rows)
{
    return static_cast<int>(m_rows.row(m_rows.moved(m_rows.at(topOffset()), rows)).begin);
}

/// The bar counts bytes, but its arrows, its trough and the keys move by rows.
void ChunkTextView::handleScrollAction(int action)
{
    const int page = std::max(rowsInView() - 1, 1);
    const QHash<int, int> rows = {{QAbstractSlider::SliderSingleStepAdd, 1},
                                  {QAbstractSlider::SliderSingleStepSub, -1},
                                  {QAbstractSlider::SliderPageStepAdd, page},
                                  {QAbstractSlider::SliderPageStepSub, -page}};
    if (rows.contains(action))
        verticalScrollBar()->setSliderPosition(offsetAfter(rows.value(action)));
}

void ChunkTextView::wheelEvent(QWheelEvent *event)
{
    constexpr qreal notch = 120;
    m_wheelRows += event->pixelDelta().isNull() ? event->angleDelta().y() / notch * QApplication::wheelScrollLines()
                                                : static_cast<qreal>(event->pixelDelta().y()) / rowHeight();
    const qreal whole = std::trunc(m_wheelRows);
    m_wheelRows -= whole;
    verticalScrollBar()->setValue(offsetAfter(-static_cast<int>(whole)));
    event->accept();
}

void ChunkTextView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Home)
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    else if (event->key() == Qt::Key_End)
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void ChunkTextView::mousePressEvent(QMouseEvent *event)
{
    if (const qint64 chunk = chunkAt(event->position().toPoint()); event->button() == Qt::LeftButton && chunk >= 0)
        makeCurrent(chunk);
}

void ChunkTextView::resizeEvent(QResizeEvent *)
{
    relayout();
}

void ChunkTextView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        relayout();
}

} // namespace pollux
