// SPDX-License-Identifier: Apache-2.0
#include "views/stores/createdocumentdialog.h"

#include "models/api/types/mimetypes.h"
#include "models/text/errortext.h"
#include "models/text/preflighttext.h"
#include "models/text/storetext.h"
#include "views/chunking/chunkingeditor.h"
#include "views/chunking/documentsource.h"
#include "views/chunking/metadataeditor.h"
#include "views/chunking/requestpreview.h"
#include "views/messages/messagewidget.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogChars = 130;
constexpr int dialogLines = 32;
constexpr int titleChars = 40;

} // namespace

CreateDocumentDialog::CreateDocumentDialog(const RagStore &store, ChunkingMemory &memory, QWidget *parent)
    : QDialog(parent)
    , m_store(store.name)
{
    setWindowTitle(tr("New Document Without a File"));
    setSizeGripEnabled(true);
    QWidget *content = createContent(store, memory);
    m_notice = new MessageWidget(this);
    QWidget *buttons = createButtons();
    layouts::fill(new QVBoxLayout(this), {{content, 1}, m_notice, buttons}, theme::grid, 2 * theme::grid);

    connect(m_name, &QLineEdit::textChanged, this, &CreateDocumentDialog::refresh);
    connect(m_type, &QLineEdit::textChanged, this, &CreateDocumentDialog::refresh);
    connect(m_chunking, &ChunkingEditor::edited, this, &CreateDocumentDialog::refresh);
    connect(m_metadata, &MetadataEditor::edited, this, &CreateDocumentDialog::refresh);
    refresh();
    m_name->setFocus();
    const QSize wanted(dialogChars * fontMetrics().averageCharWidth(), dialogLines * fontMetrics().lineSpacing());
    resize(wanted.boundedTo(screen()->availableSize()));
}

CreateDocumentDialog::~CreateDocumentDialog()
{
    // A field that loses the focus emits what was typed; its receivers must still exist.
    hide();
}

QWidget *CreateDocumentDialog::createContent(const RagStore &store, ChunkingMemory &memory)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    m_form = createForm(store, memory, content);
    m_request = new RequestPreview(content);
    m_request->fillHeight();
    auto *columns = new QHBoxLayout(content);
    layouts::fill(columns, {{m_form, 3}, {m_request, 2}}, 2 * theme::grid);
    scroll->setWidget(content);
    return scroll;
}

QWidget *CreateDocumentDialog::createForm(const RagStore &store, ChunkingMemory &memory, QWidget *parent)
{
    auto *form = new QWidget(parent);
    const QString title = fontMetrics().elidedText(storetext::storeTitle(store), Qt::ElideMiddle,
                                                   titleChars * fontMetrics().averageCharWidth());
    QLabel *about = layouts::createParagraph(
        tr("Makes a document of the store “%1” out of the fields below. It has no content.").arg(title), form);

    m_name = new QLineEdit(form);
    m_name->setObjectName(u"displayName"_s);
    m_nameMessage = new FieldMessage(form);
    m_nameMessage->setObjectName(u"nameMessage"_s);
    m_type = new QLineEdit(form);
    m_type->setObjectName(u"mimeType"_s);
    m_type->setPlaceholderText(u"text/plain"_s);
    auto *completer = new QCompleter(knownMimeTypes(), m_type);
    completer->setFilterMode(Qt::MatchContains);
    m_type->setCompleter(completer);
    m_typeMessage = new FieldMessage(form);
    m_typeMessage->setObjectName(u"typeMessage"_s);

    auto *tabs = new QTabWidget(form);
    tabs->setObjectName(u"settingsTabs"_s);
    tabs->setAccessibleName(tr("Settings"));
    m_metadata = new MetadataEditor(tabs);
    auto *chunkingPage = new QWidget(tabs);
    m_chunking = new ChunkingEditor(memory, chunkingPage);
    m_chunking->setNumbers({}, true);
    layouts::fill(new QVBoxLayout(chunkingPage), {m_chunking, {}}, theme::grid, theme::grid);
    tabs->addTab(m_metadata, tr("&Metadata"));
    tabs->addTab(chunkingPage, tr("&Chunks"));

    layouts::fill(new QVBoxLayout(form), {about,
                                          layouts::createLabel(tr("Display &name:"), m_name),
                                          m_name,
                                          m_nameMessage,
                                          layouts::createLabel(tr("MIME t&ype:"), m_type),
                                          m_type,
                                          m_typeMessage,
                                          {tabs, 1}});
    return form;
}

QWidget *CreateDocumentDialog::createButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setIcon({});
    cancel->setAutoDefault(false);
    m_create = buttons->addButton(tr("Cr&eate Document"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(u"createButton"_s);
    m_create->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &CreateDocumentDialog::request);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

QString CreateDocumentDialog::displayName() const
{
    return m_name->text().trimmed();
}

QString CreateDocumentDialog::mimeType() const
{
    return m_type->text().trimmed();
}

DocumentSettings CreateDocumentDialog::settings() const
{
    return {.isServiceDefault = m_chunking->isServiceDefault(),
            .numbers = m_chunking->numbers(),
            .metadata = m_metadata->drafts()};
}

StoreUpload CreateDocumentDialog::upload() const
{
    const DocumentSettings chosen = settings();
    return {m_store, entriesOf(chosen.metadata), chosen.choice().config};
}

QString CreateDocumentDialog::nameProblem() const
{
    return displayName().isEmpty() ? tr("The document needs a display name.")
                                   : preflighttext::nameProblem(displayName());
}

QString CreateDocumentDialog::typeProblem() const
{
    return mimeType().isEmpty() || isMimeType(mimeType())
               ? QString()
               : tr("Types are written as type/subtype, for example text/plain.");
}

void CreateDocumentDialog::refresh()
{
    const QString ofName = nameProblem();
    const QString ofType = typeProblem();
    // A name that is not typed yet is no mistake.
    if (displayName().isEmpty())
        m_nameMessage->showHint(ofName);
    else
        m_nameMessage->showProblem(ofName);
    if (ofType.isEmpty())
        m_typeMessage->showHint(tr("May stay empty; then no type is sent."));
    else
        m_typeMessage->showProblem(ofType);

    QString problem = ofName.isEmpty() ? ofType : ofName;
    if (problem.isEmpty())
        problem = settings().problem();
    m_create->setEnabled(problem.isEmpty() && !m_isBusy);
    if (problem.isEmpty())
        m_request->setBody(storeUploadBody(upload(), displayName(), mimeType()));
    else
        m_request->setProblem(problem);
}

void CreateDocumentDialog::request()
{
    if (!m_create->isEnabled())
        return;
    setBusy(true);
    m_notice->showMessage(MessageWidget::Kind::Busy, tr("Asking the service to create the document…"));
    emit createRequested(displayName(), mimeType(), upload());
}

void CreateDocumentDialog::showError(const ApiError &error)
{
    setBusy(false);
    const ErrorText text = errorText(error);
    m_notice->showMessage(MessageWidget::Kind::Error,
                          tr("%1. %2", "what happened, explanation and next step").arg(text.title, text.paragraph()));
    m_name->setFocus(Qt::OtherFocusReason);
}

void CreateDocumentDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_form->setEnabled(!isBusy);
    refresh();
}

} // namespace pollux
