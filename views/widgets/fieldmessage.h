// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace pollux {

/// The line under a field of a form: a hint, or what is wrong with the field. Takes no room while it is empty.
class FieldMessage final : public QLabel {
    Q_OBJECT

public:
    explicit FieldMessage(QWidget *parent = nullptr);

    void showHint(const QString &text);
    void showProblem(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showText(const QString &text, bool isProblem);
    void applyColor();

    bool m_isProblem = false;
};

} // namespace pollux
