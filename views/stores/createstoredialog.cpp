// SPDX-License-Identifier: Apache-2.0
#include "views/stores/createstoredialog.h"

#include "models/api/types/ragstore.h"
#include "models/text/errortext.h"
#include "models/text/preflighttext.h"
#include "views/messages/messagewidget.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int lineChars = 56;

} // namespace

CreateStoreDialog::CreateStoreDialog(QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(this))
    , m_model(new QComboBox(this))
    , m_message(new FieldMessage(this))
    , m_modelMessage(new FieldMessage(this))
    , m_notice(new MessageWidget(this))
{
    setWindowTitle(tr("New Store"));
    m_name->setObjectName(u"displayName"_s);
    m_name->setPlaceholderText(tr("Product manuals"));
    m_name->setMinimumWidth(lineChars * fontMetrics().averageCharWidth());
    m_model->setObjectName(u"embeddingModel"_s);
    // Text is what the service indexes by itself, so no model is sent for it.
    m_model->addItem(tr("Text"), QString());
    m_model->addItem(tr("Text and images"), QString(imageEmbeddingModel));
    QLabel *about = layouts::createParagraph(
        tr("A store holds documents that are cut into chunks and indexed, so that a model can search them."), this);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_create = buttons->addButton(tr("Create Store"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(u"createButton"_s);
    m_create->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    connect(buttons, &QDialogButtonBox::accepted, this, &CreateStoreDialog::request);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &CreateStoreDialog::check);
    connect(m_model, &QComboBox::currentIndexChanged, this, &CreateStoreDialog::explainModel);

    auto *layout = new QVBoxLayout(this);
    layouts::fill(layout,
                  {about, layouts::createLabel(tr("&Display name:"), m_name), m_name, m_message,
                   layouts::createLabel(tr("Documents &hold:"), m_model), m_model, m_modelMessage, m_notice, buttons},
                  theme::grid, 2 * theme::grid);
    layout->insertSpacing(layout->count() - 1, theme::grid);
    layout->setSizeConstraint(QLayout::SetFixedSize); // the messages below the field come and go
    check();
    explainModel();
}

void CreateStoreDialog::explainModel()
{
    m_modelMessage->showHint(
        m_model->currentData().toString().isEmpty()
            ? tr("%1, the service's default, indexes text and refuses images. It cannot be changed later.")
                  .arg(textEmbeddingModel)
            : tr("%1 indexes text, PNG and JPEG. It cannot be changed later.").arg(imageEmbeddingModel));
}

void CreateStoreDialog::check()
{
    const QString name = m_name->text().trimmed();
    const QString problem = preflighttext::nameProblem(name);
    if (!problem.isEmpty()) {
        m_message->showProblem(problem);
    } else {
        m_message->showHint(name.isEmpty()
                                ? tr("Optional. It cannot be changed later.")
                                : tr("The service makes the resource name out of this one, and adds random letters. "
                                     "Neither can be changed later."));
    }
    m_create->setEnabled(problem.isEmpty() && m_name->isEnabled());
}

void CreateStoreDialog::request()
{
    if (!m_create->isEnabled())
        return;
    setBusy(true);
    m_notice->showMessage(MessageWidget::Kind::Busy, tr("Asking the service to create the store…"));
    emit createRequested(m_name->text().trimmed(), m_model->currentData().toString());
}

void CreateStoreDialog::showError(const ApiError &error)
{
    setBusy(false);
    const ErrorText text = errorText(error);
    m_notice->showMessage(MessageWidget::Kind::Error,
                          tr("%1. %2", "what happened, explanation and next step").arg(text.title, text.paragraph()));
    m_name->setFocus(Qt::OtherFocusReason);
}

void CreateStoreDialog::setBusy(bool busy)
{
    m_name->setEnabled(!busy);
    m_model->setEnabled(!busy);
    check();
}

} // namespace pollux
