// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/uploadqueue.h"

#include <QObject>

#include <functional>
#include <optional>
#include <utility>

class QAction;

namespace pollux {

class ItemTable;
enum class IconName;

/// Which actions an upload allows in its present state, and how selected rows move.
namespace uploadchoices {

bool canPause(const UploadTask &task);
/// True for paused and for waiting uploads; resuming a waiting one ends its wait.
bool canResume(const UploadTask &task);
bool canRetry(const UploadTask &task);
/// An upload that can be cancelled can also be moved: its place in the queue still has a meaning.
bool canCancel(const UploadTask &task);
/// True if the upload can leave the list without interrupting a transfer.
bool canDiscard(const UploadTask &task);
/// True if the server has a damaged copy of the file.
bool canDeleteAndRetry(const UploadTask &task);
/// True if the service refused the file's type.
bool canChangeType(const UploadTask &task);

/// The row from which on the selected `rows` (ascending) of a list of `count` rows stand after a move, together and in
/// their order; nothing if they stand there already. `step`: -1 for one above the first, 1 for one below the last.
std::optional<int> rowAfterMove(const QList<int> &rows, int count, int step);
/// The same for moving the rows to the front of the list.
std::optional<int> rowAtTop(const QList<int> &rows);

} // namespace uploadchoices

/// The actions for the selected rows of a table of uploads (an UploadsModel or a model with its roles). They are added
/// to the table, which offers them as its context menu and keys, and they call the queue. A child of the table.
///
/// Space pauses or resumes, Delete and Escape cancel, Ctrl+Up and Ctrl+Down move, Return shows the details, Ctrl+C
/// copies the errors.
class UploadActions final : public QObject {
    Q_OBJECT

public:
    /// The queue must outlive the table.
    UploadActions(UploadQueue &queue, ItemTable &table);

signals:
    /// The user wants the damaged copies of these uploads deleted on the server, then the uploads retried.
    void deleteAndRetryRequested(const QList<pollux::UploadTask::Id> &ids);
    /// The user wants to set the types of these uploads, which the service refused, before they are retried.
    void typeChangeRequested(const QList<pollux::UploadTask::Id> &ids);
    void detailsRequested();

private:
    using Condition = std::function<bool(const QList<UploadTask> &selected)>;
    using Predicate = bool (*)(const UploadTask &);
    using Call = std::function<void(const QList<UploadTask::Id> &)>;
    using Text = QString (*)(const UploadTask &); ///< returns an empty string if there is nothing to copy

    QAction *add(IconName name, const QString &text, const Condition &isEnabled, const std::function<void()> &run);
    QAction *addCall(IconName name, const QString &text, Predicate isPossible, const Call &call);
    QAction *addMove(IconName name, const QString &text, const std::function<std::optional<int>()> &destination);
    QAction *addCopy(IconName name, const QString &text, Text textOf);
    void addCalls();
    void addMoves();
    void addFileActions();
    void updateActions();
    QList<UploadTask> selectedTasks() const;
    std::optional<int> rowAfterMove(int step) const;
    QList<int> selectedRows() const;
    void moveSelected(int row);
    void showInFolder() const;

    UploadQueue &m_queue;
    ItemTable &m_table;
    QList<std::pair<QAction *, Condition>> m_conditions;
    QAction *m_resume = nullptr;
    QAction *m_deleteAndRetry = nullptr;
    QAction *m_changeType = nullptr;
};

} // namespace pollux
