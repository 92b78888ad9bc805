// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/uploadtask.h"

#include <QHash>
#include <QObject>
#include <QTimer>

class QAbstractItemModel;

namespace pollux {

class UploadsModel;

/// How many uploads are in which state.
struct UploadTotals {
    int running = 0; ///< from starting to verifying
    int waiting = 0; ///< for a retry, the network, a key, …
    int queued = 0;
    int paused = 0;     ///< one by one, or interrupted
    int processing = 0; ///< the server has them and still works on them
    int done = 0;
    int failed = 0;
    int cancelled = 0;
    qint64 activeSize = 0;  ///< bytes of the active() uploads
    qint64 activeBytes = 0; ///< how many of these bytes were handed over

    bool operator==(const UploadTotals &) const = default;

    /// What counts of a task.
    struct Part {
        UploadTask::State state;
        qint64 size;  ///< bytes
        qint64 bytes; ///< handed over

        static Part of(const UploadTask &task) { return {task.state, task.size, task.bytesHandedOver}; }
    };

    void count(const UploadTask &task) { add(Part::of(task), 1); }
    /// Counts the part so many times more; -1 takes it back.
    void add(const Part &part, int times);
    /// Uploads that continue without the user.
    int active() const { return running + waiting + queued; }
    /// Uploads that the server does not have yet.
    int unfinished() const { return active() + paused; }
    int finished() const { return done + failed + cancelled; }

private:
    int &counterOf(UploadTask::State state);
};

/// The totals of an UploadsModel, counted once for all views: only what has changed is counted again. Lives in the
/// thread of the model.
class UploadTotalsCounter final : public QObject {
    Q_OBJECT

public:
    /// `uploads` is an UploadsModel, or has its roles, and must outlive this object.
    explicit UploadTotalsCounter(const QAbstractItemModel &uploads, QObject *parent = nullptr);

    const UploadTotals &totals() const { return m_totals; }

signals:
    /// The rows have changed; the totals may be the same. At most five times a second.
    void counted();

private:
    void countAll();
    void updateRows(int first, int last);
    void removeRows(int first, int last);
    /// Calls `use` with the task of each of these rows.
    template <typename Use>
    void forRows(int first, int last, Use use) const;
    void schedule();

    const QAbstractItemModel &m_uploads;
    const UploadsModel *m_tasks; // the same; nullptr if it is another model. Its tasks can be read without a copy
    QHash<UploadTask::Id, UploadTotals::Part> m_parts; // as they are counted in m_totals
    UploadTotals m_totals;
    QTimer m_timer;
};

} // namespace pollux
