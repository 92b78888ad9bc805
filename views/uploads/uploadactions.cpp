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

bool canChangeType(const UploadTask &task)
{
    return task.state == State::Failed && task.error && task.error->kind == ErrorKind::UnsupportedType;
}

std::optional<int> rowAfterMove(const QList<int> &rows, int count, int step)
{
    if (rows.isEmpty())
        return std::nullopt;
    const auto chosen = static_cast<int>(rows.size());
    const bool isTogether = rows.constLast() - rows.constFirst() + 1 == chosen;
    const int row = std::clamp(step < 0 ? rows.constFirst() + step : rows.constLast() + step + 1 - chosen, 0,
                               std::max(0, count - chosen));
    return isTogether && row == rows.constFirst() ? std::nullopt : std::optional(row);
}

std::optional<int> rowAtTop(const QList<int> &rows)
{
    return rows.isEmpty() ? std::nullopt : rowAfterMove(rows, rows.constLast() + 1, -1 - rows.constFirst());
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
    m_changeType = addCall(IconName::Retry, tr("Retry with Another T&ype…"), &uploadchoices::canChangeType,
                           [this](const auto &ids) { emit typeChangeRequested(ids); });
    m_deleteAndRetry = addCall(IconName::Remove, tr("&Delete on Server and Retry"), &uploadchoices::canDeleteAndRetry,
                               [this](const auto &ids) { emit deleteAndRetryRequested(ids); });
    addCall(IconName::Cancel, tr("&Cancel"), &uploadchoices::canCancel, to(&UploadQueue::cancel))
        ->setShortcuts({Qt::Key_Delete, Qt::Key_Escape});
    addCall(IconName::Clear, tr("Remove from &List"), &uploadchoices::canDiscard, to(&UploadQueue::discard));
}

QAction *UploadActions::addMove(IconName name, const QString &text,
                                const std::function<std::optional<int>()> &destination)
{
    const auto isMovable = [destination](const auto &tasks) {
        return std::ranges::any_of(tasks, &uploadchoices::canCancel) && destination();
    };
    return add(name, text, isMovable, [this, destination] {
        if (const auto row = destination())
            moveSelected(*row);
    });
}

void UploadActions::addMoves()
{
    addMove(IconName::MoveUp, tr("Move &Up"), [this] {
        return rowAfterMove(-1);
    })->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Up));
    addMove(IconName::MoveDown, tr("Move Do&wn"), [this] {
        return rowAfterMove(1);
    })->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Down));
    addMove(IconName::MoveToTop, tr("Move to T&op"), [this] { return uploadchoices::rowAtTop(selectedRows()); });
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
    m_changeType->setVisible(std::ranges::any_of(tasks, &uploadchoices::canChangeType));
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

std::optional<int> UploadActions::rowAfterMove(int step) const
{
    return uploadchoices::rowAfterMove(selectedRows(), m_table.model()->rowCount(), step);
}

void UploadActions::moveSelected(int row)
{
    QList<UploadTask::Id> ids;
    for (const int selected : selectedRows())
        ids.append(m_table.model()->index(selected, 0).data(UploadsModel::IdRole).value<UploadTask::Id>());
    m_queue.move(ids, row);
}

void UploadActions::showInFolder() const
{
    const QString path = selectedTasks().constFirst().path;
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
}

} // namespace pollux
