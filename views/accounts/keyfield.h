// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace pollux {

class FieldMessage;

/// A field to type or paste an API key. The key is hidden unless the user shows it, and is checked with each change.
/// Never shows a stored key; a line below the field says whether there is one. Its focus proxy is the line edit.
class KeyField final : public QWidget {
    Q_OBJECT

public:
    explicit KeyField(QWidget *parent = nullptr);

    bool hasText() const;
    ApiKeyCheck check() const;
    /// Empties the field, and hides the text entered next; undo does not restore the text.
    void clear();
    void setReadOnly(bool isReadOnly);

    /// Sets the line below the field for as long as the text has no problem.
    void setHint(const QString &hint);
    /// Shows what is wrong with the text, also if it is empty, focuses the field and selects the wrong character.
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
