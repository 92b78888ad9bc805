// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkbands.h"
#include "models/chunking/chunkingconfig.h"
#include "views/chunking/previewrows.h"

#include <QAbstractScrollArea>

#include <memory>
#include <optional>

namespace pollux {

/// The colours of the bands and of the words on them, for light and dark palettes; contrast at least 4.5:1.
struct ChunkColors {
    QColor text;
    QColor even;   ///< behind chunks 0, 2, 4 …
    QColor odd;    ///< behind chunks 1, 3, 5 …
    QColor shared; ///< behind words of two chunks or more
    QColor mark;   ///< along the current chunk

    static ChunkColors of(const QPalette &palette);
};

/// A text wrapped to the width of the view, its chunks as bands of two colours; the numbers of the chunks that begin in
/// a row stand at its left. One chunk is current and marked. Lays out only what is visible, so neither the size of the
/// text nor a new config costs more than a screen. It scrolls by rows; the scroll bar's value is the first byte shown.
///
/// Numbers of chunks count from 0 here; people see them from 1.
class ChunkTextView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit ChunkTextView(QWidget *parent = nullptr);

    /// Where the new text begins with the old one, as the whole does with its first piece, the view stays where it is.
    void setText(const std::shared_ptr<const TextIndex> &text, bool goesOn = false);
    /// Nothing: no bands. The config must have no problem.
    void setConfig(const std::optional<ChunkingConfig> &config);

    qint64 chunkCount() const;
    qint64 currentChunk() const { return m_current; } ///< -1 where there is none
    /// Scrolls so that its first word stands in the top row, or as near as the text's end allows.
    void setCurrentChunk(qint64 number);

    /// What is painted now, row by row: the bands of all visible rows in order, cut at rows.
    std::vector<ChunkBand> visibleBands();
    /// The chunk whose band is under this point of the viewport, the last one where two are; -1 where none is.
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
    void scrollRows(int rows);
    void onScrollAction(int action);
    void makeCurrent(qint64 number);
    int rowHeight() const;
    int rowsInView() const;
    int marginWidth() const;
    quint32 topOffset() const;

    std::shared_ptr<const TextIndex> m_text = std::make_shared<const TextIndex>();
    std::optional<ChunkingConfig> m_config;
    PreviewRows m_rows;
    int m_marginWidth = 0; // of the layout
    qint64 m_current = -1;
    bool m_isJumping = false; // to a chunk that is current already
    qreal m_wheelRows = 0;    // turned, but not a whole row yet
};

} // namespace pollux
