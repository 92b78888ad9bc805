// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadactions.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/text/errortext.h"
#include "views/style/icons.h"
#include "views/widgets/itemtable.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QUrl>

#include <algorithm>

namespace pollux {

namespace {

QString nameOf(const UploadTask &task)
{
    return task.resourceName();
}

QString uriOf(const UploadTask &task)
{
    return task.file ? task.file->uri : QString();
}

QString errorOf(const UploadTask &task)
{
    return task.error ? UploadActions::tr("%1: %2", "file name, error").arg(task.displayName, errorDetails(*task.error))
                      : QString();
}

} // namespace

namespace uploadchoices {

using State = UploadTask::State;

bool canPause(const UploadTask &task)
{
    return task.isActive();
}

bool canResume(const UploadTask &task)
{
    return task.state == State::Paused || task.state == State::Waiting;
}

bool canRetry(const UploadTask &task)
{
    return task.state == State::Failed || task.state == State::Cancelled;
}

bool canCancel(const UploadTask &task)
{
    return !task.isFinished() && task.state != State::Processing;
}

bool canDiscard(const UploadTask &task)
{
    return task.isFinished() || task.state == State::Paused || task.state == State::Processing;
}

bool canDeleteAndRetry(const UploadTask &task)
{
    return task.state == State::Failed && !task.resourceName().isEmpty() && task.error &&
           task.error->kind == ErrorKind::Damaged;
}

QList<std::pair<int, int>> moves(const QList<int> &rows, int count, int step)
{
    QList<std::pair<int, int>> result;
    const auto chosen = static_cast<int>(rows.size());
    for (int place = 0; place < chosen; ++place) {
        // The row nearest the end that the rows move to goes first, and makes room for the next one.
        const int row = rows.at(step < 0 ? place : chosen - 1 - place);
        const int to = step < 0 ? std::max(place, row + step) : std::min(count - 1 - place, row + step);
        if (to != row)
            result.append({row, to - row});
    }
    return result;
}

QList<std::pair<int, int>> movesToTop(const QList<int> &rows)
{
    return rows.isEmpty() ? QList<std::pair<int, int>>() : moves(rows, rows.constLast() + 1, -rows.constLast());
}

} // namespace uploadchoices

UploadActions::UploadActions(UploadQueue &queue, ItemTable &table)
    : QObject(&table)
    , m_queue(queue)
    , m_table(table)
{
    addCalls();
    table.addSeparator();
    addMoves();
    table.addSeparator();
    addFileActions();
    connect(&table, &ItemTable::aboutToUseActions, this, &UploadActions::updateActions);
    connect(&table, &QTableView::doubleClicked, this, &UploadActions::detailsRequested);
}

QAction *UploadActions::add(IconName name, const QString &text, const Condition &isEnabled,
                            const std::function<void()> &run)
{
    QAction *action = m_table.addAction(icon(name), text, this, run);
    m_conditions.append({action, isEnabled});
    return action;
}

QAction *UploadActions::addCall(IconName name, const QString &text, Predicate isPossible, const Call &call)
{
    const auto isAnyPossible = [isPossible](const auto &tasks) { return std::ranges::any_of(tasks, isPossible); };
    return add(name, text, isAnyPossible, [this, isPossible, call] {
        QList<UploadTask::Id> ids;
        for (const UploadTask &task : selectedTasks()) {
            if (isPossible(task))
                ids.append(task.id);
        }
        call(ids);
    });
}

void UploadActions::addCalls()
{
    const auto to = [this](void (UploadQueue::*function)(const QList<UploadTask::Id> &)) {
        return std::bind_front(function, &m_queue);
    };
    addCall(IconName::Pause, tr("&Pause"), &uploadchoices::canPause, to(&UploadQueue::pause))
        ->setShortcut(Qt::Key_Space);
    m_resume = addCall(IconName::Resume, tr("&Resume"), &uploadchoices::canResume, [this](const auto &ids) {
        // By resuming one upload, the user says that the reason that holds the whole queue is solved.
        if (!m_queue.holds().isEmpty())
            m_queue.releaseHold();
        m_queue.resume(ids);
    });
    addCall(IconName::Retry, tr("Re&try"), &uploadchoices::canRetry, to(&UploadQueue::retry));
    m_deleteAndRetry = addCall(IconName::Remove, tr("&Delete on Server and Retry"), &uploadchoices::canDeleteAndRetry,
                               [this](const auto &ids) { emit deleteAndRetryRequested(ids); });
    addCall(IconName::Cancel, tr("&Cancel"), &uploadchoices::canCancel, to(&UploadQueue::cancel))
        ->setShortcuts({Qt::Key_Delete, Qt::Key_Escape});
    addCall(IconName::Clear, tr("Remove from &List"), &uploadchoices::canDiscard, to(&UploadQueue::discard));
}

QAction *UploadActions::addMove(IconName name, const QString &text, const std::function<Moves()> &moves)
{
    const auto isMovable = [moves](const auto &tasks) {
        return std::ranges::any_of(tasks, &uploadchoices::canCancel) && !moves().isEmpty();
    };
    return add(name, text, isMovable, [this, moves] { moveSelected(moves()); });
}

void UploadActions::addMoves()
{
    addMove(IconName::MoveUp, tr("Move &Up"), [this] {
        return movesBy(-1);
    })->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Up));
    addMove(IconName::MoveDown, tr("Move Do&wn"), [this] {
        return movesBy(1);
    })->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Down));
    addMove(IconName::MoveToTop, tr("Move to T&op"), [this] { return uploadchoices::movesToTop(selectedRows()); });
}

QAction *UploadActions::addCopy(IconName name, const QString &text, Text textOf)
{
    const auto hasText = [textOf](const auto &tasks) {
        return std::ranges::any_of(tasks, [textOf](const auto &task) { return !textOf(task).isEmpty(); });
    };
    return add(name, text, hasText, [this, textOf] {
        QStringList lines;
        for (const UploadTask &task : selectedTasks())
            lines.append(textOf(task));
        lines.removeAll(QString());
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
}

void UploadActions::addFileActions()
{
    m_table.addAction(icon(IconName::Details), tr("Show Deta&ils"), this, &UploadActions::detailsRequested)
        ->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    add(
        IconName::Folder, tr("Show in &Folder"), [](const auto &tasks) { return !tasks.isEmpty(); },
        [this] { showInFolder(); });
    addCopy(IconName::Copy, tr("Copy &Name"), &nameOf);
    addCopy(IconName::Link, tr("Copy UR&I"), &uriOf);
    addCopy(IconName::Copy, tr("Copy &Error Details"), &errorOf)->setShortcuts(QKeySequence::Copy);
}

void UploadActions::updateActions()
{
    const QList<UploadTask> tasks = selectedTasks();
    for (const auto &[action, isEnabled] : std::as_const(m_conditions))
        action->setEnabled(isEnabled(tasks));
    const bool isAnyPaused =
        std::ranges::any_of(tasks, [](const UploadTask &task) { return task.state == UploadTask::State::Paused; });
    m_resume->setText(m_resume->isEnabled() && !isAnyPaused ? tr("&Try Now") : tr("&Resume"));
    const bool isAnyRunning = std::ranges::any_of(tasks, &uploadchoices::canPause);
    m_resume->setShortcut(isAnyRunning ? QKeySequence() : QKeySequence(Qt::Key_Space));
    m_deleteAndRetry->setVisible(std::ranges::any_of(tasks, &uploadchoices::canDeleteAndRetry));
}

QList<int> UploadActions::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table.selectedRows())
        rows.append(index.row());
    return rows;
}

QList<UploadTask> UploadActions::selectedTasks() const
{
    return m_table.selectedData<UploadTask>(UploadsModel::TaskRole);
}

UploadActions::Moves UploadActions::movesBy(int step) const
{
    return uploadchoices::moves(selectedRows(), m_table.model()->rowCount(), step);
}

void UploadActions::moveSelected(const Moves &moves)
{
    // The ids are read before any move changes the rows.
    QList<std::pair<UploadTask::Id, int>> wanted;
    for (const auto &[row, distance] : moves) {
        const QVariant id = m_table.model()->index(row, 0).data(UploadsModel::IdRole);
        wanted.append({id.value<UploadTask::Id>(), distance});
    }
    for (const auto &[id, distance] : wanted)
        m_queue.move(id, distance);
}

void UploadActions::showInFolder() const
{
    const QString path = selectedTasks().constFirst().path;
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
}

} // namespace pollux
