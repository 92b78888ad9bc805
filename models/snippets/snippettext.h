// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippetsubject.h"

#include <QJsonObject>

/// Puts untrusted text into source code. The value of a literal is exactly the given text, except that NULs are removed
/// and unpaired surrogates become U+FFFD. Invisible characters (control characters, line separators, characters that
/// change the writing direction) become escapes, so a literal is always one line.
namespace pollux::snippettext {

/// Python, JavaScript and Go: in double quotes. Bash: one word.
QString quoted(const QString &text, SnippetLanguage language);
/// In double quotes, by RFC 8259.
QString jsonQuoted(const QString &text);

/// Untrusted text for a comment: one line of at most 60 characters, without keys. Only letters, digits, symbols and the
/// marks .,-_ are kept, because other characters may have a meaning in one of the languages, or in a shell into which
/// comments are pasted. May be empty.
QString commentWords(const QString &text);

/// The syntax in which a JSON value is written.
enum class ValueStyle {
    Json,
    JavaScript, ///< keys without quotes
    Python,     ///< keys in snake_case
};

/// The value on several lines, except empty objects and lists; lines after the first begin with `indent` blanks. Keys
/// must be names of the API, not untrusted text.
QString valueText(const QJsonValue &value, ValueStyle style, int indent);
/// The shortest text with the same value; valid in all the languages.
QString numberText(double number);

/// Replaces the directives of a template by `values`, in one pass: inserted text is not searched for directives.
/// - "@word@": the text under the key "word", or nothing.
/// - "@if word@…@end word@", "@unless word@…@end word@": "if" keeps the section if the value is true, or a text or list
///   that is not empty; "unless" drops it then. Not inside a section of the same word.
/// - "@each word@…@end word@": repeated for each object of the list; values of the object take precedence over those
///   outside.
/// - "@note …@": dropped.
/// A line break directly after a directive other than "@word@" belongs to the directive.
QString filled(const QString &pattern, const QJsonObject &values);

} // namespace pollux::snippettext
