// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/profile.h"
#include "views/accounts/keyfield.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace pollux {

class FieldMessage;

/// The form for one account: name, key, and behind "Advanced" the endpoint and the collection of stores.
class AccountEditor final : public QWidget {
    Q_OBJECT

public:
    /// What is known of the key of the account.
    enum class KeyState { None, Stored, ThisSession };

    explicit AccountEditor(QWidget *parent = nullptr);

    /// Shows @p profile and discards what was entered. A session-only one is read-only.
    void setProfile(const Profile &profile, KeyState keyState);
    /// @p profile is a value of profile() that has been saved; the fields stay as they are.
    void setSavedProfile(const Profile &profile) { m_profile = profile; }

    /// Shows which collection of stores the endpoint of this profile has, whenever this profile is in the editor;
    /// nullopt if not known yet.
    void setFoundCollection(const QString &profileId, std::optional<StoreCollection> collection);

    /// The profile as entered, with the id of the profile shown.
    Profile profile() const;
    KeyField &keyField() const { return *m_key; }
    /// Clears the key field and shows the state of the account's key.
    void clearKey(KeyState keyState);
    /// True if something entered is not saved.
    bool isModified() const;

    /// Shows the problem at its field and focuses the field. Returns false for ProfileProblem::None.
    bool showProblem(ProfileProblem problem);
    void focusName();

signals:
    void edited();

private:
    struct Field {
        QLabel *label = nullptr;
        QWidget *row = nullptr;
        QLineEdit *edit = nullptr; ///< null for other kinds of fields
        FieldMessage *message = nullptr;
    };

    QLabel *addRow(const QString &text, QWidget *field, QWidget *buddy);
    Field addField(const QString &label, QWidget *control, const QString &objectName);
    void addAdvanced();
    void showFoundCollection();
    void setAdvancedShown(bool isShown);
    const Field &fieldOf(ProfileProblem problem) const;

    QGridLayout *m_grid;
    Profile m_profile;
    Field m_name;
    Field m_endpoint;
    Field m_version;
    Field m_stores;
    QComboBox *m_collection = nullptr;
    QString m_foundProfileId;
    std::optional<StoreCollection> m_foundCollection; ///< of that profile
    KeyField *m_key = nullptr;
    QToolButton *m_advancedToggle = nullptr;
};

} // namespace pollux
