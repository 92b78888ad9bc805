// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QUrl>

#include <optional>

namespace pollux {

/// What `pollux` was asked to do.
struct CommandLine {
    enum class Action { Run, PrintText, Refuse };

    Action action = Action::Run;
    QString text; ///< help, version, or why the arguments are refused

    std::optional<QUrl> endpoint; ///< replaces the base URL of the account used at start, for this run
    QString profileName;          ///< the account to begin with; empty = the one used last
    bool demo = false;            ///< open on the embedded demo server
    QString tourDirectory;        ///< play the tour and put its pictures here; only with demo
    QString dataDirectory;        ///< empty = the platform's standard place
    QStringList files;            ///< absolute paths to upload at once

    /// Whether an option other than --data-dir changes how the program starts. A program that runs already cannot
    /// follow it.
    bool changesTheStart() const { return endpoint || !profileName.isEmpty() || demo || !tourDirectory.isEmpty(); }
    int exitCode() const { return action == Action::Refuse ? 2 : 0; }
};

/// `arguments` begin with the program's own path. Relative paths are resolved against the working directory. Needs a
/// QCoreApplication.
CommandLine parseCommandLine(const QStringList &arguments);

} // namespace pollux
