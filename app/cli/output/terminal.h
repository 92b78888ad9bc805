// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdio>

/// What a program without windows knows of the terminal it was started in.
namespace pollux::terminal {

/// True where a person sees what is written to the stream, or types what is
/// read from it.
bool isTerminal(std::FILE *stream);
/// True where standard error is a terminal that moves its cursor when told to.
bool canRewriteLines();
/// Columns of the terminal behind standard error; 80 where nobody says.
int columns();
/// One line of standard input, at most `longest` bytes, without its end. From a
/// terminal: after `prompt`, and what is typed is not shown. Blocks.
QByteArray readSecretLine(const QString &prompt, int longest);

} // namespace pollux::terminal
