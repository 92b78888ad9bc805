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

/// A local text file as the chunks that a config makes of it: bands of two colours, overlaps shaded twice, one of the
/// chunks current, and figures below. What it shows is our reading of the documented rule, which a note says. Files are
/// read and measured in worker threads; a new config repaints at once.
///
/// Keys: Alt+Down and Alt+Up go to the next and the previous chunk, everything else scrolls.
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

    /// Reads the file anew, even where it is the same. An empty type or application/octet-stream is judged by content.
    void setFile(const QString &path, const QString &mimeType);
    void clear();
    /// Nothing is the service's default, whose size is not documented: the text has no bands. A config with a problem
    /// changes nothing, so that the last good one stays while the user types.
    void setConfig(const std::optional<ChunkingConfig> &config);

    State state() const { return m_state; }

signals:
    /// After the whole text was read, and after each new config; not while there is no whole text.
    void measured(const pollux::TextMeasure &measure);

private:
    bool isTextShown() const { return m_state == State::FirstPiece || m_state == State::Shown; }
    void setState(State state);
    void showSentence(const QString &title, const QString &sentence, bool canRetry = false);
    void showProblem(PreviewProblem problem);
    void showText(const std::shared_ptr<const TextIndex> &index, State state);
    void startMeasuring();
    void handleMeasure();
    void updatePosition();
    QToolButton *createStepButton(IconName icon, const QString &text, Qt::Key key, int step);

    State m_state = State::NoFile;
    QString m_path;
    QString m_mimeType;
    std::optional<ChunkingConfig> m_config = ChunkingConfig();
    std::shared_ptr<const TextIndex> m_index; // of the whole text or of its first piece
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
};

} // namespace pollux
