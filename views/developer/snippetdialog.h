// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippets.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace pollux {

class IconLabel;
class SnippetHighlighter;

/// Shows code snippets for files, a store or a document by purpose and language, with a button that copies the snippet.
/// Show it with open().
class SnippetDialog final : public QDialog {
    Q_OBJECT

public:
    /// If `subject` has files, it has at least one.
    explicit SnippetDialog(const SnippetSubject &subject, QWidget *parent = nullptr);
    ~SnippetDialog() override;

    SnippetLanguage language() const;
    /// Does nothing if the language does not fit the subject (see snippets::languagesFor()).
    void setLanguage(SnippetLanguage language);
    SnippetPurpose purpose() const;

    /// The snippet that is shown, and that the button copies.
    QString text() const;

signals:
    /// The user chose another language. Not emitted by setLanguage().
    void languageChosen(pollux::SnippetLanguage language);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *createChoice();
    QWidget *createSnippet();
    QWidget *createFooter();
    void refresh();
    void copy();
    void showFeedback(const QString &text);

    SnippetSubject m_subject;
    QListWidget *m_purposes = nullptr;
    QListWidget *m_languages = nullptr;
    QPlainTextEdit *m_text = nullptr;
    SnippetHighlighter *m_highlighter = nullptr;
    IconLabel *m_feedbackIcon = nullptr;
    QLabel *m_feedbackText = nullptr;
    QTimer m_feedback{this}; // hides "Copied"
};

} // namespace pollux
