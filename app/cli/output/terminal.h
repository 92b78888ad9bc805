// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdio>

/// The terminal that the program was started in.
namespace pollux::terminal {

/// True where the stream is connected to a terminal.
bool isTerminal(std::FILE *stream);
/// True where standard error is a terminal that moves its cursor when told to.
bool canRewriteLines();
/// Columns of the terminal behind standard error; 80 where they are not known.
int columns();
/// One line of standard input, at most `longest` bytes, trimmed. From a terminal: after `prompt`, without echo. Blocks.
QByteArray readSecretLine(const QString &prompt, int longest);

} // namespace pollux::terminal
