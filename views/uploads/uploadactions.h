// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/uploadtask.h"

#include <QObject>

#include <utility>

class QAction;
class QKeyEvent;
class QMenu;
class QTableView;

namespace pollux {

/// What can be asked of an upload in its present state.
namespace uploadchoices {

bool canPause(const UploadTask &task);
/// Paused ones, and those that wait: they take their next step at once.
bool canResume(const UploadTask &task);
bool canRetry(const UploadTask &task);
bool canCancel(const UploadTask &task);
/// Its place in the queue still means something.
bool canMove(const UploadTask &task);
/// It can leave the list without a running upload being lost.
bool canDiscard(const UploadTask &task);
/// The server holds a damaged copy of it.
bool canDeleteAndRetry(const UploadTask &task);

/// How far which rows move, in the order in which that is to be done, so that the chosen `rows` (ascending) keep their
/// order and stop at the ends of a list of `count` rows. `step`: -1 one up, 1 one down; `toTop` takes all to the front.
QList<std::pair<int, int>> moves(const QList<int> &rows, int count, int step);
QList<std::pair<int, int>> movesToTop(const QList<int> &rows);

} // namespace uploadchoices

/// The commands for the selected rows of a table of uploads (an UploadsModel or one with its roles): its context menu
/// and its keys. A child of the table.
///
/// Space pauses or resumes, Delete and Escape cancel, Ctrl+Up and Ctrl+Down move, Return shows the details, Ctrl+C
/// copies the errors. None of these reaches the window, where Delete means files on the server.
class UploadActions final : public QObject {
    Q_OBJECT

public:
    /// Words for an error, for the clipboard.
    using ErrorDetails = std::function<QString(const ApiError &)>;

    explicit UploadActions(QTableView *table, ErrorDetails errorDetails);

    QList<UploadTask> selectedTasks() const;

signals:
    void pauseRequested(const QList<pollux::UploadTask::Id> &ids);
    void resumeRequested(const QList<pollux::UploadTask::Id> &ids);
    void retryRequested(const QList<pollux::UploadTask::Id> &ids);
    void cancelRequested(const QList<pollux::UploadTask::Id> &ids);
    void discardRequested(const QList<pollux::UploadTask::Id> &ids);
    void deleteAndRetryRequested(const QList<pollux::UploadTask::Id> &ids);
    void moveRequested(pollux::UploadTask::Id id, int rows);
    void detailsRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Predicate = bool (*)(const UploadTask &);
    using Request = void (UploadActions::*)(const QList<UploadTask::Id> &);

    bool handleKey(QKeyEvent &event);
    void showMenu(const QPoint &position);
    void addProgressCommands(QMenu &menu, const QList<UploadTask> &tasks);
    void addMoveCommands(QMenu &menu, const QList<UploadTask> &tasks);
    void addFileCommands(QMenu &menu, const QList<UploadTask> &tasks);
    QList<int> selectedRows() const;
    QList<UploadTask::Id> selectedIds(Predicate isRequested) const;
    void ask(Request request, Predicate isRequested);
    void toggleSelected();
    void moveSelected(const QList<std::pair<int, int>> &moves);
    void copySelected(QString (*text)(const UploadTask &task)) const;
    void copySelectedErrors() const;
    void showInFolder() const;

    QTableView *m_table;
    ErrorDetails m_errorDetails;
};

} // namespace pollux
