// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/prompts.h"

#include <QMetaObject>
#include <QWidget>

namespace pollux {

/// Prompts without a dialog. Answers come from the lists below, first in first out, and through the event loop as with
/// real dialogs. If a list is empty, the answer is that of a user who cancels.
class ScriptedPrompts : public Prompts {
public:
    // The answers to come.
    QList<bool> answers;
    QList<int> choices; ///< -1 if empty
    QList<QStringList> fileChoices;
    QStringList folderChoices;
    QStringList savePaths;
    // The questions so far.
    QList<Question> questions;
    int chosenCount = 0;

    void ask(QWidget *parent, const Question &question, Answer answer) override
    {
        questions.append(question);
        later(parent, [accepted = next(answers), answer] { answer(accepted); });
    }

    void choose(QWidget *parent, const Question &question, const QStringList &,
                std::function<void(int)> chosen) override
    {
        questions.append(question);
        later(parent, [index = choices.isEmpty() ? -1 : choices.takeFirst(), chosen] { chosen(index); });
    }

    void chooseFiles(QWidget *parent, std::function<void(const QStringList &)> chosen) override
    {
        ++chosenCount;
        later(parent, [paths = next(fileChoices), chosen] { chosen(paths); });
    }

    void chooseFolder(QWidget *parent, std::function<void(const QString &)> chosen) override
    {
        ++chosenCount;
        later(parent, [path = next(folderChoices), chosen] { chosen(path); });
    }

    void chooseSavePath(QWidget *parent, const QString &, const QString &,
                        std::function<void(const QString &)> chosen) override
    {
        later(parent, [path = next(savePaths), chosen] { chosen(path); });
    }

private:
    template <typename List>
    static typename List::value_type next(List &list)
    {
        return list.isEmpty() ? typename List::value_type{} : list.takeFirst();
    }

    template <typename Function>
    static void later(QWidget *parent, Function function)
    {
        QMetaObject::invokeMethod(parent, function, Qt::QueuedConnection);
    }
};

} // namespace pollux
