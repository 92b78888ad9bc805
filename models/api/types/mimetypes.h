// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace pollux {

struct GuessedMimeType {
    QString name;        ///< `type/subtype`, never with parameters
    bool isKnown = true; ///< false if nothing better than application/octet-stream was found
};

/// The MIME type to send for a local file: from a built-in table of extensions that systems disagree about (contract 2
/// and 4), else from the shared MIME database by name and content, else text/plain if the first bytes are UTF-8 text
/// (contract 4, "Text handling"). If the first bytes are plainly text, the type is a text/… whatever the name or the
/// first letters suggest; only JSON, JSON lines and PDF are sent under their own names. SVG and PostScript are among
/// those that become text/plain, since models refuse their own types. If the first bytes are no text, but the name is
/// that of a text, the type is that of the content, or the other one of this name. Reads at most the first 8 KiB.
GuessedMimeType guessMimeType(const QString &path);

/// The types of the built-in table, sorted, each once: the choices to offer to the user.
QStringList knownMimeTypes();

/// True for `type/subtype` by the rules of RFC 6838 4.2, without parameters.
bool isMimeType(const QString &text);

/// Stores read neither sounds nor films (contract 4).
bool isSoundOrFilm(const QString &type);

/// application/octet-stream, for files of unknown type; models do not read such files (contract 5, item 14).
QString unknownMimeType();

} // namespace pollux
