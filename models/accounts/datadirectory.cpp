// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/datadirectory.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace pollux {

namespace {

/// An absolute path; empty if the system names none.
QString wantedDirectory(const QString &chosen)
{
    const QString wanted =
        chosen.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : chosen;
    return wanted.isEmpty() ? QString() : QDir::cleanPath(QFileInfo(wanted).absoluteFilePath());
}

} // namespace

QString dataDirectory(const QString &chosen)
{
    const QString wanted = wantedDirectory(chosen);
    if (wanted.isEmpty())
        return {};
    const QFileInfo folder(wanted);
    if (folder.exists())
        return folder.isDir() ? folder.filePath() : QString();
    const bool made = QDir().mkpath(folder.path()) &&
                      QDir().mkdir(folder.filePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return made ? folder.filePath() : QString();
}

DataDirectoryProblem dataDirectoryProblem(const QString &chosen)
{
    const QString wanted = wantedDirectory(chosen);
    QFileInfo existing(wanted);
    while (!wanted.isEmpty() && !existing.exists() && !existing.isRoot())
        existing.setFile(existing.path());
    return {wanted, existing.filePath(), existing.exists() && !existing.isDir()};
}

} // namespace pollux
