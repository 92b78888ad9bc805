// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippetsubject.h"

/// Programs for what can be done with a file, a store or a document, ready to be run. They take the API key from the
/// environment variable GEMINI_API_KEY and never hold one. Names, types and paths are untrusted text: in literals they
/// mean exactly that text, without NULs and with U+FFFD for half surrogate pairs; comments get them cleaned. Pure;
/// programs and their comments are English. The programs are made of the templates in resources/snippets.
namespace pollux::snippets {

/// What can be done with it, the likeliest first.
QList<SnippetPurpose> purposesFor(const SnippetSubject &subject);
/// The languages whose client knows it, in the order of the enum. No published client knows ragStores (contract 0, item
/// 1), so for what is in them there is curl only.
QList<SnippetLanguage> languagesFor(const SnippetSubject &subject);

/// Ends in a newline. Empty where purposesFor() or languagesFor() does not have it.
QString source(const SnippetSubject &subject, SnippetPurpose purpose, SnippetLanguage language);

/// "python", "javascript", "go" or "curl": a name for settings.
QString keyOf(SnippetLanguage language);
std::optional<SnippetLanguage> languageWithKey(const QString &key);

} // namespace pollux::snippets
