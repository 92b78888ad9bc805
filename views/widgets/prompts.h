// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace pollux {

/// The interface for short questions and file dialogs: the program shows dialogs, tests answer by script. Features open
/// their larger dialogs themselves.
///
/// No call blocks. The callback is called exactly once, from the event loop, after the user has answered; it is never
/// called if `parent` is destroyed before. Texts are shown as plain text. GUI thread only.
class Prompts {
public:
    using Answer = std::function<void(bool accepted)>;

    struct Question {
        QString title;       ///< the question itself, one line
        QString text;        ///< the consequences of a yes; may be empty
        QString acceptLabel; ///< a verb on the button that says yes: "Discard changes"
    };

    Prompts() = default;
    Prompts(const Prompts &) = delete;
    Prompts &operator=(const Prompts &) = delete;
    virtual ~Prompts() = default;

    /// Asks a yes-or-no question. The default button is no.
    virtual void ask(QWidget *parent, const Question &question, Answer answer) = 0;

    /// Asks a question with more answers than yes and no. `index` is 0 for the accept label, 1 and up for
    /// `otherLabels`, and -1 for Cancel, which is the default button.
    virtual void choose(QWidget *parent, const Question &question, const QStringList &otherLabels,
                        std::function<void(int index)> chosen) = 0;

    /// Asks for local files to upload; an empty list if the user has cancelled.
    virtual void chooseFiles(QWidget *parent, std::function<void(const QStringList &paths)> chosen) = 0;

    /// Asks for a local folder to upload; empty if the user has cancelled.
    virtual void chooseFolder(QWidget *parent, std::function<void(const QString &path)> chosen) = 0;

    /// Asks where to write a file. If it exists, the user has agreed to replace it. Empty if the user has cancelled.
    /// `suggestedName` is a file name without a folder.
    virtual void chooseSavePath(QWidget *parent, const QString &title, const QString &suggestedName,
                                std::function<void(const QString &path)> chosen) = 0;
};

} // namespace pollux
