// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/remotefile.h"

#include <QStringList>

#include <functional>

class QWidget;

namespace pollux {

/// The one seam for questions that stop a person: the program asks through this interface, tests answer by script.
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

    /// Whether these files may be deleted from the service for good; at least one. The default is no.
    virtual void confirmDelete(QWidget *parent, const QList<RemoteFile> &files, Answer answer) = 0;

    /// Anything else that needs a yes. The default is no.
    virtual void ask(QWidget *parent, const Question &question, Answer answer) = 0;

    /// Local files to upload; an empty list where the person has cancelled.
    virtual void chooseFiles(QWidget *parent, std::function<void(const QStringList &paths)> chosen) = 0;

    /// A local folder to upload; empty where the person has cancelled.
    virtual void chooseFolder(QWidget *parent, std::function<void(const QString &path)> chosen) = 0;
};

} // namespace pollux
