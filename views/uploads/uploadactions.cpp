// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadactions.h"

#include "models/items/uploads/uploadsmodel.h"
#include "views/style/icons.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QTableView>
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

} // namespace

namespace uploadchoices {

using State = UploadTask::State;

bool canPause(const UploadTask &task)
{
    return task.isActive();
}

bool canResume(const UploadTask &task)
{
    return task.state == State::Paused || (task.state == State::Waiting && task.waitReason != WaitReason::OtherProgram);
}

bool canRetry(const UploadTask &task)
{
    return task.state == State::Failed || task.state == State::Cancelled;
}

bool canCancel(const UploadTask &task)
{
    return !task.isFinished() && task.state != State::Processing;
}

bool canMove(const UploadTask &task)
{
    return canCancel(task);
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
        // The first to go is the one nearest the end that they move to, and it makes room for the next.
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

UploadActions::UploadActions(QTableView *table, ErrorDetails errorDetails)
    : QObject(table)
    , m_table(table)
    , m_errorDetails(std::move(errorDetails))
{
    table->installEventFilter(this);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table, &QWidget::customContextMenuRequested, this, &UploadActions::showMenu);
    connect(table, &QTableView::doubleClicked, this, &UploadActions::detailsRequested);
}

QList<int> UploadActions::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

QList<UploadTask> UploadActions::selectedTasks() const
{
    QList<UploadTask> tasks;
    for (const int row : selectedRows())
        tasks.append(m_table->model()->index(row, 0).data(UploadsModel::TaskRole).value<UploadTask>());
    return tasks;
}

QList<UploadTask::Id> UploadActions::selectedIds(Predicate isRequested) const
{
    QList<UploadTask::Id> ids;
    for (const UploadTask &task : selectedTasks()) {
        if (isRequested(task))
            ids.append(task.id);
    }
    return ids;
}

void UploadActions::ask(Request request, Predicate isRequested)
{
    const QList<UploadTask::Id> ids = selectedIds(isRequested);
    if (!ids.isEmpty())
        emit(this->*request)(ids);
}

void UploadActions::toggleSelected()
{
    const QList<UploadTask::Id> running = selectedIds(&uploadchoices::canPause);
    if (running.isEmpty())
        ask(&UploadActions::resumeRequested, &uploadchoices::canResume);
    else
        emit pauseRequested(running);
}

void UploadActions::moveSelected(const QList<std::pair<int, int>> &moves)
{
    // The ids are taken before anything moves.
    QList<std::pair<UploadTask::Id, int>> wanted;
    for (const auto &[row, distance] : moves) {
        const QVariant id = m_table->model()->index(row, 0).data(UploadsModel::IdRole);
        wanted.append({id.value<UploadTask::Id>(), distance});
    }
    for (const auto &[id, distance] : wanted)
        emit moveRequested(id, distance);
}

void UploadActions::copySelected(QString (*text)(const UploadTask &task)) const
{
    QStringList lines;
    for (const UploadTask &task : selectedTasks())
        lines.append(text(task));
    lines.removeAll(QString());
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void UploadActions::copySelectedErrors() const
{
    QStringList lines;
    for (const UploadTask &task : selectedTasks()) {
        if (task.error)
            lines.append(tr("%1: %2", "file name, error").arg(task.displayName, m_errorDetails(*task.error)));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void UploadActions::showInFolder() const
{
    const QList<UploadTask> tasks = selectedTasks();
    if (!tasks.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(tasks.constFirst().path).absolutePath()));
}

bool UploadActions::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_table || !isKey)
        return QObject::eventFilter(watched, event);
    return handleKey(*static_cast<QKeyEvent *>(event)) || QObject::eventFilter(watched, event);
}

bool UploadActions::handleKey(QKeyEvent &event)
{
    const bool hasControl = event.modifiers().testFlag(Qt::ControlModifier);
    const bool isPlain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const int rows = m_table->model()->rowCount();
    std::function<void()> run;
    if (event.matches(QKeySequence::Copy))
        run = [this] { copySelectedErrors(); };
    else if (hasControl && event.key() == Qt::Key_Up)
        run = [this, rows] { moveSelected(uploadchoices::moves(selectedRows(), rows, -1)); };
    else if (hasControl && event.key() == Qt::Key_Down)
        run = [this, rows] { moveSelected(uploadchoices::moves(selectedRows(), rows, 1)); };
    else if (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Escape)
        run = [this] { ask(&UploadActions::cancelRequested, &uploadchoices::canCancel); };
    else if (isPlain && event.key() == Qt::Key_Space)
        run = [this] { toggleSelected(); };
    else if (isPlain && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter))
        run = [this] { emit detailsRequested(); };
    else
        return false;
    event.accept();
    if (event.type() == QEvent::KeyPress)
        run();
    return true;
}

void UploadActions::showMenu(const QPoint &position)
{
    const QList<UploadTask> tasks = selectedTasks();
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addProgressCommands(*menu, tasks);
    menu->addSeparator();
    addMoveCommands(*menu, tasks);
    menu->addSeparator();
    addFileCommands(*menu, tasks);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void UploadActions::addProgressCommands(QMenu &menu, const QList<UploadTask> &tasks)
{
    const auto add = [&](IconName name, const QString &text, Request request, Predicate isRequested) {
        QAction *action = menu.addAction(icon(name), text, this, [=, this] { ask(request, isRequested); });
        action->setEnabled(std::ranges::any_of(tasks, isRequested));
        return action;
    };
    const bool isAnyPaused =
        std::ranges::any_of(tasks, [](const UploadTask &task) { return task.state == UploadTask::State::Paused; });
    const bool isAnyWaiting = !isAnyPaused && std::ranges::any_of(tasks, &uploadchoices::canResume);
    add(IconName::Pause, tr("&Pause"), &UploadActions::pauseRequested, &uploadchoices::canPause)
        ->setShortcut(Qt::Key_Space);
    add(IconName::Resume, isAnyWaiting ? tr("&Try Now") : tr("&Resume"), &UploadActions::resumeRequested,
        &uploadchoices::canResume);
    add(IconName::Retry, tr("Re&try"), &UploadActions::retryRequested, &uploadchoices::canRetry);
    if (std::ranges::any_of(tasks, &uploadchoices::canDeleteAndRetry)) {
        add(IconName::Remove, tr("&Delete on Server and Retry"), &UploadActions::deleteAndRetryRequested,
            &uploadchoices::canDeleteAndRetry);
    }
    add(IconName::Cancel, tr("&Cancel"), &UploadActions::cancelRequested, &uploadchoices::canCancel)
        ->setShortcut(Qt::Key_Delete);
    add(IconName::Clear, tr("Remove from &List"), &UploadActions::discardRequested, &uploadchoices::canDiscard);
}

void UploadActions::addMoveCommands(QMenu &menu, const QList<UploadTask> &tasks)
{
    const QList<int> rows = selectedRows();
    const bool isMovable = std::ranges::any_of(tasks, &uploadchoices::canMove);
    const auto add = [&](IconName name, const QString &text, const QList<std::pair<int, int>> &moves) {
        QAction *action = menu.addAction(icon(name), text, this, [this, moves] { moveSelected(moves); });
        action->setEnabled(isMovable && !moves.isEmpty());
        return action;
    };
    const int count = m_table->model()->rowCount();
    add(IconName::MoveUp, tr("Move &Up"), uploadchoices::moves(rows, count, -1))
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Up));
    add(IconName::MoveDown, tr("Move Do&wn"), uploadchoices::moves(rows, count, 1))
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Down));
    add(IconName::MoveToTop, tr("Move to T&op"), uploadchoices::movesToTop(rows));
}

void UploadActions::addFileCommands(QMenu &menu, const QList<UploadTask> &tasks)
{
    const bool hasName = std::ranges::any_of(tasks, [](const UploadTask &task) { return !nameOf(task).isEmpty(); });
    const bool hasUri = std::ranges::any_of(tasks, [](const UploadTask &task) { return !uriOf(task).isEmpty(); });
    const bool hasError = std::ranges::any_of(tasks, [](const UploadTask &task) { return task.error.has_value(); });
    menu.addAction(icon(IconName::Details), tr("Show Deta&ils"), this, &UploadActions::detailsRequested)
        ->setShortcut(Qt::Key_Return);
    menu.addAction(icon(IconName::Folder), tr("Show in &Folder"), this, &UploadActions::showInFolder)
        ->setEnabled(!tasks.isEmpty());
    menu.addAction(icon(IconName::Copy), tr("Copy &Name"), this, [this] { copySelected(&nameOf); })
        ->setEnabled(hasName);
    menu.addAction(icon(IconName::Link), tr("Copy UR&I"), this, [this] { copySelected(&uriOf); })->setEnabled(hasUri);
    menu.addAction(icon(IconName::Copy), tr("Copy &Error Details"), this, &UploadActions::copySelectedErrors)
        ->setEnabled(hasError);
}

} // namespace pollux
