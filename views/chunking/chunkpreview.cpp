// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/chunkpreview.h"

#include "models/api/types/mimetypes.h"
#include "views/chunking/chunksummary.h"
#include "views/chunking/chunktextview.h"
#include "views/messages/placeholdermessage.h"
#include "views/style/layouts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPromise>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace std::chrono_literals;

namespace pollux {

namespace {

constexpr auto busyDelay = 500ms;

/// Runs in the global thread pool: a pool of the widget would make its destructor wait.
QFuture<TextMeasure> measureInWorker(const std::shared_ptr<const TextIndex> &index,
                                     const std::optional<ChunkingConfig> &config)
{
    const auto promise = std::make_shared<QPromise<TextMeasure>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, index, config] {
        promise->addResult(measureOf(*index, config));
        promise->finish();
    });
    return promise->future();
}

/// A square in one of the colours of the bands.
class Swatch final : public QWidget {
public:
    Swatch(QColor ChunkColors::*color, QWidget *parent)
        : QWidget(parent)
        , m_color(color)
    {
        setFixedSize(2 * theme::grid, 2 * theme::grid);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), ChunkColors::of(palette()).*m_color); }

private:
    QColor ChunkColors::*m_color;
};

} // namespace

ChunkPreview::ChunkPreview(QWidget *parent)
    : QWidget(parent)
    , m_position(layouts::createParagraph({}, this))
    , m_previous(createStepButton(IconName::MoveUp, tr("Previous chunk"), Qt::Key_Up, -1))
    , m_next(createStepButton(IconName::MoveDown, tr("Next chunk"), Qt::Key_Down, 1))
    , m_pages(new QStackedWidget(this))
    , m_sentence(new PlaceholderMessage(this))
    , m_view(new ChunkTextView(this))
    , m_summary(new ChunkSummary(this))
    , m_note(layouts::createParagraph(tr("Estimate. The service may cut differently."), this))
{
    m_pages->addWidget(m_sentence);
    m_pages->addWidget(m_view);
    auto *head = new QHBoxLayout;
    layouts::fill(head, {{m_position, 1}, m_previous, m_next}, theme::grid / 2);
    auto *foot = new QHBoxLayout;
    layouts::fill(foot, {createLegend(), {m_note, 1}}, 2 * theme::grid);
    layouts::fill(new QVBoxLayout(this), {head, {m_pages, 1}, foot, m_summary});

    m_busyDelay.setSingleShot(true);
    m_busyDelay.setInterval(busyDelay);
    connect(&m_busyDelay, &QTimer::timeout, this, [this] {
        m_sentence->setContent(
            {.icon = IconName::Text, .title = tr("Reading the file…"), .sentence = {}, .isBusy = true});
    });
    connect(&m_loader, &PreviewLoader::began, this,
            [this](const auto &beginning) { showText(beginning, State::FirstPiece); });
    connect(&m_loader, &PreviewLoader::loaded, this, [this](const auto &whole) { showText(whole, State::Shown); });
    connect(&m_loader, &PreviewLoader::failed, this, &ChunkPreview::showProblem);
    connect(m_view, &ChunkTextView::currentChunkChanged, this, &ChunkPreview::updatePosition);
    connect(&m_measuring, &QFutureWatcher<TextMeasure>::finished, this, &ChunkPreview::handleMeasure);
    m_view->setConfig(m_config);
    clear();
}

QWidget *ChunkPreview::createLegend()
{
    m_legend = new QWidget(this);
    m_legend->setObjectName(QStringLiteral("legend"));
    layouts::fill(new QHBoxLayout(m_legend),
                  {new Swatch(&ChunkColors::even, m_legend), new Swatch(&ChunkColors::odd, m_legend),
                   layouts::createText(tr("Chunks"), m_legend), new Swatch(&ChunkColors::shared, m_legend),
                   layouts::createText(tr("Overlap"), m_legend)},
                  theme::grid / 2);
    return m_legend;
}

QToolButton *ChunkPreview::createStepButton(IconName iconName, const QString &text, Qt::Key key, int step)
{
    const QKeySequence keys(Qt::ALT | key);
    auto *button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(text);
    button->setToolTip(tr("%1 (%2)", "what a button does, its key").arg(text, keys.toString(QKeySequence::NativeText)));
    const auto showOther = [this, step] { m_view->setCurrentChunk(m_view->currentChunk() + step); };
    connect(button, &QToolButton::clicked, this, showOther);
    auto *shortcut = new QShortcut(keys, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, showOther);
    return button;
}

void ChunkPreview::setFile(const QString &path, const QString &mimeType)
{
    clear();
    m_path = path;
    m_mimeType = mimeType;
    if (!isPreviewedAsText(mimeType)) {
        setState(State::ServiceExtracts);
        return showSentence(tr("A preview is not possible"),
                            tr("The service extracts the text of this format itself, so where its chunks begin and end "
                               "is known only there."));
    }
    setState(State::Loading);
    showSentence({}, {});
    m_busyDelay.start();
    m_loader.load(path);
}

void ChunkPreview::clear()
{
    m_loader.cancel();
    m_busyDelay.stop();
    m_index.reset();
    m_isMeasureOutdated = true;
    m_view->setText(std::make_shared<const TextIndex>());
    m_summary->clear();
    setState(State::NoFile);
    showSentence({}, tr("Choose a file to see its chunks."));
}

void ChunkPreview::setState(State state)
{
    m_state = state;
    m_busyDelay.stop();
    showPage();
}

void ChunkPreview::showPage()
{
    if (hasText() && m_isConfigBad)
        showSentence(tr("No preview for these numbers"),
                     tr("The chunks are shown again once the numbers are possible."));
    m_pages->setCurrentWidget(isTextShown() ? static_cast<QWidget *>(m_view) : m_sentence);
    updatePosition();
}

void ChunkPreview::showSentence(const QString &title, const QString &sentence, bool canRetry)
{
    QList<PlaceholderMessage::Button> buttons;
    if (canRetry)
        buttons += {tr("Read again"), [this] { setFile(m_path, m_mimeType); }};
    m_sentence->setContent({.icon = IconName::Text, .title = title, .sentence = sentence, .buttons = buttons});
}

/// Says nothing about the content, so that the content alone decides whether it is text.
bool ChunkPreview::isTypeSilent() const
{
    const QString type = m_mimeType.section(u';', 0, 0).trimmed();
    return type.isEmpty() || type.compare(unknownMimeType(), Qt::CaseInsensitive) == 0;
}

void ChunkPreview::showProblem(PreviewProblem problem)
{
    setState(State::Problem);
    m_index.reset();
    m_view->setText(std::make_shared<const TextIndex>());
    switch (problem) {
    case PreviewProblem::None:
        break;
    case PreviewProblem::Unreadable:
        return showSentence(tr("The file cannot be read"),
                            tr("It may be gone, or you may not have the right to read it."), true);
    case PreviewProblem::TooLarge:
        return showSentence(tr("The file is too large for a preview"),
                            tr("Texts of up to %1 MiB are shown. It can be uploaded all the same.")
                                .arg(QLocale().toString(maxChunkedTextSize / (qint64{1024} * 1024))));
    case PreviewProblem::Changed:
        return showSentence(tr("The file was changed"), tr("Something wrote to it while it was being read."), true);
    case PreviewProblem::NotText:
        return showSentence(tr("This is no text"),
                            isTypeSilent() ? tr("The file holds bytes that no text has.")
                                           : tr("The file's type says text, but it holds bytes that no text has."));
    }
}

void ChunkPreview::showText(const std::shared_ptr<const TextIndex> &index, State state)
{
    const bool goesOn = m_index != nullptr;
    m_index = index;
    m_view->setText(index, goesOn);
    setState(state);
    startMeasuring();
}

void ChunkPreview::setConfig(const std::optional<ChunkingConfig> &config)
{
    const bool isBad = config && problemOf(*config) != ChunkingProblem::None;
    if (std::exchange(m_isConfigBad, isBad) == isBad && (isBad || config == m_config))
        return;
    if (isBad) {
        m_summary->clear();
        return showPage();
    }
    m_config = config;
    m_view->setConfig(config);
    showPage();
    startMeasuring();
}

/// One measurement at a time: if the config changes several times meanwhile, only the last one is measured next.
void ChunkPreview::startMeasuring()
{
    if (m_state != State::Shown || m_isConfigBad)
        return;
    m_isMeasureOutdated = m_measuring.isRunning();
    if (!m_isMeasureOutdated)
        m_measuring.setFuture(measureInWorker(m_index, m_config));
}

void ChunkPreview::handleMeasure()
{
    if (m_isConfigBad)
        return;
    if (m_isMeasureOutdated)
        return startMeasuring();
    const TextMeasure measure = m_measuring.result();
    m_summary->setMeasure(measure);
    emit measured(measure);
}

void ChunkPreview::updatePosition()
{
    const bool isText = isTextShown();
    const qint64 number = m_view->currentChunk();
    QString position;
    if (isText && !m_config) {
        position = tr("The service chooses the chunks; which size it takes by default is not documented.");
    } else if (isText && number < 0) {
        position = tr("No chunk: the text has no words.");
    } else if (isText) {
        const TextChunk chunk = m_index->chunk(number, *m_config);
        const QString shownNumber = QLocale().toString(number + 1);
        const QString ordinal = m_state == State::Shown
                                    ? tr("Chunk %1 of %2").arg(shownNumber, QLocale().toString(m_view->chunkCount()))
                                    : tr("Chunk %1").arg(shownNumber);
        position = tr("%1 · %2 · %3", "which chunk, its words, its characters")
                       .arg(ordinal, ChunkSummary::words(chunk.wordCount),
                            ChunkSummary::characters(m_index->characters(chunk.begin, chunk.end)));
    }
    m_position->setText(position);
    m_view->setAccessibleDescription(position);
    m_note->setVisible(isText && m_config);
    m_legend->setVisible(isText && m_config);
    m_previous->setEnabled(isText && number > 0);
    m_next->setEnabled(isText && number >= 0 && number + 1 < m_view->chunkCount());
    m_previous->setVisible(isText && m_config);
    m_next->setVisible(isText && m_config);
}

} // namespace pollux
