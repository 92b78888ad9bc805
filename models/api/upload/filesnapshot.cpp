// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/filesnapshot.h"

#ifdef Q_OS_WIN
#include <QDir>

#include <io.h>
#include <qt_windows.h>
#else
#include <sys/stat.h>
#endif

namespace pollux {

namespace {

/// After the year 2262 the number starts again at the smallest one, so that different times still differ.
qint64 nanoseconds(qint64 units, quint64 nanosecondsInUnit, qint64 rest)
{
    return static_cast<qint64>(static_cast<quint64>(units) * nanosecondsInUnit + static_cast<quint64>(rest));
}

#ifdef Q_OS_WIN

quint64 joined(DWORD high, DWORD low)
{
    return quint64{high} << 32 | low;
}

FileSnapshot ofHandle(HANDLE handle)
{
    BY_HANDLE_FILE_INFORMATION information;
    if (handle == INVALID_HANDLE_VALUE || !GetFileInformationByHandle(handle, &information))
        return {};
    // File times count units of 100 ns since 1601.
    constexpr qint64 unixEpoch = 116'444'736'000'000'000;
    const auto time = static_cast<qint64>(
        joined(information.ftLastWriteTime.dwHighDateTime, information.ftLastWriteTime.dwLowDateTime));
    return {static_cast<qint64>(joined(information.nFileSizeHigh, information.nFileSizeLow)),
            nanoseconds(time - unixEpoch, 100, 0), information.dwVolumeSerialNumber,
            joined(information.nFileIndexHigh, information.nFileIndexLow)};
}

#else

FileSnapshot ofStat(const struct stat &status)
{
#ifdef Q_OS_DARWIN
    const timespec &modified = status.st_mtimespec;
#else
    const timespec &modified = status.st_mtim;
#endif
    return {status.st_size, nanoseconds(modified.tv_sec, 1'000'000'000, modified.tv_nsec),
            static_cast<quint64>(status.st_dev), static_cast<quint64>(status.st_ino)};
}

#endif

} // namespace

FileSnapshot FileSnapshot::of(const QFile &file)
{
#ifdef Q_OS_WIN
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the C library keeps a handle as an integer.
    return ofHandle(reinterpret_cast<HANDLE>(_get_osfhandle(file.handle())));
#else
    struct stat status = {};
    return fstat(file.handle(), &status) == 0 ? ofStat(status) : FileSnapshot();
#endif
}

FileSnapshot FileSnapshot::ofPath(const QString &path)
{
#ifdef Q_OS_WIN
    const std::wstring name = QDir::toNativeSeparators(path).toStdWString();
    const HANDLE handle = CreateFileW(name.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                      OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr);
    const FileSnapshot snapshot = ofHandle(handle);
    if (handle != INVALID_HANDLE_VALUE)
        CloseHandle(handle);
    return snapshot;
#else
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? ofStat(status) : FileSnapshot();
#endif
}

bool hasUnstatedContent(QFile &file)
{
    char byte = 0;
    return FileSnapshot::of(file).size == 0 && file.read(&byte, 1) > 0;
}

} // namespace pollux
