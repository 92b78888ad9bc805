// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/datadirectory.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace pollux {

QString dataDirectory(const QString &chosen)
{
    const QString wanted =
        chosen.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : chosen;
    if (wanted.isEmpty()) {
        return {};
    }
    const QFileInfo folder(QDir::cleanPath(QFileInfo(wanted).absoluteFilePath()));
    if (folder.exists())
        return folder.isDir() ? folder.filePath() : QString();
    const bool made = QDir().mkpath(folder.path()) &&
                      QDir().mkdir(folder.filePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return made ? folder.filePath() : QString();
}

} // namespace pollux
