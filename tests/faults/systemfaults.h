// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <chrono>

/// Makes system calls fail in this process, also those of the libraries: this program defines the functions itself and
/// passes them on to the kernel. Only on Linux; on other systems nothing fails. Thread-safe.
namespace pollux::systemfaults {

[[nodiscard]] bool areAvailable();

/// Reading a file whose path contains `pathPart` at or after the offset fails with EIO.
void failReads(const QByteArray &pathPart, qint64 offset);
/// From now on furthestRead() returns the largest offset up to which such a file was read.
void watchReads(const QByteArray &pathPart);
[[nodiscard]] qint64 furthestRead();
/// Makes `times` writes to files whose path contains `pathPart` fail with this errno, after `skip` successful writes.
/// `times` -1: all later writes.
void failWrites(const QByteArray &pathPart, int errorNumber, int skip = 0, int times = -1);
/// Kills the process with SIGKILL at such a write, after `skip` successful ones.
void killAtWrite(const QByteArray &pathPart, int skip);
/// Kills the process at the first such write after the file `signalPath` exists.
void killAtWriteAfter(const QByteArray &pathPart, const QByteArray &signalPath);
/// Number of writes that matched since the last plan, and of those that failed.
[[nodiscard]] int writesSeen();
[[nodiscard]] int writesFailed();
/// Makes the next `times` lookups of host names fail as if no name server answered.
void failLookups(int times);
[[nodiscard]] int lookupsFailed();
/// Shifts the wall clock ahead, or back if negative. Monotonic clocks are not changed.
void shiftWallClock(std::chrono::seconds shift);
/// The shift does not apply to the calling thread: for the threads of a server whose clock is right.
void keepTimeOfThisThread();
/// Ends all faults of reads, writes and lookups, and sets the clock right.
void clear();

} // namespace pollux::systemfaults
