// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/widgets/prompts.h"

class QDialog;

namespace pollux {

/// Shows the dialog modal to its parent's window. It deletes itself when it is closed.
void openDialog(QDialog *dialog);

/// Prompts as window-modal dialogs over the parent's window. File dialogs open in the folder of the last choice.
class DialogPrompts final : public Prompts {
public:
    void ask(QWidget *parent, const Question &question, Answer answer) override;
    void choose(QWidget *parent, const Question &question, const QStringList &otherLabels,
                std::function<void(int)> chosen) override;
    void chooseFiles(QWidget *parent, std::function<void(const QStringList &)> chosen) override;
    void chooseFolder(QWidget *parent, std::function<void(const QString &)> chosen) override;
    void chooseSavePath(QWidget *parent, const QString &title, const QString &suggestedName,
                        std::function<void(const QString &)> chosen) override;
};

} // namespace pollux
