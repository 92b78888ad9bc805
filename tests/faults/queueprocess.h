// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/faultbench.h"

#include <QProcess>

namespace pollux {

/// An upload queue in a separate process, which tests can kill, stop and run out of resources. The process is this
/// program, started as a worker: it resumes the tasks of the journal, adds its files and ends when all is done.
class QueueProcess {
public:
    /// Uses the bench's journal and server; the bench's own queue must not be open.
    explicit QueueProcess(FaultBench &bench);
    ~QueueProcess(); ///< kills it

    // Before start().
    void addFiles(const QStringList &paths) { m_arguments += paths; }
    /// See systemfaults::killAtWrite().
    void killAtWrite(int skip) { m_options += {QStringLiteral("--kill-at-write"), QString::number(skip)}; }
    void killAtWriteAfter(const QString &signalPath);
    /// Limits the number of open files, and the address space in bytes.
    void limitTo(int openFiles, qint64 addressSpace);
    void setParallelUploads(int count);

    void start();
    void kill() { m_process.kill(); }
    /// Sends SIGSTOP, SIGCONT or SIGTERM.
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

/// Runs the worker. `arguments`: without the program's name and "--worker".
int runQueueWorker(const QStringList &arguments);

} // namespace pollux
