// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMimeData>
#include <QStringList>

#include <memory>

/// Files of the service as they are dragged from the table of files onto a store: their resource names, one per line,
/// in UTF-8, under a MIME type of our own.
namespace pollux::filenamesmime {

inline constexpr char type[] = "application/x-pollux-file-names";

inline constexpr int maxNames = 10000; ///< of one drag; what lies beyond is left out

std::unique_ptr<QMimeData> encode(const QStringList &names);

/// Names of the form "files/…", each once; empty where there are none. Any program may offer this type, so nothing else
/// is let through.
QStringList decode(const QMimeData &mime);

} // namespace pollux::filenamesmime
