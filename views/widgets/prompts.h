// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace pollux {

/// The one seam for questions of one sentence and for file dialogs: the program asks through this interface, tests
/// answer by script. A feature opens its own dialogs itself.
///
/// No call blocks: each returns at once, and its callback comes exactly once, from the event loop, when the person has
/// answered, unless @p parent is destroyed before; then it never comes. Texts are shown as plain text. For the GUI
/// thread.
class Prompts {
public:
    using Answer = std::function<void(bool accepted)>;

    struct Question {
        QString title;       ///< the question itself, one line
        QString text;        ///< what follows from a yes; may be empty
        QString acceptLabel; ///< a verb on the button that says yes: "Discard changes"
    };

    Prompts() = default;
    Prompts(const Prompts &) = delete;
    Prompts &operator=(const Prompts &) = delete;
    virtual ~Prompts() = default;

    /// What needs a yes. The default is no.
    virtual void ask(QWidget *parent, const Question &question, Answer answer) = 0;

    /// A question with more answers than yes and no: 0 is the accept label, the others count on from there; -1 is to
    /// leave everything as it is, and the default.
    virtual void choose(QWidget *parent, const Question &question, const QStringList &otherLabels,
                        std::function<void(int index)> chosen) = 0;

    /// Local files to upload; an empty list where the person has cancelled.
    virtual void chooseFiles(QWidget *parent, std::function<void(const QStringList &paths)> chosen) = 0;

    /// A local folder to upload; empty where the person has cancelled.
    virtual void chooseFolder(QWidget *parent, std::function<void(const QString &path)> chosen) = 0;

    /// Where to write a file, which may exist: the user has agreed to replace it. Empty if the user has cancelled.
    /// `suggestedName` is a file name without a folder.
    virtual void chooseSavePath(QWidget *parent, const QString &title, const QString &suggestedName,
                                std::function<void(const QString &path)> chosen) = 0;
};

} // namespace pollux
