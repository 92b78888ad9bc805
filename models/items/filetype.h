// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// The kind of content of a file, in the coarse groups of the file filter.
enum class FileType { Image, Video, Audio, Text, Pdf, Other };

/// The kind for a MIME type, in any letter case and with any parameters. Text includes text formats under
/// "application/": JSON, XML, scripts, RTF.
FileType fileType(const QString &mimeType);

} // namespace pollux
