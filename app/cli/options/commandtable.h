// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options/clioptions.h"

#include <functional>
#include <limits>

namespace pollux {

/// A command of pollux-cli, both for parsing and for --help.
struct CommandRow {
    struct Argument {
        /// What the command works with, made of what was typed; nothing where it is no such thing.
        std::function<std::optional<QString>(const QString &typed)> read;
        QString refusal; ///< the sentence for what cannot be read, which takes the place of %1
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
