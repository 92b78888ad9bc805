// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/uploadqueue.h"

#include <QSet>
#include <QTimer>

#include <chrono>

namespace pollux {

/// Waits for operations that an upload queue polls, until each has ended, and gives up when no answer comes for too
/// long. It waits as long as answers say that an operation is still working.
class OperationWait final : public QObject {
    Q_OBJECT

public:
    /// The queue must outlive this object. `patience`: the longest time without an answer.
    OperationWait(UploadQueue &queue, std::chrono::seconds patience, QObject *parent = nullptr);

    /// Waits for an operation that the queue tracks or is about to track.
    void await(const QString &name);
    int awaitedCount() const { return static_cast<int>(m_names.size()); }

signals:
    /// The operation has ended.
    void ended(const pollux::OperationRecord &operation);
    /// No answer came for too long, for this reason; the waiting has stopped.
    void gaveUp(const pollux::ApiError &error);

private:
    void take(const QStringList &names);
    void waitForAnswer();
    void endSilence();

    UploadQueue &m_queue;
    std::chrono::seconds m_patience;
    QSet<QString> m_names;
    bool m_isAsked = false; // an extra poll was requested because of the silence
    QTimer m_silence;
};

} // namespace pollux
