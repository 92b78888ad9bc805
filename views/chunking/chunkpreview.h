// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/chunking/chunkingconfig.h"
#include "models/chunking/textmeasure.h"
#include "views/chunking/previewloader.h"
#include "views/style/icons.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace pollux {

class ChunkSummary;
class ChunkTextView;
class PlaceholderMessage;

/// Shows a local text file in the chunks that a config makes of it: bands of two colours, a third colour for overlaps,
/// one current chunk, a legend and figures below. The chunks are an estimate by the documented rule; a note says so.
/// Files are read and measured in worker threads; a new config repaints at once.
///
/// Keys: Alt+Down and Alt+Up go to the next and the previous chunk, all other keys scroll.
class ChunkPreview final : public QWidget {
    Q_OBJECT

public:
    enum class State {
        NoFile,
        Loading,         ///< nothing to show yet
        FirstPiece,      ///< the beginning is shown, the rest is being read
        Shown,           ///< the whole text
        ServiceExtracts, ///< PDF, office and others: the service extracts their text itself
        Problem,         ///< see PreviewProblem
    };

    explicit ChunkPreview(QWidget *parent = nullptr);

    /// Reads the file again, even if it is the same. With an empty type or application/octet-stream, the content
    /// decides whether it is text.
    void setFile(const QString &path, const QString &mimeType);
    void clear();
    /// nullopt is the service's default, whose chunk size is not documented, so the text has no bands. While
    /// the config is invalid, a sentence stands in place of the text, whose current chunk stays.
    void setConfig(const std::optional<ChunkingConfig> &config);

    State state() const { return m_state; }

signals:
    /// The whole text was measured: after it was read, and again after each new config.
    void measured(const pollux::TextMeasure &measure);

private:
    bool hasText() const { return m_state == State::FirstPiece || m_state == State::Shown; }
    bool isTextShown() const { return hasText() && !m_isConfigBad; }
    void setState(State state);
    void showPage();
    void showSentence(const QString &title, const QString &sentence, bool canRetry = false);
    bool isTypeSilent() const;
    void showProblem(PreviewProblem problem);
    void showText(const std::shared_ptr<const TextIndex> &index, State state);
    void startMeasuring();
    void handleMeasure();
    void updatePosition();
    QWidget *createLegend();
    QToolButton *createStepButton(IconName icon, const QString &text, Qt::Key key, int step);

    State m_state = State::NoFile;
    QString m_path;
    QString m_mimeType;
    std::optional<ChunkingConfig> m_config = ChunkingConfig(); // the last valid one
    bool m_isConfigBad = false;                                // the one that was set after it
    std::shared_ptr<const TextIndex> m_index;                  // of the whole text or of its first piece
    QFutureWatcher<TextMeasure> m_measuring;
    bool m_isMeasureOutdated = false; // text or config changed while it ran
    QTimer m_busyDelay;
    PreviewLoader m_loader;

    QLabel *m_position;
    QToolButton *m_previous;
    QToolButton *m_next;
    QStackedWidget *m_pages;
    PlaceholderMessage *m_sentence;
    ChunkTextView *m_view;
    ChunkSummary *m_summary;
    QLabel *m_note;
    QWidget *m_legend = nullptr; // what the colours of the bands mean
};

} // namespace pollux
