// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"
#include "models/accounts/profile.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace pollux {

class FieldMessage;
class KeyField;

/// The form for one account: name, key, and behind "Advanced" the endpoint and the collection of stores.
class AccountEditor final : public QWidget {
    Q_OBJECT

public:
    /// What is known of the key of the account.
    enum class KeyState { None, Stored, ThisSession };

    explicit AccountEditor(QWidget *parent = nullptr);

    /// Shows @p profile and drops what was entered. A session-only one can be looked at only.
    void setProfile(const Profile &profile, KeyState keyState);
    /// @p profile is what profile() answered, and saved now; what is entered stays.
    void setSavedProfile(const Profile &profile) { m_profile = profile; }
    void setKeyState(KeyState keyState);

    /// Says which collection of stores answered for the profile shown; nothing: none was asked yet.
    void showFoundCollection(std::optional<StoreCollection> collection);

    /// As entered; the id is that of the profile shown.
    Profile profile() const;
    bool hasKeyText() const;
    ApiKeyCheck key() const;
    void clearKey();
    /// True while something is entered that setProfile() did not show.
    bool isModified() const;

    /// Says what is wrong at the field that is concerned and goes there.
    void showProblem(ProfileProblem problem);
    void showKeyProblem();
    void focusName();

signals:
    void edited();

private:
    struct Field {
        QLabel *label = nullptr;
        QWidget *row = nullptr;
        QLineEdit *edit = nullptr;
        FieldMessage *message = nullptr;
    };

    QLabel *addRow(const QString &text, QWidget *field, QWidget *buddy);
    Field addField(const QString &label, const QString &objectName);
    void addAdvanced();
    void addCollection();
    void setAdvancedShown(bool isShown);
    const Field &fieldOf(ProfileProblem problem) const;

    QGridLayout *m_grid;
    Profile m_profile;
    Field m_name;
    Field m_endpoint;
    Field m_version;
    QLabel *m_collectionLabel = nullptr;
    QWidget *m_collectionRow = nullptr;
    QComboBox *m_collection = nullptr;
    FieldMessage *m_collectionFound = nullptr;
    KeyField *m_key = nullptr;
    QToolButton *m_advancedToggle = nullptr;
};

} // namespace pollux
