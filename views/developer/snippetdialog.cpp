// SPDX-License-Identifier: Apache-2.0
#include "views/developer/snippetdialog.h"

#include "models/text/format.h"
#include "views/developer/snippethighlighter.h"
#include "views/style/icons.h"
#include "views/style/theme.h"
#include "views/widgets/iconlabel.h"

#include <QAccessible>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFontDatabase>
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
#include <iterator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

constexpr int textChars = 92;
constexpr int textLines = 36;
constexpr int subjectChars = 70;
constexpr int feedbackIconSide = 16;
constexpr auto feedbackTime = 4s;

/// One row for each text, the first chosen.
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

QString purposeText(SnippetPurpose purpose)
{
    switch (purpose) {
    case SnippetPurpose::GenerateContent:
        return SnippetDialog::tr("Ask a Model");
    case SnippetPurpose::Get:
        return SnippetDialog::tr("Get Metadata");
    case SnippetPurpose::Delete:
        return SnippetDialog::tr("Delete");
    case SnippetPurpose::UploadToStore:
        return SnippetDialog::tr("Upload a Document");
    case SnippetPurpose::ListDocuments:
        break;
    }
    return SnippetDialog::tr("List Documents");
}

QString languageText(SnippetLanguage language)
{
    switch (language) {
    case SnippetLanguage::Python:
        return u"Python"_s;
    case SnippetLanguage::JavaScript:
        return u"JavaScript"_s;
    case SnippetLanguage::Go:
        return u"Go"_s;
    case SnippetLanguage::Curl:
        break;
    }
    return u"curl (bash)"_s;
}

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
    content->setSpacing(2 * theme::grid);
    content->addWidget(createChoice());
    content->addWidget(createSnippet(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * theme::grid, 2 * theme::grid, 2 * theme::grid, 2 * theme::grid);
    layout->setSpacing(2 * theme::grid);
    layout->addLayout(content, 1);
    layout->addWidget(createFooter());

    connect(m_purposes, &QListWidget::currentRowChanged, this, &SnippetDialog::refresh);
    connect(m_languages, &QListWidget::currentRowChanged, this, [this] {
        refresh();
        emit languageChosen(language());
    });
    connect(&m_feedback, &QTimer::timeout, this, [this] { showFeedback({}); });
    refresh();
    const QMargins margins = layout->contentsMargins();
    const QSize wanted(m_purposes->parentWidget()->width() + textChars * m_text->fontMetrics().averageCharWidth() +
                           2 * theme::grid + m_text->verticalScrollBar()->sizeHint().width() + margins.left() +
                           margins.right(),
                       textLines * m_text->fontMetrics().lineSpacing());
    resize(wanted.boundedTo(screen()->availableSize()));
}

SnippetDialog::~SnippetDialog() = default;

QWidget *SnippetDialog::createChoice()
{
    auto *choice = new QWidget(this);
    const QList<SnippetPurpose> purposes = snippets::purposesFor(m_subject);
    const QList<SnippetLanguage> languages = snippets::languagesFor(m_subject);
    QStringList purposeTexts;
    std::ranges::transform(purposes, std::back_inserter(purposeTexts), purposeText);
    QStringList languageTexts;
    std::ranges::transform(languages, std::back_inserter(languageTexts), languageText);
    m_purposes = listOf(purposeTexts, u"purposes"_s, tr("Task"), choice);
    m_languages = listOf(languageTexts, u"languages"_s, tr("Language"), choice);
    const int width = std::max(m_purposes->sizeHintForColumn(0), m_languages->sizeHintForColumn(0));
    choice->setFixedWidth(width + 2 * m_purposes->frameWidth());
    auto *purposeLabel = new QLabel(tr("&Task:"), choice);
    purposeLabel->setBuddy(m_purposes);
    auto *languageLabel = new QLabel(tr("&Language:"), choice);
    languageLabel->setBuddy(m_languages);
    auto *note = new QLabel(tr("Google’s packages know no ragStores. With curl the request itself is sent."), choice);
    note->setObjectName(u"languageNote"_s);
    note->setWordWrap(true);
    note->setVisible(languages.size() == 1);

    auto *layout = new QVBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    layout->addWidget(purposeLabel);
    layout->addWidget(m_purposes);
    layout->addSpacing(theme::grid);
    layout->addWidget(languageLabel);
    layout->addWidget(m_languages);
    layout->addWidget(note);
    layout->addStretch();
    return choice;
}

QWidget *SnippetDialog::createSnippet()
{
    auto *snippet = new QWidget(this);
    auto *subject = new QLabel(snippet);
    subject->setObjectName(u"subject"_s);
    subject->setTextFormat(Qt::PlainText);
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

    m_text = new QPlainTextEdit(snippet);
    m_text->setObjectName(u"snippet"_s);
    m_text->setAccessibleName(tr("Snippet"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabStopDistance(4 * m_text->fontMetrics().horizontalAdvance(u' '));
    m_highlighter = new SnippetHighlighter(m_text->document(), palette());

    auto *hint =
        new QLabel(tr("The API key is read from the environment variable %1.").arg(u"GEMINI_API_KEY"_s), snippet);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(snippet);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    layout->addWidget(subject);
    layout->addWidget(m_text, 1);
    layout->addWidget(hint);
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
    close->setAutoDefault(false);
    connect(copyButton, &QPushButton::clicked, this, &SnippetDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addStretch();
    layout->addWidget(m_feedbackIcon);
    layout->addWidget(m_feedbackText);
    layout->addWidget(buttons);
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
