// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/accounteditor.h"

#include "models/text/problemtext.h"
#include "views/accounts/keyfield.h"
#include "views/style/theme.h"
#include "views/widgets/accessibletext.h"
#include "views/widgets/fieldmessage.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxNameLength = 100;

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
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::grid + theme::grid / 2);
    m_grid->setVerticalSpacing(theme::grid + theme::grid / 2);
    m_grid->setColumnStretch(1, 1);
    m_name = addField(tr("&Name:"), u"nameEdit"_s);
    m_name.edit->setMaxLength(maxNameLength);
    m_key = new KeyField(this);
    addRow(tr("API &key:"), m_key, m_key->buddy());
    connect(m_key, &KeyField::textChanged, this, &AccountEditor::edited);
    addAdvanced();
}

QLabel *AccountEditor::addRow(const QString &text, QWidget *field, QWidget *buddy)
{
    auto *label = new QLabel(text, this);
    label->setBuddy(buddy);
    accessibletext::nameAfterLabel(*buddy, text);
    // Level with the field, although a message below it may make the row higher.
    label->setContentsMargins(0, (buddy->sizeHint().height() - label->fontMetrics().height()) / 2, 0, 0);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(field, row, 1);
    return label;
}

AccountEditor::Field AccountEditor::addField(const QString &label, const QString &objectName)
{
    auto *row = new QWidget(this);
    auto *edit = new QLineEdit(row);
    const Field field{addRow(label, row, edit), row, edit, new FieldMessage(row)};
    field.edit->setObjectName(objectName);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    layout->addWidget(field.edit);
    layout->addWidget(field.message);
    connect(field.edit, &QLineEdit::textEdited, this, [this, message = field.message] {
        message->showHint({});
        emit edited();
    });
    return field;
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

    m_grid->addWidget(m_advancedToggle, m_grid->rowCount(), 0, 1, 2, Qt::AlignLeading);
    m_endpoint = addField(tr("&Endpoint:"), u"endpointEdit"_s);
    m_endpoint.edit->setPlaceholderText(Endpoint::standard().baseUrl.toString());
    m_version = addField(tr("API ve&rsion:"), u"versionEdit"_s);
    m_version.edit->setPlaceholderText(Endpoint::standard().apiVersion);
    addCollection();
    // The fields stay where they are when the longest label is hidden.
    m_name.label->setMinimumWidth(m_version.label->sizeHint().width());
    setAdvancedShown(false);
}

void AccountEditor::addCollection()
{
    m_collectionRow = new QWidget(this);
    m_collection = new QComboBox(m_collectionRow);
    m_collection->setObjectName(u"collectionBox"_s);
    m_collection->addItem(tr("Automatic"), QVariant::fromValue(CollectionChoice::Automatic));
    for (const auto &[choice, collection] :
         {std::pair(CollectionChoice::FileSearchStores, StoreCollection::FileSearchStores),
          std::pair(CollectionChoice::RagStores, StoreCollection::RagStores)})
        m_collection->addItem(collectionName(collection), QVariant::fromValue(choice));
    m_collectionFound = new FieldMessage(m_collectionRow);
    auto *layout = new QVBoxLayout(m_collectionRow);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid / 2);
    layout->addWidget(m_collection);
    layout->addWidget(m_collectionFound);
    m_collectionLabel = addRow(tr("S&tores:"), m_collectionRow, m_collection);
    connect(m_collection, &QComboBox::activated, this, &AccountEditor::edited);
}

void AccountEditor::showFoundCollection(std::optional<StoreCollection> collection)
{
    m_collectionFound->showHint(
        collection ? tr("This endpoint has %1.", "fileSearchStores or ragStores").arg(collectionName(*collection))
                   : QString());
}

void AccountEditor::setAdvancedShown(bool isShown)
{
    m_advancedToggle->setChecked(isShown);
    m_advancedToggle->setArrowType(isShown ? Qt::DownArrow : Qt::RightArrow);
    for (const Field &field : {m_endpoint, m_version}) {
        field.label->setVisible(isShown);
        field.row->setVisible(isShown);
    }
    m_collectionLabel->setVisible(isShown);
    m_collectionRow->setVisible(isShown);
}

void AccountEditor::setProfile(const Profile &profile, KeyState keyState)
{
    m_profile = profile;
    m_name.edit->setText(profile.name);
    m_endpoint.edit->setText(profile.baseUrl.toString());
    m_version.edit->setText(profile.apiVersion);
    m_collection->setCurrentIndex(m_collection->findData(QVariant::fromValue(profile.collection)));
    m_collection->setEnabled(!profile.sessionOnly);
    showFoundCollection({});
    m_key->clear();
    setKeyState(keyState);
    for (const Field &field : {m_name, m_endpoint, m_version}) {
        field.edit->setReadOnly(profile.sessionOnly);
        field.message->showHint({});
    }
    m_key->setReadOnly(profile.sessionOnly);
    if (profile.sessionOnly)
        m_name.message->showHint(tr("For this session only; it cannot be changed here."));
    setAdvancedShown(profile.baseUrl != Endpoint::standard().baseUrl ||
                     profile.apiVersion != Endpoint::standard().apiVersion ||
                     profile.collection != CollectionChoice::Automatic);
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
    entered.collection = m_collection->currentData().value<CollectionChoice>();
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
