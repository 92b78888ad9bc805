// SPDX-License-Identifier: Apache-2.0
#include "views/accounteditor.h"

#include "views/errortext.h"
#include "views/fieldmessage.h"
#include "views/keyfield.h"
#include "views/theme.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int longestName = 100;

QFormLayout *makeForm(QWidget *owner)
{
    auto *form = new QFormLayout(owner);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme::grid + theme::grid / 2);
    form->setVerticalSpacing(theme::grid + theme::grid / 2);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeading);
    return form;
}

void addRow(QFormLayout *form, const QString &text, QWidget *field, QWidget *buddy)
{
    auto *label = new QLabel(text, form->parentWidget());
    label->setBuddy(buddy);
    // As high as a field, so that the words stand level although a message may make the row higher.
    label->setMinimumHeight(buddy->sizeHint().height());
    form->addRow(label, field);
}

QString keyHint(AccountEditor::KeyState state)
{
    switch (state) {
    case AccountEditor::KeyState::None:
        return AccountEditor::tr("No key is stored yet.");
    case AccountEditor::KeyState::Stored:
        return AccountEditor::tr("A key is stored in the keychain. What is entered here replaces it.");
    case AccountEditor::KeyState::ThisSession:
        return AccountEditor::tr("A key is held until Pollux is closed. It is not in the keychain.");
    }
    Q_UNREACHABLE();
}

} // namespace

AccountEditor::AccountEditor(QWidget *parent)
    : QWidget(parent)
{
    auto *basics = new QWidget(this);
    QFormLayout *form = makeForm(basics);
    m_name = addField(form, tr("&Name:"), u"nameEdit"_s);
    m_name.edit->setMaxLength(longestName);
    addKeyField(form);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid + theme::grid / 2);
    layout->addWidget(basics);
    addAdvanced();
    layout->addWidget(m_advancedToggle, 0, Qt::AlignLeading);
    layout->addWidget(m_advanced);
}

AccountEditor::Field AccountEditor::addField(QFormLayout *form, const QString &label, const QString &objectName)
{
    auto *row = new QWidget(form->parentWidget());
    const Field field{new QLineEdit(row), new FieldMessage(row)};
    field.edit->setObjectName(objectName);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    layout->addWidget(field.edit);
    layout->addWidget(field.message);
    addRow(form, label, row, field.edit);
    connect(field.edit, &QLineEdit::textEdited, this, [this, message = field.message] {
        message->showHint({});
        emit edited();
    });
    return field;
}

void AccountEditor::addKeyField(QFormLayout *form)
{
    m_key = new KeyField(form->parentWidget());
    addRow(form, tr("API &key:"), m_key, m_key->buddy());
    connect(m_key, &KeyField::textChanged, this, &AccountEditor::edited);
}

void AccountEditor::addAdvanced()
{
    m_advancedToggle = new QToolButton(this);
    m_advancedToggle->setObjectName(u"advancedToggle"_s);
    m_advancedToggle->setText(tr("Ad&vanced"));
    m_advancedToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advancedToggle->setAutoRaise(true);
    m_advancedToggle->setCheckable(true);
    m_advancedToggle->setFocusPolicy(Qt::StrongFocus);
    connect(m_advancedToggle, &QToolButton::toggled, this, &AccountEditor::setAdvancedShown);

    m_advanced = new QWidget(this);
    QFormLayout *form = makeForm(m_advanced);
    m_endpoint = addField(form, tr("&Endpoint:"), u"endpointEdit"_s);
    m_endpoint.edit->setPlaceholderText(Endpoint::standard().baseUrl.toString());
    m_version = addField(form, tr("API ve&rsion:"), u"versionEdit"_s);
    m_version.edit->setPlaceholderText(Endpoint::standard().apiVersion);
    setAdvancedShown(false);
}

void AccountEditor::setAdvancedShown(bool isShown)
{
    m_advancedToggle->setChecked(isShown);
    m_advancedToggle->setArrowType(isShown ? Qt::DownArrow : Qt::RightArrow);
    m_advanced->setVisible(isShown);
}

void AccountEditor::setProfile(const Profile &profile, KeyState keyState)
{
    m_profile = profile;
    m_name.edit->setText(profile.name);
    m_endpoint.edit->setText(profile.baseUrl.toString());
    m_version.edit->setText(profile.apiVersion);
    m_key->clear();
    setKeyState(keyState);
    for (const Field &field : {m_name, m_endpoint, m_version}) {
        field.edit->setReadOnly(profile.sessionOnly);
        field.message->showHint({});
    }
    m_key->setReadOnly(profile.sessionOnly);
    if (profile.sessionOnly)
        m_name.message->showHint(tr("This account ends with the session and cannot be changed here."));
    setAdvancedShown(profile.baseUrl != Endpoint::standard().baseUrl || profile.apiVersion != Endpoint::standard().apiVersion);
}

void AccountEditor::setKeyState(KeyState keyState)
{
    m_key->setHint(keyHint(keyState));
}

Profile AccountEditor::profile() const
{
    Profile entered = m_profile;
    entered.name = m_name.edit->text().trimmed();
    if (m_endpoint.edit->text() != m_profile.baseUrl.toString())
        entered.baseUrl = baseUrlFromText(m_endpoint.edit->text());
    entered.apiVersion = m_version.edit->text().trimmed();
    return entered;
}

bool AccountEditor::hasKeyText() const
{
    return m_key->hasText();
}

ApiKeyCheck AccountEditor::key() const
{
    return m_key->check();
}

void AccountEditor::clearKey()
{
    m_key->clear();
}

bool AccountEditor::isModified() const
{
    return hasKeyText() || profile() != m_profile;
}

const AccountEditor::Field &AccountEditor::fieldOf(ProfileProblem problem) const
{
    switch (problem) {
    case ProfileProblem::None:
    case ProfileProblem::NameMissing:
    case ProfileProblem::NameTaken:
        break;
    case ProfileProblem::UrlInvalid:
    case ProfileProblem::UrlNotEncrypted:
    case ProfileProblem::UrlHasUserInfo:
    case ProfileProblem::UrlHasQuery:
    case ProfileProblem::UrlHasFragment:
        return m_endpoint;
    case ProfileProblem::ApiVersionInvalid:
        return m_version;
    }
    return m_name;
}

void AccountEditor::showProblem(ProfileProblem problem)
{
    const Field &field = fieldOf(problem);
    if (field.edit != m_name.edit)
        setAdvancedShown(true);
    field.message->showProblem(profileProblemText(problem));
    field.edit->setFocus();
    field.edit->selectAll();
}

void AccountEditor::showKeyProblem()
{
    m_key->showProblem();
}

void AccountEditor::focusName()
{
    m_name.edit->setFocus();
}

} // namespace pollux
