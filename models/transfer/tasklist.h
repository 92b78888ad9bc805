// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/journal.h"
#include "models/transfer/taskevents.h"
#include "models/transfer/taskindex.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace pollux {

/// The state of the journal.
struct JournalReport {
    Journal::Health health = Journal::Health::Good;
    QString path;
    QString setAsidePath;
    QString errorText;  ///< the system's error message if something failed
    int unreadable = 0; ///< rows that could not be read
    bool isWritable = true;
};

/// The tasks of the upload queue in their order. Nothing else changes their records: a task changes in apply() only.
/// Writes to the journal what must survive, and publishes changes at intervals. What becomes of a write that waits does
/// not depend on who asked for it: it is addressed by the task's id, and a task that was removed meanwhile is no error.
///
/// Lives in the journal's thread. A record that find() returns stays in place until its task is removed.
class TaskList final : public QObject {
    Q_OBJECT

public:
    using Id = UploadTask::Id;
    using Done = std::function<void(bool isWritten)>;

    explicit TaskList(QObject *parent = nullptr);
    ~TaskList() override;

    /// The journal must stay alive until close() is called, which writes unsaved changes, or the list is destroyed.
    void open(Journal &journal) { m_journal = &journal; }
    void close();
    /// Reads the tasks that no other running program has claimed. With `resumesInterrupted`, unfinished tasks are
    /// queued again and all others are left out; without it, those that were queued or running are Paused as
    /// Interrupted. All tasks of `ephemeralProfileId` are deleted.
    void load(bool resumesInterrupted, const QString &ephemeralProfileId);

    int count() const { return static_cast<int>(m_entries.size()); }
    const TaskRecord &at(int row) const { return m_entries.at(static_cast<std::size_t>(row))->record; }
    const TaskRecord *find(Id id) const;
    const TaskIndex &index() const { return m_index; }
    /// Looks at all tasks.
    template <typename Predicate>
    QList<Id> idsWhere(Predicate predicate) const
    {
        QList<Id> ids;
        for (const auto &entry : m_entries) {
            if (std::invoke(predicate, std::as_const(entry->record.task)))
                ids.append(entry->record.task.id);
        }
        return ids;
    }

    /// Queues the files for an account. Returns false and adds nothing if the journal cannot be written.
    bool add(const QString &profileId, const QByteArray &keyFingerprint, const QList<AcceptedFile> &files,
             bool isVerified);
    /// Returns false and removes nothing if the journal cannot be written.
    bool remove(const QList<Id> &ids);
    /// Moves the tasks together, in the order of `ids`: they stand from row `row` on afterwards, or at the end if that
    /// is too far. Unknown ids are left out. One transaction; does nothing if the journal cannot be written.
    void move(const QList<Id> &ids, int row);

    /// Does nothing for an unknown task.
    void apply(Id id, const taskevents::Event &event);

    /// Writes the opened session to the journal and then applies the event. `done` is called from the event loop, or
    /// from flush(), unless `context` is destroyed before. The task must exist.
    void persistSession(Id id, const taskevents::SessionChanged &opened, QObject *context, const Done &done);
    /// The same for the outcome of an upload; once it is written and applied, uploaded() is emitted instead of calling
    /// `done`, whether or not `context` still exists. `done` is called only if it could not be written.
    void persistOutcome(Id id, const taskevents::Uploaded &uploaded, QObject *context, const Done &done);
    /// Writes what these two have left to write now: before an upload is stopped, so that its outcome is not lost.
    void flush();
    static QString resourceNameOf(const UploadOutcome &outcome);
    /// The resource names that the journal has of the files of an account, or, `ofDocuments`, of all documents.
    QSet<QString> savedNames(const QString &profileId, bool ofDocuments) const;
    /// True for the result of another upload of this program, even if it is not in the journal yet.
    bool isClaimedByOther(const QString &resourceName, Id id) const { return m_claims.value(resourceName, id) != id; }

    JournalReport report() const;
    /// A change was written to the journal or was refused, by this list or by another user of the journal.
    void handleJournalAnswer(bool isWritten);

    /// publish() emits changed() for all changed tasks now, publishLater() within the interval.
    void publish();
    void publishLater();

signals:
    void inserted(const QList<pollux::UploadTask> &tasks); ///< at the end
    void changed(const QList<pollux::UploadTask> &tasks);
    void removed(const QList<pollux::UploadTask::Id> &ids);
    /// These tasks, in this order, stand from row `row` on now; all others keep their order.
    void moved(const QList<pollux::UploadTask::Id> &ids, int row);
    /// The outcome of the task's upload is in the journal and in its record. Emitted once for each upload.
    void uploaded(pollux::UploadTask::Id id);
    /// changed() is about to be emitted: the moment to apply Progressed.
    void aboutToPublish();
    /// The journal has become writable, or cannot be written any more.
    void journalChanged(const pollux::JournalReport &report);

private:
    struct Entry {
        TaskRecord record;
        bool isUnsaved = false;
        bool isDirty = false;
    };
    /// Waits for flush().
    struct Pending {
        QPointer<QObject> context;
        Id id;
        taskevents::Event event; ///< SessionChanged or Uploaded
        Done done;
    };

    void append(const QList<TaskRecord> &records);
    /// The rows of these tasks, which must exist, in the order of `ids`.
    std::vector<std::size_t> rowsOf(const QList<Id> &ids) const;
    std::vector<std::size_t> countedRowsOf(const QList<Id> &ids) const;
    /// The positions to write so that these tasks stand from row `first` on.
    QList<std::pair<Id, qint64>> positionsFor(const QList<Id> &moving, qsizetype first) const;
    void saveUnsaved();
    void persist(Pending pending);
    bool write(const Pending &pending);
    void complete(const Pending &pending, bool isWritten);

    Journal *m_journal = nullptr;
    bool m_isJournalWritten = true;
    std::vector<Pending> m_pending;
    std::vector<std::unique_ptr<Entry>> m_entries; // in the order of the queue
    QHash<Id, Entry *> m_byId;
    std::vector<Entry *> m_dirty;
    std::vector<Entry *> m_unsaved;
    TaskIndex m_index;
    QHash<QString, Id> m_claims; // by resource name: the results of this program's uploads
    QElapsedTimer m_sincePublished;
    QTimer m_publishTimer;
    QTimer m_saveTimer;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::JournalReport)
