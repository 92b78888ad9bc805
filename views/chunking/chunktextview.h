// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/chunking/previewrows.h"

#include <QAbstractScrollArea>

#include <memory>
#include <optional>

namespace pollux {

/// The colours of the bands and of the text on them, for light and dark palettes; contrast at least 4.5:1.
struct ChunkColors {
    QColor text;
    QColor even;   ///< behind chunks 0, 2, 4 …
    QColor odd;    ///< behind chunks 1, 3, 5 …
    QColor shared; ///< behind words of two chunks or more
    QColor mark;   ///< along the current chunk

    static ChunkColors of(const QPalette &palette);
};

/// A text wrapped to the width of the view, its chunks as bands of two colours; left of a row stands the number of the
/// first chunk that begins in it. One chunk is current and marked. Lays out only what is visible, so the cost depends
/// on neither the size of the text nor the config. Scrolls by rows; the scroll bar's value is the first byte shown.
///
/// Numbers of chunks count from 0 here; the user sees them from 1.
class ChunkTextView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit ChunkTextView(QWidget *parent = nullptr);

    /// `goesOn`: true if the new text begins with the old one, which was its first piece; then the scroll position and
    /// the current chunk stay.
    void setText(const std::shared_ptr<const TextIndex> &text, bool goesOn = false);
    /// nullopt: no bands. The config must be valid.
    void setConfig(const std::optional<ChunkingConfig> &config);

    qint64 chunkCount() const;
    qint64 currentChunk() const { return m_current; } ///< -1 if there is none
    /// The number is clamped. Scrolls the chunk's first word into the top row, as far as the end of the text allows.
    void setCurrentChunk(qint64 number);

    /// The byte of the text under this point of the viewport, or the nearest of its row; -1 below the text.
    qint64 offsetAt(QPoint position);
    /// The chunk whose band is under this point of the viewport; the later one where two overlap; -1 if there is none.
    qint64 chunkAt(QPoint position);

signals:
    void currentChunkChanged(qint64 number);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct VisibleRow {
        PreviewRows::Position position;
        int top = 0; // in the viewport
    };

    std::vector<VisibleRow> visibleRows();
    std::vector<ChunkBand> bandsOf(const PreviewPage::Row &row) const;
    void paintRow(QPainter &painter, const VisibleRow &row, const ChunkColors &colors);
    void paintNumber(QPainter &painter, int top, const std::vector<ChunkBand> &bands);
    bool isOfCurrent(const ChunkBand &band) const;
    void relayout();
    int offsetAfter(int rows);
    void handleScrollAction(int action);
    void makeCurrent(qint64 number);
    int rowHeight() const;
    int rowsInView() const;
    int marginWidth() const;
    quint32 topOffset() const;

    std::shared_ptr<const TextIndex> m_text = std::make_shared<const TextIndex>();
    std::optional<ChunkingConfig> m_config;
    PreviewRows m_rows;
    int m_marginWidth = 0; // at the last layout
    qint64 m_current = -1;
    bool m_isJumping = false; // scrolling that does not change the current chunk
    qreal m_wheelRows = 0;    // turned with the wheel, not scrolled yet
};

} // namespace pollux
