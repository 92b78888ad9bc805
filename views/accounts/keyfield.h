// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace pollux {

class FieldMessage;

/// Takes an API key as a person types or pastes it, hidden unless asked to show it, and checks it with each letter. It
/// never shows a key that was stored: those are only spoken of in a line below.
class KeyField final : public QWidget {
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent = nullptr);

    QWidget *buddy() const;
    bool hasText() const;
    ApiKeyCheck check() const;
    /// Empties and hides the field; what was typed cannot be brought back by undo.
    void clear();
    void setReadOnly(bool isReadOnly);

    /// The line below while there is nothing wrong: what is known of a stored key.
    void setHint(const QString &hint);
    /// Says what is wrong with the text, also that there is none, and puts the cursor there.
    void showProblem();

signals:
    void textChanged();

private:
    void setShown(bool isShown);
    void showCheck(bool alsoEmpty);

    QLineEdit *m_edit;
    QToolButton *m_show;
    FieldMessage *m_message;
    QString m_hint;
};

} // namespace pollux
