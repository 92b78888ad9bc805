// SPDX-License-Identifier: Apache-2.0
#include "models/journal/processlock.h"

#include <QFile>
#include <QFileInfo>
#include <QSemaphore>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <QLockFile>
#endif

namespace pollux {

namespace {

constexpr std::chrono::milliseconds pause(20);

} // namespace

#ifdef Q_OS_UNIX

/// An open file, locked unless another program has the lock or the file cannot be opened.
class ProcessLock::File {
public:
    File(const QString &path, bool creates)
        : m_name(QFile::encodeName(path))
        , m_descriptor(
              ::open(m_name.constData(), (creates ? O_CREAT : 0) | O_RDWR | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR))
    {
        struct stat status {};
        // The previous owner may have removed the file: then a lock of it is worthless.
        m_isLocked = m_descriptor >= 0 && ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0 &&
                     ::fstat(m_descriptor, &status) == 0 && status.st_nlink > 0;
    }
    ~File()
    {
        // Removed while it is still locked, so that it cannot be another program's file.
        if (m_isLocked)
            ::unlink(m_name.constData());
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    File(const File &) = delete;
    File &operator=(const File &) = delete;

    bool isLocked() const { return m_isLocked; }

private:
    QByteArray m_name;
    int m_descriptor;
    bool m_isLocked = false;
};

#else

class ProcessLock::File {
public:
    File(const QString &path, bool)
        : m_lock(path)
    {
        // A lock does not become stale with age: an upload may run for days.
        m_lock.setStaleLockTime(0);
        m_lock.tryLock(0);
    }

    bool isLocked() const { return m_lock.isLocked(); }

private:
    QLockFile m_lock;
};

#endif

ProcessLock::ProcessLock(const QString &path)
    : m_path(path)
{
}

ProcessLock::~ProcessLock() = default;

bool ProcessLock::isLocked() const
{
    return m_file != nullptr;
}

bool ProcessLock::tryOnce()
{
    m_file = std::make_unique<File>(m_path, true);
    if (!m_file->isLocked())
        m_file.reset();
    return isLocked();
}

bool ProcessLock::isHeld(const QString &path)
{
    return QFileInfo::exists(path) && !File(path, false).isLocked() && QFileInfo::exists(path);
}

bool ProcessLock::tryLock(std::chrono::milliseconds patience)
{
    // Nothing signals a release by another program, so this polls; the semaphore is never released and only waits.
    QSemaphore nobody;
    for (std::chrono::milliseconds waited(0); !isLocked() && !tryOnce() && waited < patience; waited += pause)
        nobody.tryAcquire(1, static_cast<int>(pause.count()));
    return isLocked();
}

} // namespace pollux
