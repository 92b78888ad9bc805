// SPDX-License-Identifier: Apache-2.0
#include "views/stores/deletestoredialog.h"

#include "models/text/errortext.h"
#include "models/text/format.h"
#include "models/text/storetext.h"
#include "views/messages/messagewidget.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"
#include "views/widgets/iconlabel.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int iconSide = 40;
constexpr int lineChars = 60;
constexpr int titleChars = 40; ///< width of the store's name in the heading, in average characters
constexpr int failureLines = 6;

QString idOf(const QString &resourceName)
{
    return resourceName.section(u'/', -1);
}

/// For comparing with what the user types: white space and the composition of letters make no visible difference.
QString asTyped(const QString &text)
{
    return text.simplified().normalized(QString::NormalizationForm_C);
}

} // namespace

DeleteStoreDialog::DeleteStoreDialog(const StoresClient &client, const RagStore &store, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_store(store)
    , m_removal(client, store.name)
    , m_heading(layouts::createParagraph({}, this))
    , m_consequence(layouts::createParagraph({}, this))
    , m_counts(layouts::createParagraph({}, this))
    , m_typeLabel(layouts::createParagraph({}, this))
    , m_name(new QLineEdit(this))
    , m_nameMessage(new FieldMessage(this))
    , m_progress(new QProgressBar(this))
    , m_progressText(layouts::createParagraph({}, this))
    , m_failures(new QListWidget(this))
    , m_notice(new MessageWidget(this))
{
    setUpWidgets();
    auto *content = new QVBoxLayout;
    layouts::fill(content, {m_heading, m_consequence, m_counts, m_typeLabel, m_name, m_nameMessage, m_progressText,
                            m_progress, m_notice, m_failures});
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 2 * theme::grid);
    layout->setHorizontalSpacing(2 * theme::grid);
    layout->setVerticalSpacing(theme::grid + theme::grid / 2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(new IconLabel(IconName::Remove, iconSide, this), 0, 0, Qt::AlignTop);
    layout->addLayout(content, 0, 1);
    layout->addWidget(createButtons(), 1, 0, 1, 2);
    layout->setSizeConstraint(QLayout::SetFixedSize); // each stage shows other widgets

    connect(m_name, &QLineEdit::textChanged, this, &DeleteStoreDialog::checkName);
    connect(&m_removal, &StoreRemoval::progressed, this, &DeleteStoreDialog::showProgress);
    connect(&m_removal, &StoreRemoval::stateChanged, this, &DeleteStoreDialog::showProgress);
    connect(&m_removal, &StoreRemoval::documentRemoved, this, &DeleteStoreDialog::documentRemoved);
    connect(&m_removal, &StoreRemoval::finished, this, &DeleteStoreDialog::handleEnd);
    readStore();
}

DeleteStoreDialog::~DeleteStoreDialog() = default;

void DeleteStoreDialog::setUpWidgets()
{
    layouts::makeHeading(*m_heading);
    const QFontMetrics metrics = m_heading->fontMetrics();
    const QString title = storetext::storeTitle(m_store);
    const QString shown = metrics.elidedText(title, Qt::ElideMiddle, titleChars * metrics.averageCharWidth());
    m_heading->setText(tr("Delete the store “%1”?").arg(shown));
    setWindowTitle(tr("Delete Store"));
    m_consequence->setText(
        tr("The store and the index of its documents cannot be restored. Files on this computer, and "
           "those on the page Files, stay as they are."));
    m_consequence->setMinimumWidth(lineChars * fontMetrics().averageCharWidth());
    setAccessibleDescription(m_consequence->text());
    m_counts->setObjectName(u"counts"_s);
    m_typeLabel->setText(tr("To delete it with all its documents, type its name:\n%1").arg(nameToType()));
    m_typeLabel->setBuddy(m_name);
    m_name->setObjectName(u"name"_s);
    m_name->setAccessibleName(tr("Name of the store"));
    m_progress->setObjectName(u"progress"_s);
    m_progress->setAccessibleName(tr("Deleted documents"));
    m_progressText->setObjectName(u"progressText"_s);
    m_failures->setObjectName(u"failures"_s);
    m_failures->setAccessibleName(tr("What could not be deleted"));
    m_failures->setWordWrap(true);
    m_failures->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_failures->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_failures->setFixedHeight(failureLines * fontMetrics().lineSpacing() + theme::grid);
}

QWidget *DeleteStoreDialog::createButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QDialogButtonBox::Cancel);
    m_stop = buttons->addButton(tr("Stop"), QDialogButtonBox::ActionRole);
    m_delete = buttons->addButton(tr("&Delete Store"), QDialogButtonBox::ActionRole);
    m_stop->setObjectName(u"stopButton"_s);
    m_delete->setObjectName(u"deleteButton"_s);
    m_close->setIcon({});
    m_delete->setIcon(icon(IconName::Remove, theme::toneColors(Badge::Tone::Critical, palette()).text));
    m_close->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &DeleteStoreDialog::reject);
    connect(m_stop, &QPushButton::clicked, this, &DeleteStoreDialog::stop);
    connect(m_delete, &QPushButton::clicked, this, &DeleteStoreDialog::begin);
    return buttons;
}

QString DeleteStoreDialog::nameToType() const
{
    return m_store.displayName.isEmpty() ? idOf(m_store.name) : format::singleLine(m_store.displayName);
}

void DeleteStoreDialog::setStage(Stage stage)
{
    m_stage = stage;
    const bool isDeleting = stage == Stage::Deleting || stage == Stage::Stopping;
    const bool isAsking = stage == Stage::Asking || stage == Stage::Ended;
    const bool isAskingForName = stage == Stage::Asking && m_mustType;
    m_counts->setVisible(stage == Stage::Asking);
    m_typeLabel->setVisible(isAskingForName);
    m_name->setVisible(isAskingForName);
    m_progress->setVisible(isDeleting && m_mustType);
    m_progressText->setVisible(isDeleting);
    m_failures->setVisible(stage == Stage::Ended && m_failures->count() > 0);
    m_close->setVisible(!isDeleting || !m_mustType);
    m_close->setText(stage == Stage::Ended ? tr("Close") : tr("Cancel"));
    m_stop->setVisible(isDeleting && m_mustType);
    m_stop->setEnabled(stage == Stage::Deleting);
    m_delete->setVisible(!isDeleting);
    m_delete->setText(stage == Stage::Ended ? tr("Try Again") : tr("&Delete Store"));
    m_delete->setEnabled(isAsking);
    if (stage != Stage::Reading)
        m_notice->clear();
    checkName();
    // Typing the name confirms the deletion; until then the default button is disabled and Return does nothing.
    (isAskingForName ? m_delete : m_close)->setDefault(true);
    if (isDeleting)
        m_stop->setFocus(Qt::OtherFocusReason);
    else if (isAskingForName)
        m_name->setFocus(Qt::OtherFocusReason);
    else
        m_close->setFocus(Qt::OtherFocusReason);
}

void DeleteStoreDialog::readStore()
{
    setStage(Stage::Reading);
    m_notice->showMessage(MessageWidget::Kind::Busy, tr("Reading what the store holds…"));
    m_request = std::make_unique<QObject>();
    m_client.getStore(m_store.name, m_request.get(), [this](const Result<RagStore> &answer) { handleStore(answer); });
}

void DeleteStoreDialog::handleStore(const Result<RagStore> &answer)
{
    if (answer.ok()) {
        m_store = answer.value();
        m_mustType = m_mustType || m_store.documentsCount() > 0;
        m_counts->setText(m_mustType ? tr("It holds: %1").arg(storetext::countsText(m_store))
                                     : tr("It holds no documents."));
        setStage(Stage::Asking);
    } else if (answer.error().kind == ErrorKind::Gone) {
        accept();
    } else {
        m_notice->showMessage(MessageWidget::Kind::Error, errorSentence(answer.error()),
                              {{tr("Try Again"), [this] { readStore(); }}});
    }
}

bool DeleteStoreDialog::isNameTyped() const
{
    const QString typed = asTyped(m_name->text());
    // The resource name is accepted too: a display name can have characters that are not on the keyboard.
    return !typed.isEmpty() &&
           (typed == asTyped(m_store.displayName) || typed == m_store.name || typed == idOf(m_store.name));
}

void DeleteStoreDialog::checkName()
{
    if (m_stage != Stage::Asking || !m_mustType) {
        m_nameMessage->showHint({});
        return;
    }
    const bool isTyped = isNameTyped();
    m_delete->setEnabled(isTyped);
    m_nameMessage->showHint(isTyped || m_name->text().isEmpty() ? QString() : tr("That is not its name yet."));
}

void DeleteStoreDialog::begin()
{
    m_failures->clear();
    setStage(Stage::Deleting);
    if (m_mustType) {
        m_removal.start();
        showProgress();
        return;
    }
    m_progressText->setText(tr("Deleting the store…"));
    m_request = std::make_unique<QObject>();
    m_client.deleteStore(m_store.name, false, m_request.get(),
                         [this](const Result<Nothing> &answer) { handleAnswer(answer); });
}

void DeleteStoreDialog::handleAnswer(const Result<Nothing> &answer)
{
    if (answer.ok() || answer.error().kind == ErrorKind::Gone) {
        accept();
    } else if (answer.error().kind == ErrorKind::Precondition) {
        // The store has got documents since it was read.
        m_mustType = true;
        readStore();
    } else {
        setStage(Stage::Ended);
        m_notice->showMessage(MessageWidget::Kind::Error, errorSentence(answer.error()));
    }
}

void DeleteStoreDialog::stop()
{
    setStage(Stage::Stopping);
    m_removal.stop();
    showProgress();
}

void DeleteStoreDialog::showProgress()
{
    const QLocale locale;
    const int done = m_removal.removedCount() + m_removal.failedCount();
    m_progress->setRange(0, m_removal.state() == StoreRemoval::State::DeletingDocuments ? m_removal.total() : 0);
    m_progress->setValue(done);
    if (m_stage == Stage::Stopping)
        m_progressText->setText(tr("Stopping: waiting for what is under way…"));
    else if (m_removal.state() == StoreRemoval::State::DeletingStore)
        m_progressText->setText(tr("Deleting the store…"));
    else if (m_removal.state() == StoreRemoval::State::DeletingDocuments)
        m_progressText->setText(
            tr("Deleting documents: %1 of %2")
                .arg(locale.toString(m_removal.removedCount()), locale.toString(m_removal.total())));
    else
        m_progressText->setText(tr("Counting the documents…"));
}

void DeleteStoreDialog::handleEnd()
{
    if (m_removal.state() == StoreRemoval::State::Removed) {
        accept();
        return;
    }
    listFailures();
    setStage(Stage::Ended);
    const QString removed = tr("%n documents are deleted", nullptr, m_removal.removedCount());
    if (m_removal.state() == StoreRemoval::State::Stopped)
        m_notice->showMessage(MessageWidget::Kind::Warning,
                              tr("Stopped: %1. The store and its other documents are still there.").arg(removed));
    else
        m_notice->showMessage(MessageWidget::Kind::Error,
                              tr("The store could not be deleted: %1. What stands in the way:").arg(removed));
}

void DeleteStoreDialog::listFailures()
{
    for (const auto &[name, error] : m_removal.failures()) {
        const QString what = name == m_store.name ? tr("the store") : format::singleLine(idOf(name));
        m_failures->addItem(tr("%1: %2", "what could not be deleted, reason").arg(what, errorSentence(error)));
    }
}

void DeleteStoreDialog::reject()
{
    if (m_stage == Stage::Deleting && m_mustType)
        stop();
    else
        QDialog::reject();
}

} // namespace pollux
