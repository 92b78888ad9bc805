// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

#include <chrono>

namespace pollux {

/// What `pollux-cli` was asked to do.
struct CliOptions {
    enum class Command { PrintText, Refuse, Upload, Resume, List, Get, Delete, Watch, Profiles };

    Command command = Command::Refuse;
    QString text; ///< help, version, or why it is refused

    QStringList arguments;  ///< files, absolute; or resource names, "files/…"
    QString displayName;    ///< empty: the file's name
    QString mimeType;       ///< empty: guessed
    QString profileName;    ///< empty: the environment's account, else the active one
    QString dataDirectory;  ///< empty: the platform's standard place
    int jobs = 0;           ///< uploads at once; 0: the setting
    bool isVerified = true; ///< contents are hashed and compared
    bool waitsForActive = false;
    bool listsAll = false;
    bool isJson = false;
    bool readsKey = false; ///< from standard input
    bool isDebug = false;
    std::chrono::seconds patience = std::chrono::minutes(10); ///< without any progress or answer, before it is given up
};

/// `arguments` begin with the program's own path. Relative paths are taken from
/// the working directory. An argument that looks like a key is refused: it
/// would be seen in lists of processes and in the shell's history. Needs a
/// QCoreApplication.
CliOptions parseCliOptions(const QStringList &arguments);

} // namespace pollux
