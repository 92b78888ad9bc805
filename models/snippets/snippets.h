// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippetsubject.h"

/// Complete programs that work with a file, a store or a document. They read the API key from the environment variable
/// GEMINI_API_KEY and never contain one. Names, types and paths are untrusted text: they are quoted as literals (see
/// snippettext.h), and only appear in comments in a sanitised form. Pure; programs and their comments are in English.
/// The programs are made from the templates in resources/snippets.
namespace pollux::snippets {

/// The purposes for this subject, the most likely one first.
QList<SnippetPurpose> purposesFor(const SnippetSubject &subject);
/// The languages whose client supports this subject, in the order of the enum. No published client supports ragStores
/// (contract 0, item 1), so only curl is given for them and their documents.
QList<SnippetLanguage> languagesFor(const SnippetSubject &subject);

/// The program; ends in a newline. Empty if purposesFor() or languagesFor() does not contain the arguments.
QString source(const SnippetSubject &subject, SnippetPurpose purpose, SnippetLanguage language);

/// "python", "javascript", "go" or "curl": a name for settings.
QString keyOf(SnippetLanguage language);
std::optional<SnippetLanguage> languageWithKey(const QString &key);

} // namespace pollux::snippets
