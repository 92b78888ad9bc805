// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace pollux {

/// The line under a field of a form: a hint, or what is wrong with the field. Takes no room while it is empty.
class FieldMessage final : public QLabel {
    Q_OBJECT

public:
    explicit FieldMessage(QWidget *parent = nullptr);

    void showHint(const QString &text) { showText(text, false); }
    void showProblem(const QString &text) { showText(text, true); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void showText(const QString &text, bool isProblem);
    void applyColor();

    bool m_isProblem = false;
};

/// Sets the accessible name of a field to the text of its label, without mnemonic and colon. Qt uses the label itself
/// only if both have the same parent.
void nameAfterLabel(QWidget &field, const QString &labelText);

} // namespace pollux
