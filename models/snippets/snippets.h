// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "models/snippets/snippetrequest.h"

namespace pollux {

/// Programs for what can be done with a file, a store or a document, ready to be run. They take the API key from the
/// environment variable GEMINI_API_KEY and never hold one. Every name, type and path is foreign text: it stands in
/// literals that mean exactly that text, without its NULs and with U+FFFD for half surrogate pairs, and in comments
/// only cleaned. Pure; programs and their comments are English.
namespace snippets {

/// What can be done with it, the likeliest first.
QList<SnippetPurpose> purposesFor(const SnippetSubject &subject);
/// The languages whose client knows it, in the order of the enum: what is under ragStores no published client knows
/// (contract 0, item 1), so there it is curl alone.
QList<SnippetLanguage> languagesFor(const SnippetSubject &subject);

/// Ends in a newline. Empty where purposesFor() or languagesFor() does not have it.
QString source(const SnippetSubject &subject, SnippetPurpose purpose, SnippetLanguage language);

/// "python", "javascript", "go" or "curl": a name for settings.
QString keyOf(SnippetLanguage language);
std::optional<SnippetLanguage> languageWithKey(const QString &key);

} // namespace snippets

} // namespace pollux
