// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace pollux {

class FieldMessage;

/// Takes an API key that is typed or pasted, hidden unless it is to be shown, and checks it with each change. Never
/// shows a stored key; a line below tells whether there is one. Its focus proxy is the line edit.
class KeyField final : public QWidget {
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent = nullptr);

    bool hasText() const;
    ApiKeyCheck check() const;
    /// Empties and hides the field; undo does not bring the text back.
    void clear();
    void setReadOnly(bool isReadOnly);

    /// The line below while the text has no problem.
    void setHint(const QString &hint);
    /// Shows the problem of the text, also that it is missing, and puts the cursor there.
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
