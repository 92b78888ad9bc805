// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/datadirectory.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <filesystem>
#include <system_error>

namespace pollux {

namespace {

QString reasonOf(const std::error_code &failure)
{
    return QString::fromLocal8Bit(failure.message().c_str());
}

} // namespace

DataDirectory dataDirectory(const QString &chosen)
{
    const QString wanted =
        chosen.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : chosen;
    if (wanted.isEmpty())
        return {{}, reasonOf(std::make_error_code(std::errc::no_such_file_or_directory))};
    const QFileInfo folder(QDir::cleanPath(QFileInfo(wanted).absoluteFilePath()));
    DataDirectory directory{folder.filePath(), {}};
    if (folder.exists()) {
        if (!folder.isDir())
            directory.errorText = reasonOf(std::make_error_code(std::errc::not_a_directory));
        return directory;
    }
    std::error_code failure;
    std::filesystem::create_directories(QFileInfo(folder.path()).filesystemAbsoluteFilePath(), failure);
    // Only Qt makes a folder that is closed to others from its beginning, and only the library says what is wrong.
    if (!failure && !QDir().mkdir(folder.filePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        std::filesystem::create_directory(folder.filesystemAbsoluteFilePath(), failure);
    if (failure)
        directory.errorText = reasonOf(failure);
    return directory;
}

} // namespace pollux
