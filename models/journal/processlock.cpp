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

/// An open, locked file.
class ProcessLock::File {
public:
    /// Null where another program has the lock, or the file cannot be opened.
    static std::unique_ptr<File> lock(const QString &path, int flags)
    {
        const QByteArray name = QFile::encodeName(path);
        const int descriptor = ::open(name.constData(), flags | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (descriptor < 0)
            return nullptr;
        std::unique_ptr<File> file(new File(descriptor, name));
        struct stat status {};
        // Whoever had the lock before may have removed the file: then it is nobody's any more.
        file->m_isLocked =
            ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 && ::fstat(descriptor, &status) == 0 && status.st_nlink > 0;
        return file->m_isLocked ? std::move(file) : nullptr;
    }

    ~File()
    {
        // While it is still locked, so that nobody else's file is removed.
        if (m_isLocked)
            ::unlink(m_name.constData());
        ::close(m_descriptor);
    }
    File(const File &) = delete;
    File &operator=(const File &) = delete;

private:
    File(int descriptor, QByteArray name)
        : m_descriptor(descriptor)
        , m_name(std::move(name))
    {
    }

    int m_descriptor;
    QByteArray m_name;
    bool m_isLocked = false;
};

bool ProcessLock::tryOnce()
{
    m_file = File::lock(m_path, O_CREAT);
    return isLocked();
}

bool ProcessLock::isHeld(const QString &path)
{
    return QFileInfo::exists(path) && !File::lock(path, 0) && QFileInfo::exists(path);
}

#else

class ProcessLock::File {
public:
    explicit File(const QString &path)
        : lock(path)
    {
        // Age says nothing: an upload may run for days.
        lock.setStaleLockTime(0);
    }

    QLockFile lock;
};

bool ProcessLock::tryOnce()
{
    m_file = std::make_unique<File>(m_path);
    if (!m_file->lock.tryLock(0))
        m_file.reset();
    return isLocked();
}

bool ProcessLock::isHeld(const QString &path)
{
    return QFileInfo::exists(path) && !File(path).lock.tryLock(0);
}

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

bool ProcessLock::tryLock(std::chrono::milliseconds patience)
{
    // Other programs cannot tell when they let go: it is tried again and again. Nothing is ever released here.
    QSemaphore nobody;
    for (std::chrono::milliseconds waited(0); !isLocked() && !tryOnce() && waited < patience; waited += pause)
        nobody.tryAcquire(1, static_cast<int>(pause.count()));
    return isLocked();
}

} // namespace pollux
