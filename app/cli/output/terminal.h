// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdio>
#include <optional>

/// The terminal that the program was started in.
namespace pollux::terminal {

/// True if the stream is connected to a terminal.
bool isTerminal(std::FILE *stream);
/// True if standard error is a terminal that understands the control sequences which move the cursor. On Windows it
/// switches them on.
bool canRewriteLines();
/// Columns of the terminal behind standard error; 80 if they are not known.
int columns();
/// Reads one line of standard input, at most `longest` bytes, trimmed. On a terminal it prints `prompt` and turns off
/// the echo. Blocks. Nothing if a signal such as Ctrl+C ended the reading, also that of a pipe; the echo is then on
/// again, and the signal is delivered to the program before this function returns. (On Windows, Ctrl+C ends in the
/// console handler.)
std::optional<QByteArray> readSecretLine(const QString &prompt, int longest);

} // namespace pollux::terminal
