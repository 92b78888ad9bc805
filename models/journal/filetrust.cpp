// SPDX-License-Identifier: Apache-2.0
#include "models/journal/filetrust.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace pollux {

#ifdef Q_OS_UNIX

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(FileTrust)
};

constexpr mode_t ofOthers = S_IRWXG | S_IRWXO;

/// In a folder where others may rename files, a file that is checked may be another one when it is opened.
QString distrustOfFolder(const QByteArray &folder)
{
    struct stat status {};
    if (::stat(folder.constData(), &status) != 0)
        return {};
    if ((status.st_mode & S_IWOTH) != 0 && (status.st_mode & S_ISVTX) == 0)
        return Texts::tr("Every user may replace files in the folder");
    constexpr uid_t superUser = 0; // may do so anyway
    const bool isOfOther = status.st_uid != ::geteuid() && status.st_uid != superUser;
    return isOfOther ? Texts::tr("The folder belongs to another user") : QString();
}

} // namespace

QString distrustOf(const QString &path)
{
    if (const QString reason = distrustOfFolder(QFile::encodeName(QFileInfo(path).absolutePath())); !reason.isEmpty())
        return reason;
    const QByteArray name = QFile::encodeName(path);
    struct stat status {};
    if (::lstat(name.constData(), &status) != 0)
        return {};
    if (S_ISLNK(status.st_mode))
        return Texts::tr("The file is a symbolic link");
    if (status.st_uid != ::geteuid())
        return Texts::tr("The file belongs to another user");
    if (!S_ISREG(status.st_mode) || (status.st_mode & ofOthers) == 0)
        return {};
    ::chmod(name.constData(), S_IRUSR | S_IWUSR);
    const bool isPrivate = ::lstat(name.constData(), &status) == 0 && (status.st_mode & ofOthers) == 0;
    return isPrivate ? QString() : Texts::tr("Other users may read the file, and that cannot be changed");
}

#else

QString distrustOf(const QString &)
{
    return {};
}

#endif

} // namespace pollux
