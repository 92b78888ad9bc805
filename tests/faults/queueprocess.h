// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/faultbench.h"

#include <QProcess>

namespace pollux {

/// An upload queue in a process of its own, to be killed, starved and stopped: this program again, as a worker. It
/// takes up what the journal holds, adds its files and ends when nothing is left to do.
class QueueProcess {
public:
    /// Works on the bench's journal and server; the bench's own queue must not be open.
    explicit QueueProcess(FaultBench &bench);
    ~QueueProcess(); ///< kills it

    // Before start().
    void addFiles(const QStringList &paths) { m_arguments += paths; }
    /// See systemfaults::killAtWrite().
    void killAtWrite(int skip) { m_options += {QStringLiteral("--kill-at-write"), QString::number(skip)}; }
    void killAtWriteAfter(const QString &signalPath);
    /// So many files may be open at once, and so many bytes of address space be in use.
    void limitTo(int openFiles, qint64 addressSpace);
    void setParallelUploads(int count);

    void start();
    void kill() { m_process.kill(); }
    /// SIGSTOP, SIGCONT, SIGTERM
    void signal(int number);
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    /// Waits with the event loop running. False if it does not end by itself in 20 s.
    bool waitForEnd();
    /// 0: everything is done; -1: it was killed.
    int exitCode() const;

private:
    FaultBench &m_bench;
    QProcess m_process;
    QStringList m_options;
    QStringList m_arguments;
};

/// The worker's side. `arguments` without the program's name and "--worker".
int runQueueWorker(const QStringList &arguments);

} // namespace pollux
