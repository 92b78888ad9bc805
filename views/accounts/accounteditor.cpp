// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/accounteditor.h"

#include "models/text/problemtext.h"
#include "views/style/layouts.h"
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
    m_name = addField(tr("&Name:"), new QLineEdit(this), u"nameEdit"_s);
    m_name.edit->setMaxLength(maxNameLength);
    m_key = new KeyField(this);
    addRow(tr("API &key:"), m_key, m_key->focusProxy());
    connect(m_key, &KeyField::textChanged, this, &AccountEditor::edited);
    addAdvanced();
}

QLabel *AccountEditor::addRow(const QString &text, QWidget *field, QWidget *buddy)
{
    auto *label = new QLabel(text, this);
    label->setBuddy(buddy);
    nameAfterLabel(*buddy, text);
    // Centres the label on the field, also if a message below the field makes the row higher.
    label->setContentsMargins(0, (buddy->sizeHint().height() - label->fontMetrics().height()) / 2, 0, 0);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(field, row, 1);
    return label;
}

AccountEditor::Field AccountEditor::addField(const QString &label, QWidget *control, const QString &objectName)
{
    control->setObjectName(objectName);
    auto *row = new QWidget(this);
    auto *message = new FieldMessage(row);
    layouts::fill(new QVBoxLayout(row), {control, message}, theme::grid / 2);
    auto *edit = qobject_cast<QLineEdit *>(control);
    if (edit) {
        connect(edit, &QLineEdit::textEdited, this, [this, message] {
            message->showHint({});
            emit edited();
        });
    }
    return {addRow(label, row, control), row, edit, message};
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
    m_endpoint = addField(tr("&Endpoint:"), new QLineEdit(this), u"endpointEdit"_s);
    m_endpoint.edit->setPlaceholderText(Endpoint::standard().baseUrl.toString());
    m_version = addField(tr("API ve&rsion:"), new QLineEdit(this), u"versionEdit"_s);
    m_version.edit->setPlaceholderText(Endpoint::standard().apiVersion);
    m_collection = new QComboBox(this);
    m_collection->addItem(tr("Automatic"), QVariant::fromValue(CollectionChoice::Automatic));
    m_collection->addItem(collectionName(StoreCollection::FileSearchStores),
                          QVariant::fromValue(CollectionChoice::FileSearchStores));
    m_collection->addItem(collectionName(StoreCollection::RagStores), QVariant::fromValue(CollectionChoice::RagStores));
    m_stores = addField(tr("S&tores:"), m_collection, u"collectionBox"_s);
    connect(m_collection, &QComboBox::activated, this, &AccountEditor::edited);
    // The fields do not move when the longest label is hidden.
    m_name.label->setMinimumWidth(m_version.label->sizeHint().width());
    setAdvancedShown(false);
}

void AccountEditor::setFoundCollection(const QString &profileId, std::optional<StoreCollection> collection)
{
    m_foundProfileId = profileId;
    m_foundCollection = collection;
    if (profileId == m_profile.id)
        showFoundCollection();
}

void AccountEditor::showFoundCollection()
{
    const bool isKnown = m_foundCollection && m_foundProfileId == m_profile.id;
    m_stores.message->showHint(
        isKnown ? tr("This endpoint has %1.", "fileSearchStores or ragStores").arg(collectionName(*m_foundCollection))
                : QString());
}

void AccountEditor::setAdvancedShown(bool isShown)
{
    m_advancedToggle->setChecked(isShown);
    m_advancedToggle->setArrowType(isShown ? Qt::DownArrow : Qt::RightArrow);
    for (const Field &field : {m_endpoint, m_version, m_stores}) {
        field.label->setVisible(isShown);
        field.row->setVisible(isShown);
    }
}

void AccountEditor::setProfile(const Profile &profile, KeyState keyState)
{
    m_profile = profile;
    m_name.edit->setText(profile.name);
    m_endpoint.edit->setText(profile.baseUrl.toString());
    m_version.edit->setText(profile.apiVersion);
    m_collection->setCurrentIndex(m_collection->findData(QVariant::fromValue(profile.collection)));
    m_collection->setEnabled(!profile.sessionOnly);
    showFoundCollection();
    clearKey(keyState);
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

void AccountEditor::clearKey(KeyState keyState)
{
    m_key->clear();
    m_key->setHint(keyHint(keyState));
}

bool AccountEditor::isModified() const
{
    return m_key->hasText() || profile() != m_profile;
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

bool AccountEditor::showProblem(ProfileProblem problem)
{
    if (problem == ProfileProblem::None)
        return false;
    const Field &field = fieldOf(problem);
    if (field.edit != m_name.edit)
        setAdvancedShown(true);
    field.message->showProblem(profileProblemText(problem));
    field.edit->setFocus();
    field.edit->selectAll();
    return true;
}

void AccountEditor::focusName()
{
    m_name.edit->setFocus();
}

} // namespace pollux
