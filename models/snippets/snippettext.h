// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippetrequest.h"

#include <QHash>
#include <QJsonValue>

/// How foreign text gets into source text. Literals mean exactly what was given, without NULs and with U+FFFD for half
/// surrogate pairs; what does not show (control characters, separators of lines, characters that change the writing
/// direction) stands in them as an escape, so a literal is always one line.
namespace pollux::snippettext {

/// Python, JavaScript and Go: in double quotes. Bash: one word.
QString quoted(const QString &text, SnippetLanguage language);
/// In double quotes, by RFC 8259.
QString jsonQuoted(const QString &text);

/// A name for a comment: one line of at most 60 letters, digits, symbols and plain marks, and nothing that any of the
/// languages, or a shell that takes comments for commands, could make something of. May be empty.
QString commentWords(const QString &text);

/// How a JSON value is written down.
enum class ValueStyle {
    Json,
    JavaScript, ///< keys without quotes
    Python,     ///< keys in snake_case
};

/// Over several lines, but for empty objects and lists; the lines after the first begin with `indent` blanks. Keys are
/// the wire's, not foreign.
QString valueText(const QJsonValue &value, ValueStyle style, int indent);
/// The shortest that is the same number, in all the languages.
QString numberText(double number);

/// `pattern` with each "@word@" that `values` has replaced, in one pass: what is put in is not looked at again.
QString filled(const QString &pattern, const QHash<QString, QString> &values);

} // namespace pollux::snippettext
