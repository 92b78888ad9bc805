// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippetsubject.h"

#include <QJsonObject>

/// How untrusted text gets into source text. Literals mean exactly what was given, without NULs and with U+FFFD for
/// half surrogate pairs. Characters that do not show (control characters, line separators, characters that change the
/// writing direction) become escapes, so a literal is always one line.
namespace pollux::snippettext {

/// Python, JavaScript and Go: in double quotes. Bash: one word.
QString quoted(const QString &text, SnippetLanguage language);
/// In double quotes, by RFC 8259.
QString jsonQuoted(const QString &text);

/// A name for a comment: one line of at most 60 letters, digits, symbols and plain marks, and nothing that means
/// something to any of the languages, or to a shell that runs pasted comments. May be empty.
QString commentWords(const QString &text);

/// How a JSON value is written down.
enum class ValueStyle {
    Json,
    JavaScript, ///< keys without quotes
    Python,     ///< keys in snake_case
};

/// Over several lines, except empty objects and lists; the lines after the first begin with `indent` blanks. Keys must
/// be those of the API, not untrusted text.
QString valueText(const QJsonValue &value, ValueStyle style, int indent);
/// The shortest that is the same number, in all the languages.
QString numberText(double number);

/// A template with its directives replaced by `values`, in one pass: what is put in is not looked at again.
/// - "@word@": the text under this key, or nothing.
/// - "@if word@…@end word@", "@unless word@…@end word@": kept where the value is true, or a text or list that is not
///   empty; or dropped there. Not inside a section of the same word.
/// - "@each word@…@end word@": repeated for each object of the list, whose values come before those outside.
/// - "@note …@": dropped.
/// A line break directly after a directive other than "@word@" belongs to the directive.
QString filled(const QString &pattern, const QJsonObject &values);

} // namespace pollux::snippettext
