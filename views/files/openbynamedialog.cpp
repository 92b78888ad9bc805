// SPDX-License-Identifier: Apache-2.0
#include "views/files/openbynamedialog.h"

#include "models/api/types/resourcename.h"
#include "models/text/errortext.h"
#include "views/messages/messagewidget.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int lineChars = 72; // a URI of the service

} // namespace

OpenByNameDialog::OpenByNameDialog(QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(this))
    , m_message(new FieldMessage(this))
    , m_notice(new MessageWidget(this))
{
    setWindowTitle(tr("Open by Name"));
    m_name->setObjectName(u"name"_s);
    m_name->setPlaceholderText(u"files/abc-123"_s);
    m_name->setMinimumWidth(lineChars * fontMetrics().averageCharWidth());
    m_message->setObjectName(u"message"_s);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_open = buttons->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
    m_open->setObjectName(u"openButton"_s);
    m_open->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    connect(buttons, &QDialogButtonBox::accepted, this, &OpenByNameDialog::request);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &OpenByNameDialog::handleTextChanged);

    auto *layout = new QVBoxLayout(this);
    layouts::fill(layout,
                  {layouts::createLabel(tr("&Name of the file:"), m_name), m_name, m_message, m_notice, buttons},
                  theme::grid, 2 * theme::grid);
    layout->insertSpacing(layout->count() - 1, theme::grid);
    layout->setSizeConstraint(QLayout::SetFixedSize); // the messages below the field come and go
    handleTextChanged();
}

void OpenByNameDialog::handleTextChanged()
{
    m_message->showHint(tr("Its resource name, its id or its whole URI, also in quotation marks."));
    m_open->setEnabled(m_name->isEnabled() && !m_name->text().trimmed().isEmpty());
}

void OpenByNameDialog::request()
{
    if (!m_open->isEnabled())
        return;
    const auto name = fileResourceName(m_name->text());
    if (!name) {
        m_message->showProblem(tr("This is not the name of a file. Names of files look like files/abc-123."));
        return;
    }
    setBusy(true);
    m_notice->showMessage(MessageWidget::Kind::Busy, tr("Asking the service for %1…").arg(*name));
    emit openRequested(*name);
}

void OpenByNameDialog::showError(const ApiError &error)
{
    setBusy(false);
    const ErrorText text = errorText(error);
    m_notice->showMessage(MessageWidget::Kind::Error,
                          tr("%1. %2", "what happened, explanation and next step").arg(text.title, text.paragraph()));
    m_name->setFocus(Qt::OtherFocusReason);
}

void OpenByNameDialog::setBusy(bool busy)
{
    m_name->setEnabled(!busy);
    handleTextChanged();
}

} // namespace pollux
