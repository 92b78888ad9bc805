// SPDX-License-Identifier: Apache-2.0
#include "views/developer/snippetdialog.h"

#include "models/text/format.h"
#include "views/developer/snippethighlighter.h"
#include "views/style/layouts.h"
#include "views/widgets/iconlabel.h"

#include <QAccessible>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

constexpr int textChars = 92;
constexpr int textLines = 36;
constexpr int subjectChars = 70;
constexpr int feedbackIconSide = 16;
constexpr auto feedbackTime = 4s;

/// A list with one row for each text; the first row is selected.
QListWidget *listOf(const QStringList &texts, const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    auto *list = new QListWidget(parent);
    list->setObjectName(objectName);
    list->setAccessibleName(accessibleName);
    list->setTabKeyNavigation(false);
    list->setUniformItemSizes(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const QFontMetrics metrics = list->fontMetrics();
    for (const QString &text : texts) {
        auto *item = new QListWidgetItem(text, list);
        item->setSizeHint({metrics.horizontalAdvance(text) + 3 * theme::grid, metrics.lineSpacing() + theme::grid});
    }
    list->setCurrentRow(0);
    list->setFixedHeight(list->count() * list->sizeHintForRow(0) + 2 * list->frameWidth());
    return list;
}

// In the order of their enums.
constexpr std::array purposeTexts = {QT_TRANSLATE_NOOP("pollux::SnippetDialog", "Ask a Model"),
                                     QT_TRANSLATE_NOOP("pollux::SnippetDialog", "Get Metadata"),
                                     QT_TRANSLATE_NOOP("pollux::SnippetDialog", "Delete"),
                                     QT_TRANSLATE_NOOP("pollux::SnippetDialog", "Upload a Document"),
                                     QT_TRANSLATE_NOOP("pollux::SnippetDialog", "List Documents")};
constexpr std::array languageTexts = {"Python", "JavaScript", "Go", "curl (bash)"};

} // namespace

SnippetDialog::SnippetDialog(const SnippetSubject &subject, QWidget *parent)
    : QDialog(parent)
    , m_subject(subject)
{
    setWindowTitle(tr("Code Snippets"));
    setSizeGripEnabled(true);
    m_feedback.setSingleShot(true);
    m_feedback.setInterval(feedbackTime);
    auto *content = new QHBoxLayout;
    layouts::fill(content, {createChoice(), {createSnippet(), 1}}, 2 * theme::grid);
    layouts::fill(new QVBoxLayout(this), {{content, 1}, createFooter()}, 2 * theme::grid, 2 * theme::grid);

    connect(m_purposes, &QListWidget::currentRowChanged, this, &SnippetDialog::refresh);
    connect(m_languages, &QListWidget::currentRowChanged, this, [this] {
        refresh();
        emit languageChosen(language());
    });
    connect(&m_feedback, &QTimer::timeout, this, [this] { showFeedback({}); });
    refresh();
    const QSize wanted(m_purposes->parentWidget()->width() + textChars * m_text->fontMetrics().averageCharWidth() +
                           6 * theme::grid + m_text->verticalScrollBar()->sizeHint().width(),
                       textLines * m_text->fontMetrics().lineSpacing());
    resize(wanted.boundedTo(screen()->availableSize()));
}

SnippetDialog::~SnippetDialog() = default;

QWidget *SnippetDialog::createChoice()
{
    auto *choice = new QWidget(this);
    QStringList purposes;
    for (const SnippetPurpose purpose : snippets::purposesFor(m_subject))
        purposes.append(tr(purposeTexts.at(static_cast<std::size_t>(purpose))));
    QStringList languages;
    for (const SnippetLanguage language : snippets::languagesFor(m_subject))
        languages.append(QString::fromLatin1(languageTexts.at(static_cast<std::size_t>(language))));
    m_purposes = listOf(purposes, u"purposes"_s, tr("Task"), choice);
    m_languages = listOf(languages, u"languages"_s, tr("Language"), choice);
    const int width = std::max(m_purposes->sizeHintForColumn(0), m_languages->sizeHintForColumn(0));
    choice->setFixedWidth(width + 2 * m_purposes->frameWidth());
    auto *note = layouts::createParagraph(
        tr("Google’s packages know no ragStores. With curl the request itself is sent."), choice);
    note->setObjectName(u"languageNote"_s);
    note->setVisible(languages.size() == 1);

    auto *layout = new QVBoxLayout(choice);
    layouts::fill(layout,
                  {layouts::createLabel(tr("&Task:"), m_purposes),
                   m_purposes,
                   layouts::createLabel(tr("&Language:"), m_languages),
                   m_languages,
                   note,
                   {}},
                  theme::grid / 2);
    layout->insertSpacing(2, theme::grid);
    return choice;
}

QWidget *SnippetDialog::createSnippet()
{
    auto *snippet = new QWidget(this);
    QLabel *subject = layouts::createText({}, snippet);
    subject->setObjectName(u"subject"_s);
    const auto *files = std::get_if<QList<RemoteFile>>(&m_subject.resource);
    QString name;
    if (files && files->size() > 1)
        name = tr("%n Files", nullptr, static_cast<int>(files->size()));
    else if (files)
        name = format::singleLine(files->constFirst().title());
    else if (const auto *store = std::get_if<RagStore>(&m_subject.resource))
        name = format::singleLine(store->title());
    else if (const auto *document = std::get_if<Document>(&m_subject.resource))
        name = format::singleLine(document->title());
    QFont bold = subject->font();
    bold.setBold(true);
    subject->setFont(bold);
    subject->setText(
        QFontMetrics(bold).elidedText(name, Qt::ElideMiddle, subjectChars * QFontMetrics(bold).averageCharWidth()));
    subject->setAccessibleName(name);

    m_text = layouts::createTextView(u"snippet"_s, tr("Snippet"), snippet);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabStopDistance(4 * m_text->fontMetrics().horizontalAdvance(u' '));
    m_highlighter = new SnippetHighlighter(m_text->document(), palette());

    QLabel *hint = layouts::createParagraph(
        tr("The API key is read from the environment variable %1.").arg(u"GEMINI_API_KEY"_s), snippet);
    layouts::fill(new QVBoxLayout(snippet), {subject, {m_text, 1}, hint}, theme::grid / 2);
    return snippet;
}

QWidget *SnippetDialog::createFooter()
{
    auto *footer = new QWidget(this);
    m_feedbackIcon = new IconLabel(IconName::Check, feedbackIconSide, footer);
    m_feedbackText = new QLabel(footer);
    m_feedbackText->setObjectName(u"feedback"_s);
    auto *buttons = new QDialogButtonBox(footer);
    QPushButton *copyButton = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copyButton->setObjectName(u"copySnippet"_s);
    copyButton->setAccessibleName(tr("Copy the snippet"));
    copyButton->setIcon(icon(IconName::Copy));
    copyButton->setDefault(true);
    QPushButton *close = buttons->addButton(QDialogButtonBox::Close);
    close->setIcon({});
    connect(copyButton, &QPushButton::clicked, this, &SnippetDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    layouts::fill(new QHBoxLayout(footer), {{}, m_feedbackIcon, m_feedbackText, buttons});
    showFeedback({});
    return footer;
}

SnippetLanguage SnippetDialog::language() const
{
    return snippets::languagesFor(m_subject).at(m_languages->currentRow());
}

void SnippetDialog::setLanguage(SnippetLanguage language)
{
    const qsizetype row = snippets::languagesFor(m_subject).indexOf(language);
    if (row < 0)
        return;
    const QSignalBlocker blocker(m_languages);
    m_languages->setCurrentRow(static_cast<int>(row));
    refresh();
}

SnippetPurpose SnippetDialog::purpose() const
{
    return snippets::purposesFor(m_subject).at(m_purposes->currentRow());
}

QString SnippetDialog::text() const
{
    return snippets::source(m_subject, purpose(), language());
}

void SnippetDialog::refresh()
{
    m_highlighter->setLanguage(language());
    m_text->setPlainText(text());
    showFeedback({});
}

void SnippetDialog::copy()
{
    QGuiApplication::clipboard()->setText(text());
    showFeedback(tr("Copied"));
    QAccessibleEvent event(m_feedbackText, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    m_feedback.start();
}

void SnippetDialog::showFeedback(const QString &text)
{
    m_feedback.stop();
    m_feedbackIcon->setVisible(!text.isEmpty());
    m_feedbackIcon->setColor(theme::toneColors(Badge::Tone::Positive, palette()).text);
    m_feedbackText->setText(text);
}

void SnippetDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->setPalette(palette());
}

} // namespace pollux
