// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// The kind of content of a file, as coarse as people search for it.
enum class FileType { Image, Video, Audio, Text, Pdf, Other };

/// From a MIME type, in any case and with any parameters. Text includes what is text under "application/": JSON, XML,
/// scripts, RTF.
FileType fileType(const QString &mimeType);

} // namespace pollux
