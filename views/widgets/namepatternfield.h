// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLineEdit;

namespace pollux {

class FieldMessage;

/// A field for the pattern of display names (see DisplayNamePattern), and below it what is wrong with the pattern.
/// Enter applies the pattern and does not reach the dialog; leaving the field applies what was typed since.
class NamePatternField final : public QWidget {
    Q_OBJECT

public:
    explicit NamePatternField(QWidget *parent = nullptr);

    /// Why the pattern in the field cannot be applied, as a sentence; empty if it can.
    QString problem() const;
    /// Shows a sentence about the names that the pattern has made, until it is edited; empty: none.
    void showHint(const QString &text);
    /// Sets the accessible name after the text of the label.
    void setLabelText(const QString &text);

signals:
    /// The pattern is to be applied; it is not empty and has no problem.
    void patternEntered(const QString &pattern);
    /// problem() may have changed.
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void apply();

    QLineEdit *m_pattern;
    FieldMessage *m_message;
    bool m_isPending = false; // edited and not applied
};

} // namespace pollux
