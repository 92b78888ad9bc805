// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <chrono>

/// Makes calls of the system fail in this process, the libraries' calls included: this program defines them itself and
/// hands them on to the kernel. Only on Linux; elsewhere nothing fails. Thread-safe.
namespace pollux::systemfaults {

[[nodiscard]] bool areAvailable();

/// Reading a file whose path contains `pathPart` at or after the offset fails with EIO.
void failReads(const QByteArray &pathPart, qint64 offset);
/// From now on furthestRead() tells the largest offset up to which such a file was read.
void watchReads(const QByteArray &pathPart);
[[nodiscard]] qint64 furthestRead();
/// Writing to files whose path contains `pathPart` fails with this errno, after `skip` writes that work; `times` -1:
/// from then on always.
void failWrites(const QByteArray &pathPart, int errorNumber, int skip = 0, int times = -1);
/// The process kills itself with SIGKILL in place of such a write.
void killAtWrite(const QByteArray &pathPart, int skip);
/// The same, at the first write after the file `signalPath` has come into being.
void killAtWriteAfter(const QByteArray &pathPart, const QByteArray &signalPath);
/// Writes that matched since they were last planned, and those that failed.
[[nodiscard]] int writesSeen();
[[nodiscard]] int writesFailed();
/// So many lookups of host names fail as if no name server answered.
void failLookups(int times);
[[nodiscard]] int lookupsFailed();
/// The wall clock is ahead (or behind) by so much; clocks that only measure are not.
void shiftWallClock(std::chrono::seconds shift);
/// Reads and writes work again, names are found, and the clock is right.
void clear();

} // namespace pollux::systemfaults
