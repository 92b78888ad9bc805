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
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

constexpr int textChars = 92;
constexpr int textLines = 36;
constexpr int subjectChars = 70;
constexpr int feedbackIconSide = 16;
constexpr auto feedbackTime = 4s;

QString nameOf(const QString &displayName, const QString &name)
{
    return format::singleLine(displayName.isEmpty() ? name : displayName);
}

QListWidget *listOf(QWidget *parent, const QString &objectName)
{
    auto *list = new QListWidget(parent);
    list->setObjectName(objectName);
    list->setTabKeyNavigation(false);
    list->setUniformItemSizes(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return list;
}

/// No larger than its rows.
void fitToRows(QListWidget &list)
{
    const int frame = 2 * list.frameWidth();
    list.setFixedHeight(list.count() * list.sizeHintForRow(0) + frame);
    list.setFixedWidth(list.sizeHintForColumn(0) + frame);
}

template <typename Value>
Value valueOf(const QListWidget &list)
{
    return static_cast<Value>(list.currentItem()->data(Qt::UserRole).toInt());
}

template <typename Value>
void select(QListWidget &list, Value value)
{
    for (int row = 0; row < list.count(); ++row) {
        if (list.item(row)->data(Qt::UserRole).toInt() == static_cast<int>(value))
            list.setCurrentRow(row);
    }
}

template <typename Value>
void addRow(QListWidget &list, const QString &text, Value value)
{
    auto *item = new QListWidgetItem(text, &list);
    item->setData(Qt::UserRole, static_cast<int>(value));
    const QFontMetrics metrics = list.fontMetrics();
    item->setSizeHint({metrics.horizontalAdvance(text) + 3 * theme::grid, metrics.lineSpacing() + theme::grid});
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
    fillLists();

    connect(m_purposes, &QListWidget::currentRowChanged, this, &SnippetDialog::refresh);
    connect(m_languages, &QListWidget::currentRowChanged, this, &SnippetDialog::handleLanguage);
    connect(&m_feedback, &QTimer::timeout, this, [this] { showFeedback({}); });
    refresh();
    const QMargins margins = layout->contentsMargins();
    const QSize wanted(m_purposes->width() + textChars * m_text->fontMetrics().averageCharWidth() + 2 * theme::grid +
                           m_text->verticalScrollBar()->sizeHint().width() + margins.left() + margins.right(),
                       textLines * m_text->fontMetrics().lineSpacing());
    resize(wanted.boundedTo(screen()->availableSize()));
}

SnippetDialog::~SnippetDialog() = default;

QWidget *SnippetDialog::createChoice()
{
    auto *choice = new QWidget(this);
    m_purposes = listOf(choice, u"purposes"_s);
    m_languages = listOf(choice, u"languages"_s);
    auto *purposeLabel = new QLabel(tr("&Task:"), choice);
    purposeLabel->setBuddy(m_purposes);
    m_purposes->setAccessibleName(tr("Task"));
    auto *languageLabel = new QLabel(tr("&Language:"), choice);
    languageLabel->setBuddy(m_languages);
    m_languages->setAccessibleName(tr("Language"));
    auto *note = new QLabel(tr("Google’s packages know no ragStores. With curl the request itself is sent."), choice);
    note->setObjectName(u"languageNote"_s);
    note->setWordWrap(true);
    note->setVisible(snippets::languagesFor(m_subject).size() == 1);

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
        name = nameOf(files->constFirst().displayName, files->constFirst().name);
    else if (const auto *store = std::get_if<RagStore>(&m_subject.resource))
        name = nameOf(store->displayName, store->name);
    else if (const auto *document = std::get_if<Document>(&m_subject.resource))
        name = nameOf(document->displayName, document->name);
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

void SnippetDialog::fillLists()
{
    const auto purposeText = [](SnippetPurpose each) {
        switch (each) {
        case SnippetPurpose::GenerateContent:
            return tr("Ask a Model");
        case SnippetPurpose::Get:
            return tr("Get Metadata");
        case SnippetPurpose::Delete:
            return tr("Delete");
        case SnippetPurpose::UploadToStore:
            return tr("Upload a Document");
        case SnippetPurpose::ListDocuments:
            break;
        }
        return tr("List Documents");
    };
    const auto languageText = [](SnippetLanguage each) {
        switch (each) {
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
    };
    for (const SnippetPurpose each : snippets::purposesFor(m_subject))
        addRow(*m_purposes, purposeText(each), each);
    for (const SnippetLanguage each : snippets::languagesFor(m_subject))
        addRow(*m_languages, languageText(each), each);
    m_purposes->setCurrentRow(0);
    m_languages->setCurrentRow(0);
    fitToRows(*m_purposes);
    fitToRows(*m_languages);
    const int width = std::max(m_purposes->width(), m_languages->width());
    m_purposes->setFixedWidth(width);
    m_languages->setFixedWidth(width);
    m_languages->parentWidget()->setFixedWidth(width);
}

SnippetLanguage SnippetDialog::language() const
{
    return valueOf<SnippetLanguage>(*m_languages);
}

void SnippetDialog::setLanguage(SnippetLanguage language)
{
    m_isChosenByProgram = true;
    select(*m_languages, language);
    m_isChosenByProgram = false;
}

SnippetPurpose SnippetDialog::purpose() const
{
    return valueOf<SnippetPurpose>(*m_purposes);
}

void SnippetDialog::setPurpose(SnippetPurpose purpose)
{
    select(*m_purposes, purpose);
}

QString SnippetDialog::text() const
{
    return snippets::source(m_subject, purpose(), language());
}

void SnippetDialog::handleLanguage()
{
    refresh();
    if (!m_isChosenByProgram)
        emit languageChosen(language());
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
