// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/systemfaults.h"

#include <atomic>
#include <mutex>

#ifdef __linux__

#include <dlfcn.h>
#include <netdb.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <limits>
#include <string>

namespace pollux::systemfaults {

namespace {

struct Plan {
    std::string readPath;
    qint64 readOffset = 0;
    std::string writePath;
    std::string signalPath;
    int errorNumber = 0; // 0: the process is killed
    int skip = 0;
    int times = 0;
};

std::mutex mutex;
Plan plan;
std::atomic<bool> areReadsPlanned = false;
std::atomic<bool> areWritesPlanned = false;
std::atomic<qint64> furthest = 0;
std::atomic<int> seenWrites = 0;
std::atomic<int> failedWrites = 0;
std::atomic<int> lookupsToFail = 0;
std::atomic<int> failedLookups = 0;
std::atomic<qint64> clockShift = 0; // s
thread_local bool isTimeRightHere = false;

/// Must not use Qt or the C library, whose own calls end up here.
bool isOpenAs(int descriptor, const std::string &pathPart)
{
    std::array<char, 4096> path{};
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = readlink(link.c_str(), path.data(), path.size());
    return length > 0 && std::string(path.data(), static_cast<std::size_t>(length)).find(pathPart) != std::string::npos;
}

bool isReadToFail(int descriptor, std::size_t count)
{
    if (!areReadsPlanned)
        return false;
    const std::lock_guard lock(mutex);
    if (!isOpenAs(descriptor, plan.readPath))
        return false;
    const qint64 offset = lseek(descriptor, 0, SEEK_CUR);
    furthest = std::max<qint64>(furthest, offset + static_cast<qint64>(count));
    return offset >= plan.readOffset;
}

/// errno for this write, 0 if it succeeds.
int writeError(int descriptor)
{
    if (!areWritesPlanned)
        return 0;
    const std::lock_guard lock(mutex);
    if (!isOpenAs(descriptor, plan.writePath))
        return 0;
    ++seenWrites;
    if (!plan.signalPath.empty() && access(plan.signalPath.c_str(), F_OK) != 0)
        return 0;
    if (plan.skip > 0) {
        --plan.skip;
        return 0;
    }
    if (plan.times == 0)
        return 0;
    if (plan.errorNumber == 0)
        kill(getpid(), SIGKILL);
    plan.times -= plan.times > 0 ? 1 : 0;
    ++failedWrites;
    return plan.errorNumber;
}

void planWrites(const QByteArray &pathPart, const QByteArray &signalPath, int errorNumber, int skip, int times)
{
    const std::lock_guard lock(mutex);
    plan.writePath = pathPart.toStdString();
    plan.signalPath = signalPath.toStdString();
    plan.errorNumber = errorNumber;
    plan.skip = skip;
    plan.times = times;
    seenWrites = 0;
    failedWrites = 0;
    areWritesPlanned = true;
}

} // namespace

bool areAvailable()
{
    return true;
}

void failReads(const QByteArray &pathPart, qint64 offset)
{
    const std::lock_guard lock(mutex);
    plan.readPath = pathPart.toStdString();
    plan.readOffset = offset;
    areReadsPlanned = true;
}

void watchReads(const QByteArray &pathPart)
{
    furthest = 0;
    failReads(pathPart, std::numeric_limits<qint64>::max());
}

qint64 furthestRead()
{
    return furthest;
}

void failWrites(const QByteArray &pathPart, int errorNumber, int skip, int times)
{
    planWrites(pathPart, {}, errorNumber, skip, times);
}

void killAtWrite(const QByteArray &pathPart, int skip)
{
    planWrites(pathPart, {}, 0, skip, 1);
}

void killAtWriteAfter(const QByteArray &pathPart, const QByteArray &signalPath)
{
    planWrites(pathPart, signalPath, 0, 0, 1);
}

int writesSeen()
{
    return seenWrites;
}

int writesFailed()
{
    return failedWrites;
}

void failLookups(int times)
{
    failedLookups = 0;
    lookupsToFail = times;
}

int lookupsFailed()
{
    return failedLookups;
}

void shiftWallClock(std::chrono::seconds shift)
{
    clockShift = shift.count();
}

void keepTimeOfThisThread()
{
    isTimeRightHere = true;
}

void clear()
{
    areReadsPlanned = false;
    areWritesPlanned = false;
    lookupsToFail = 0;
    clockShift = 0;
}

} // namespace pollux::systemfaults

using namespace pollux::systemfaults;

extern "C" {

ssize_t read(int descriptor, void *buffer, size_t count)
{
    if (isReadToFail(descriptor, count)) {
        errno = EIO;
        return -1;
    }
    return syscall(SYS_read, descriptor, buffer, count);
}

ssize_t write(int descriptor, const void *buffer, size_t count)
{
    if (const int error = writeError(descriptor)) {
        errno = error;
        return -1;
    }
    return syscall(SYS_write, descriptor, buffer, count);
}

ssize_t pwrite64(int descriptor, const void *buffer, size_t count, off64_t offset)
{
    if (const int error = writeError(descriptor)) {
        errno = error;
        return -1;
    }
    return syscall(SYS_pwrite64, descriptor, buffer, count, offset);
}

ssize_t pwrite(int descriptor, const void *buffer, size_t count, off_t offset)
{
    return pwrite64(descriptor, buffer, count, offset);
}

int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    using Function = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (lookupsToFail > 0) {
        --lookupsToFail;
        ++failedLookups;
        return EAI_AGAIN;
    }
    return real(node, service, hints, result);
}

int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const auto result = static_cast<int>(syscall(SYS_clock_gettime, clock, time));
    if (clock == CLOCK_REALTIME && !isTimeRightHere)
        time->tv_sec += clockShift;
    return result;
}

int gettimeofday(timeval *time, void *) noexcept
{
    timespec precise{};
    const int result = clock_gettime(CLOCK_REALTIME, &precise);
    time->tv_sec = precise.tv_sec;
    time->tv_usec = precise.tv_nsec / 1000;
    return result;
}

time_t time(time_t *result) noexcept
{
    timespec precise{};
    clock_gettime(CLOCK_REALTIME, &precise);
    if (result)
        *result = precise.tv_sec;
    return precise.tv_sec;
}

} // extern "C"

#else

namespace pollux::systemfaults {

bool areAvailable()
{
    return false;
}
void failReads(const QByteArray &, qint64) {}
void failWrites(const QByteArray &, int, int, int) {}
void killAtWrite(const QByteArray &, int) {}
void killAtWriteAfter(const QByteArray &, const QByteArray &) {}
int writesSeen()
{
    return 0;
}
int writesFailed()
{
    return 0;
}
void failLookups(int) {}
int lookupsFailed()
{
    return 0;
}
void shiftWallClock(std::chrono::seconds) {}
void keepTimeOfThisThread() {}
void clear() {}

} // namespace pollux::systemfaults

#endif
