// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace pollux {

struct GuessedMimeType {
    QString name;        ///< `type/subtype`, never with parameters
    bool isKnown = true; ///< false where only application/octet-stream is left
};

/// The MIME type to announce for a local file: our table for the extensions that systems disagree about (contract 2 and
/// 4), then the shared MIME database by name and content, then text/plain where the first bytes are UTF-8 text
/// (contract 4, "Text handling"). Reads at most the first 8 KiB.
GuessedMimeType guessMimeType(const QString &path);

/// The types of our table, sorted, each once: what to offer to a person who chooses one.
QStringList knownMimeTypes();

/// True for `type/subtype` by the rules of RFC 6838 4.2, without parameters.
bool isMimeType(const QString &text);

/// What announces bytes of no known kind; models do not read it (contract 5, item 14).
QString unknownMimeType();

} // namespace pollux
