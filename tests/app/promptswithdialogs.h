// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/views/scriptedprompts.h"
#include "views/widgets/dialogprompts.h"

namespace pollux {

/// Shows the real dialogs for questions. The files to upload come from the script, because a file dialog belongs to
/// the platform.
class PromptsWithDialogs final : public ScriptedPrompts {
public:
    void ask(QWidget *parent, const Question &question, Answer answer) override
    {
        m_dialogs.ask(parent, question, std::move(answer));
    }

private:
    DialogPrompts m_dialogs;
};

} // namespace pollux
