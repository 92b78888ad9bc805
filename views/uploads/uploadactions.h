// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/uploadqueue.h"

#include <QObject>

#include <functional>
#include <utility>

class QAction;

namespace pollux {

class ItemTable;
enum class IconName;

/// What can be asked of an upload in its present state.
namespace uploadchoices {

bool canPause(const UploadTask &task);
/// Paused ones, and those that wait: they take their next step at once.
bool canResume(const UploadTask &task);
bool canRetry(const UploadTask &task);
/// Its place in the queue still means something, too.
bool canCancel(const UploadTask &task);
/// It can leave the list without a running upload being lost.
bool canDiscard(const UploadTask &task);
/// The server holds a damaged copy of it.
bool canDeleteAndRetry(const UploadTask &task);

/// How far which rows move, in the order in which that is to be done, so that the chosen `rows` (ascending) keep their
/// order and stop at the ends of a list of `count` rows. `step`: -1 one up, 1 one down; `toTop` takes all to the front.
QList<std::pair<int, int>> moves(const QList<int> &rows, int count, int step);
QList<std::pair<int, int>> movesToTop(const QList<int> &rows);

} // namespace uploadchoices

/// The actions for the selected rows of a table of uploads (an UploadsModel or one with its roles), which are added to
/// the table as its context menu and keys and call the queue. A child of the table.
///
/// Space pauses or resumes, Delete and Escape cancel, Ctrl+Up and Ctrl+Down move, Return shows the details, Ctrl+C
/// copies the errors.
class UploadActions final : public QObject {
    Q_OBJECT

public:
    /// The queue must outlive the table.
    UploadActions(UploadQueue &queue, ItemTable &table);

signals:
    /// The damaged copies on the server are to be deleted, then their tasks retried.
    void deleteAndRetryRequested(const QList<pollux::UploadTask::Id> &ids);
    void detailsRequested();

private:
    using Condition = std::function<bool(const QList<UploadTask> &selected)>;
    using Predicate = bool (*)(const UploadTask &);
    using Call = std::function<void(const QList<UploadTask::Id> &)>;
    using Moves = QList<std::pair<int, int>>;
    using Text = QString (*)(const UploadTask &); ///< empty if there is none to copy

    QAction *add(IconName name, const QString &text, const Condition &isEnabled, const std::function<void()> &run);
    QAction *addCall(IconName name, const QString &text, Predicate isPossible, const Call &call);
    QAction *addMove(IconName name, const QString &text, const std::function<Moves()> &moves);
    QAction *addCopy(IconName name, const QString &text, Text textOf);
    void addCalls();
    void addMoves();
    void addFileActions();
    void updateActions();
    QList<UploadTask> selectedTasks() const;
    Moves movesBy(int step) const;
    QList<int> selectedRows() const;
    void moveSelected(const Moves &moves);
    void showInFolder() const;

    UploadQueue &m_queue;
    ItemTable &m_table;
    QList<std::pair<QAction *, Condition>> m_conditions;
    QAction *m_resume = nullptr;
    QAction *m_deleteAndRetry = nullptr;
};

} // namespace pollux
