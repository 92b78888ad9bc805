// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options/clioptions.h"

#include <functional>
#include <limits>

namespace pollux {

/// A command of pollux-cli, both for parsing and for --help.
struct CommandRow {
    struct Argument {
        /// Makes what the command works with from what was typed; nullopt if that is not possible.
        std::function<std::optional<QString>(const QString &typed)> read;
        QString refusal; ///< the sentence for an argument that cannot be read; %1 stands for it
    };

    CliOptions::Command command;
    QString name;
    QString usage; ///< arguments for --help: "…" means any number of them, "[" that they may be left out
    Argument argument;
    QString help; ///< lines for --help

    int minArguments() const { return usage.isEmpty() || usage.startsWith(u'[') ? 0 : 1; }
    int maxArguments() const
    {
        return usage.contains(u'…') ? std::numeric_limits<int>::max() : static_cast<int>(!usage.isEmpty());
    }
};

const QList<CommandRow> &commandTable();

/// What `pollux-cli --help` says before its list of options: commands, names, accounts, exit codes, JSON lines.
QString helpText();

} // namespace pollux
