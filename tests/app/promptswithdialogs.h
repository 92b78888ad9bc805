// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/views/scriptedprompts.h"
#include "views/dialogprompts.h"

namespace pollux {

/// Questions come in their real dialogs; files to upload are named by script, for a file dialog belongs to the
/// platform.
class PromptsWithDialogs final : public ScriptedPrompts {
public:
    void confirmDelete(QWidget *parent, const QList<RemoteFile> &files, Answer answer) override
    {
        m_dialogs.confirmDelete(parent, files, std::move(answer));
    }

    void ask(QWidget *parent, const Question &question, Answer answer) override
    {
        m_dialogs.ask(parent, question, std::move(answer));
    }

    void askPreflight(QWidget *parent, const PreflightResult &result,
                      std::function<void(const PreflightAnswer &)> answered) override
    {
        m_dialogs.askPreflight(parent, result, std::move(answered));
    }

private:
    DialogPrompts m_dialogs;
};

} // namespace pollux
