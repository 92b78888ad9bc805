// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadcontroller.h"

#include "models/api/types/mimetypes.h"
#include "models/text/errortext.h"
#include "models/text/format.h"
#include "views/uploads/preflightdialog.h"
#include "views/uploads/uploadactions.h"
#include "views/uploads/uploadspanel.h"
#include "views/widgets/dialogprompts.h"
#include "views/widgets/localpaths.h"
#include "views/widgets/prompts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// What was uploaded by the task, so that it can be queued again.
AcceptedFile acceptedFile(const UploadTask &task)
{
    AcceptedFile file;
    file.path = task.path;
    file.displayName = task.displayName;
    file.mimeType = task.mimeType;
    file.isMimeTypeKnown = task.mimeType != unknownMimeType();
    file.isMimeTypeChosen = task.isMimeTypeChosen;
    file.size = task.size;
    file.storeUpload = task.storeUpload;
    return file;
}

} // namespace

UploadController::UploadController(UploadQueue &queue, FilesModel &files, Settings &settings, UploadsPanel &panel,
                                   MessageBar &messages, Prompts &prompts, QWidget &window)
    : QObject(&window)
    , m_queue(queue)
    , m_files(files)
    , m_settings(settings)
    , m_panel(panel)
    , m_messages(messages)
    , m_prompts(prompts)
    , m_window(window)
{
    queue.setRememberedTypes(settings.mimeTypes());
    connect(&panel.actions(), &UploadActions::deleteAndRetryRequested, this, &UploadController::deleteAndRetry);
    connect(&panel.actions(), &UploadActions::typeChangeRequested, this, &UploadController::askForTypes);
    connect(&queue, &UploadQueue::preflightFinished, this, &UploadController::handlePreflight);
    connect(&queue, &UploadQueue::addFinished, this, &UploadController::reportSkipped);
    connect(&queue, &UploadQueue::enqueued, this, &UploadController::reportQueued);
    connect(&queue, &UploadQueue::holdChanged, this, &UploadController::reportHolds);
    connect(&queue, &UploadQueue::journalChanged, this, &UploadController::reportJournal);
    connect(&queue, &UploadQueue::opened, this, [this](const JournalReport &report) {
        reportJournal(report);
        offerInterrupted();
    });
    connect(&queue, &UploadQueue::rowsAboutToBeInserted, this, [this](int first, int last) {
        m_firstInserted = first;
        m_lastInserted = last;
    });
    connect(&queue, &UploadQueue::rowsInserted, this, [this] {
        for (int row = m_firstInserted; row <= m_lastInserted; ++row)
            followTask(m_queue.taskAt(row));
    });
    connect(&queue, &UploadQueue::taskChanged, this, [this](UploadTask::Id id) {
        if (const int row = m_queue.rowOf(id); row >= 0)
            followTask(m_queue.taskAt(row));
    });
    connect(&queue, &UploadQueue::idle, this, &UploadController::reportBatch);
}

void UploadController::upload(QStringList paths)
{
    // A cancelled folder dialog gives an empty path.
    paths.removeAll(QString());
    if (paths.isEmpty())
        return;
    RemoteFiles remote;
    if (m_files.rowCount() > 0) {
        // Until the sizes are known, another account's files may be shown.
        remote.ofSizes = [this, profileId = m_profileId](const QSet<qint64> &sizes) {
            return profileId == m_profileId ? m_files.filesOfSizes(sizes) : QList<RemoteFile>();
        };
        remote.totalBytes = m_files.totalBytes();
    }
    m_queue.preflight(m_profileId, paths, remote);
}

void UploadController::chooseFiles()
{
    m_prompts.chooseFiles(&m_window, [this](const QStringList &paths) { upload(paths); });
}

void UploadController::chooseFolder()
{
    m_prompts.chooseFolder(&m_window, [this](const QString &path) { upload(QStringList(path)); });
}

void UploadController::paste(const QString &store)
{
    const QMimeData *clipboard = QGuiApplication::clipboard()->mimeData();
    const LocalPaths offer = clipboard ? localPaths(*clipboard) : LocalPaths();
    if (offer.paths.isEmpty())
        m_messages.add({.kind = MessageBar::Kind::Info,
                        .text = tr("The clipboard holds no files. Copy some in a file manager first.")});
    else if (offer.refused > 0)
        m_messages.add(
            {.kind = MessageBar::Kind::Warning,
             .text = tr("%n pasted items are no files on this computer and were left out.", nullptr, offer.refused)});
    if (store.isEmpty())
        upload(offer.paths);
    else
        emit storeFilesPasted(offer.paths, store);
}

void UploadController::handlePreflight(const PreflightResult &result)
{
    if (!result.store.isEmpty()) {
        emit storePreflightFinished(result);
        return;
    }
    const bool isReviewed = m_settings.value(Settings::Key::ReviewUploads).toBool() && !result.accepted.isEmpty();
    if (!isReviewed && !needsQuestions(result)) {
        m_queue.enqueue(result.profileId, result.accepted);
        reportSkipped(static_cast<int>(result.accepted.size()), result.skipped);
        return;
    }
    auto *dialog = new PreflightDialog(result, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, profileId = result.profileId] {
        const PreflightAnswer answer = dialog->answer();
        if (!answer.reused.isEmpty())
            emit filesReused(answer.reused);
        rememberTypes(answer.rememberedTypes);
        if (!answer.chosen.isEmpty())
            m_queue.enqueue(profileId, answer.chosen);
    });
    openDialog(dialog);
}

void UploadController::rememberTypes(const QHash<QString, QString> &chosen)
{
    if (chosen.isEmpty())
        return;
    QHash<QString, QString> types = m_settings.mimeTypes();
    types.insert(chosen);
    m_settings.setMimeTypes(types);
    m_queue.setRememberedTypes(types);
}

void UploadController::deleteAndRetry(const QList<UploadTask::Id> &ids)
{
    QStringList files;
    QStringList documents;
    QHash<QString, QStringList> ofOthers; // by profile id
    for (const UploadTask::Id id : ids) {
        const int row = m_queue.rowOf(id);
        if (row < 0)
            continue;
        const UploadTask &task = m_queue.taskAt(row);
        if (task.profileId != m_profileId)
            ofOthers[task.profileId].append(task.resourceName());
        else
            (task.storeUpload ? documents : files).append(task.resourceName());
    }
    m_files.remove(files);
    if (!documents.isEmpty())
        emit documentRemovalRequested(documents);
    for (auto it = ofOthers.cbegin(); it != ofOthers.cend(); ++it)
        emit removalRequested(it.key(), it.value());
    m_queue.retry(ids);
}

void UploadController::askForTypes(const QList<UploadTask::Id> &ids)
{
    QHash<QString, PreflightResult> results; // by profile id
    for (const UploadTask::Id id : ids) {
        const int row = m_queue.rowOf(id);
        if (row < 0)
            continue;
        const UploadTask &task = m_queue.taskAt(row);
        results[task.profileId].accepted.append(acceptedFile(task));
        results[task.profileId].bytes += task.size;
    }
    for (auto it = results.cbegin(); it != results.cend(); ++it) {
        auto *dialog = new PreflightDialog(*it, &m_window);
        connect(dialog, &QDialog::accepted, this,
                [this, dialog, ids, profileId = it.key()] { retryWithTypes(ids, profileId, dialog->answer()); });
        openDialog(dialog);
    }
}

/// The type of a task never changes, so those that are retried are replaced by new ones.
void UploadController::retryWithTypes(const QList<UploadTask::Id> &ids, const QString &profileId,
                                      const PreflightAnswer &answer)
{
    QList<UploadTask::Id> replaced;
    for (const UploadTask::Id id : ids) {
        const int row = m_queue.rowOf(id);
        if (row < 0 || m_queue.taskAt(row).profileId != profileId)
            continue;
        const UploadTask &task = m_queue.taskAt(row);
        if (std::ranges::any_of(answer.chosen, [&task](const AcceptedFile &file) {
                return file.path == task.path && file.storeUpload == task.storeUpload;
            }))
            replaced.append(id);
    }
    rememberTypes(answer.rememberedTypes);
    if (answer.chosen.isEmpty())
        return;
    m_queue.enqueue(profileId, answer.chosen);
    m_queue.discard(replaced);
}

bool UploadController::mayClose()
{
    int unfinished = 0;
    for (int row = 0; row < m_queue.count(); ++row)
        unfinished += m_queue.taskAt(row).isActive() ? 1 : 0;
    if (unfinished == 0)
        return true;
    const Prompts::Question question{
        tr("Quit while %n files are being uploaded?", nullptr, unfinished),
        tr("Paused uploads go on where they were when Pollux is started again. The server keeps an upload that is "
           "not finished for a limited time."),
        tr("Pause and Quit")};
    m_prompts.choose(&m_window, question, {tr("Finish in the Background")}, [this](int index) {
        if (index == 0)
            emit closeAllowed();
        else if (index == 1)
            emit backgroundRequested();
    });
    return false;
}

} // namespace pollux
