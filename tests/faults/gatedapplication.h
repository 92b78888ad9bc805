// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/uploadengine.h"

#include <QCoreApplication>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace pollux {

/// The application object of the matrix. It sees the events of all threads, so a case can let the thread of the upload
/// engine wait before a chosen event, or withhold the call that writes the journal. A gate that is not set costs
/// nothing.
///
/// For the main thread, but for notify(). One queue at a time.
class GatedApplication final : public QCoreApplication {
public:
    enum class Gate {
        Open,
        Command,      ///< the engine's thread waits before the next command to the engine
        Write,        ///< it waits before the next write of a session or an outcome
        WithheldWrite ///< such writes are put off, and the engine does everything else
    };

    using QCoreApplication::QCoreApplication;

    static GatedApplication &self() { return *static_cast<GatedApplication *>(instance()); }

    void close(Gate gate);
    /// Whether the event has come since close().
    bool isReached() const { return m_isReached; }
    /// Lets the engine's thread go on; a withheld write is made after what the engine was told before. The queue must
    /// still be there. Does nothing if no gate is closed.
    void open();

    bool notify(QObject *receiver, QEvent *event) override;

private:
    bool passes(QObject *receiver);

    std::mutex m_mutex; // guards the members below where they are written
    std::condition_variable m_opened;
    std::atomic<Gate> m_gate = Gate::Open;
    std::atomic<bool> m_isReached = false;
    TaskList *m_withheld = nullptr; // whose write is put off
};

} // namespace pollux
