// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMimeData>
#include <QStringList>

#include <memory>

/// MIME data of files that are dragged from the table of files onto a store: their resource names, one per line, in
/// UTF-8, with a private MIME type.
namespace pollux::filenamesmime {

inline constexpr char type[] = "application/x-pollux-file-names";

inline constexpr int maxNames = 10000; ///< of one drag; further names are left out

std::unique_ptr<QMimeData> encode(const QStringList &names);

/// Returns names of the form "files/…", each once; empty if there are none. All other text is dropped, since any
/// program may offer this type.
QStringList decode(const QMimeData &mime);

} // namespace pollux::filenamesmime
