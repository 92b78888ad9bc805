// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadcontroller.h"

#include "models/items/uploads/uploadtotals.h"
#include "models/api/types/mimetypes.h"
#include "models/text/errortext.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"
#include "views/uploads/preflightdialog.h"
#include "views/uploads/uploadactions.h"
#include "views/uploads/uploadspanel.h"
#include "views/widgets/dialogprompts.h"
#include "views/widgets/localpaths.h"
#include "views/widgets/prompts.h"

#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

const auto journalTopic = u"journal"_s;
const auto interruptedTopic = u"interrupted"_s;

/// The topic of the message about the hold with this key.
QString topicOf(const QString &holdKey)
{
    return "hold "_L1 + holdKey;
}

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
    connect(&queue, &UploadQueue::enqueued, this, [this](int, const QString &errorText) {
        if (!errorText.isEmpty())
            m_messages.add({.kind = MessageBar::Kind::Error,
                            .text = tr("Nothing was queued: the list of uploads cannot be saved. %1").arg(errorText),
                            .topic = journalTopic});
    });
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
    m_panel.setCollapsed(false);
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

void UploadController::paste()
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
    upload(offer.paths);
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

void UploadController::reportSkipped(int queued, const QList<SkippedPath> &skipped)
{
    if (skipped.isEmpty()) {
        if (queued == 0)
            m_messages.add({.kind = MessageBar::Kind::Warning, .text = tr("There was nothing to upload.")});
        return;
    }
    QStringList reasons;
    for (const SkippedPath &path : skipped.first(std::min<qsizetype>(skipped.size(), maxNamesInMessage)))
        reasons.append(tr("%1 %2", "file name, why it is left out")
                           .arg(format::singleLine(QFileInfo(path.path).fileName()), skipReasonText(path.reason)));
    const auto more = static_cast<int>(skipped.size() - reasons.size());
    if (more > 0)
        reasons.append(tr("and %n more", nullptr, more));
    m_messages.add(
        {.kind = MessageBar::Kind::Warning,
         .text =
             tr("%n items were left out: %1", nullptr, static_cast<int>(skipped.size())).arg(reasons.join(u"; "_s))});
}

void UploadController::reportHolds()
{
    QHash<QString, WaitReason> reasons;
    for (const QueueHold &hold : m_queue.holds()) {
        reasons.insert(hold.key(), hold.reason);
        // One that the user has closed does not come back with every failed try.
        if (m_reportedHolds.value(hold.key()) != hold.reason)
            m_messages.add(messageFor(hold));
    }
    for (auto reported = m_reportedHolds.cbegin(); reported != m_reportedHolds.cend(); ++reported) {
        if (!reasons.contains(reported.key()))
            m_messages.dismiss(topicOf(reported.key()));
    }
    m_reportedHolds = reasons;
}

MessageBar::Message UploadController::messageFor(const QueueHold &hold)
{
    const MessageAction tryNow{tr("Try Now"), [this] { m_queue.releaseHold(); }};
    const MessageAction accounts{tr("Accounts…"), [this] { emit accountsRequested(); }};
    const QString cause = hold.error ? errorSentence(*hold.error) : QString();
    MessageBar::Message message{.kind = MessageBar::Kind::Error, .topic = topicOf(hold.key())};
    switch (hold.reason) {
    case WaitReason::BadKey:
        message.text = tr("The uploads wait: the server refuses the key of this account.");
        message.actions = {{errorActionText(ErrorAction::ChangeKey), accounts.run}, {tr("Go On"), tryNow.run}};
        break;
    case WaitReason::StorageFull:
        message.text = hold.store.isEmpty() ? tr("The uploads wait: the project's storage is full. Delete files, or "
                                                 "wait until some expire.")
                                            : tr("The uploads into a store wait: it is full. Delete documents there.");
        message.actions = {tryNow};
        if (hold.store.isEmpty())
            message.actions.append(
                {errorActionText(ErrorAction::ShowExpiring), [this] { emit expiryListRequested(); }});
        break;
    case WaitReason::ServerDown:
        message.kind = MessageBar::Kind::Warning;
        message.text = tr("The uploads wait: the server failed several times in a row. They go on by themselves when "
                          "it works again.");
        message.actions = {tryNow};
        break;
    case WaitReason::Network:
        message.kind = MessageBar::Kind::Warning;
        message.text = tr("The uploads wait, and go on by themselves. %1", "the error").arg(cause);
        message.actions = {tryNow};
        break;
    case WaitReason::EndpointWrong:
    case WaitReason::NoPermission:
        message.text = tr("The uploads wait. %1", "the error").arg(cause);
        message.actions = {accounts, tryNow};
        break;
    default:
        message.text = tr("The uploads wait. %1", "the error").arg(cause);
        message.actions = {tryNow};
        break;
    }
    if (hold.error) {
        message.serverText = errorText(*hold.error).serverText;
        message.details = errorDetails(*hold.error);
    }
    return message;
}

void UploadController::reportJournal(const JournalReport &report)
{
    QString text;
    switch (report.health) {
    case Journal::Health::Good:
        if (!report.isWritable)
            text = tr("The list of uploads cannot be saved: %1. Uploads wait until it can.").arg(report.errorText);
        break;
    case Journal::Health::SetAside:
        text = tr("The list of uploads was damaged. It now stands at %1; what could be read from it is below.")
                   .arg(QDir::toNativeSeparators(report.setAsidePath));
        break;
    case Journal::Health::NewerVersion:
        text = tr(
            "A newer Pollux wrote the list of uploads, so it is left as it is and not shown. New uploads are forgotten "
            "when this program ends.");
        break;
    case Journal::Health::ReadOnly:
    case Journal::Health::MemoryOnly:
        text = tr("The list of uploads cannot be written at %1: %2. New uploads are forgotten when this program ends.")
                   .arg(QDir::toNativeSeparators(report.path), report.errorText);
        break;
    }
    if (report.unreadable > 0) {
        const QString left =
            tr("%n entries of the list of uploads cannot be read and are not shown.", nullptr, report.unreadable);
        text = text.isEmpty() ? left : text + u' ' + left;
    }
    if (text.isEmpty())
        m_messages.dismiss(journalTopic);
    else
        m_messages.add({.kind = MessageBar::Kind::Warning, .text = text, .topic = journalTopic});
}

void UploadController::offerInterrupted()
{
    const QList<UploadTask::Id> ids = m_queue.interrupted();
    if (ids.isEmpty())
        return;
    m_messages.add({MessageBar::Kind::Info,
                    tr("%n uploads were interrupted.", nullptr, static_cast<int>(ids.size())),
                    {{tr("Resume"), [this] { m_queue.resume(m_queue.interrupted()); }},
                     {tr("Review"),
                      [this] {
                          m_panel.setCollapsed(false);
                          m_panel.select(m_queue.interrupted());
                      }},
                     {tr("Discard"), [this] { m_queue.discard(m_queue.interrupted()); }}},
                    interruptedTopic});
}

/// An upload belongs to the batch in which it was active: a file that fails in its processing later belongs to no
/// later batch.
void UploadController::followTask(const UploadTask &task)
{
    if (task.isActive())
        m_active.insert(task.id);
    else if (m_active.remove(task.id))
        m_batch.insert(task.id);
}

void UploadController::reportBatch()
{
    UploadTotals totals;
    for (const UploadTask::Id id : std::exchange(m_batch, {})) {
        if (const int row = m_queue.rowOf(id); row >= 0)
            totals.count(m_queue.taskAt(row));
    }
    QStringList sentences;
    if (totals.done > 0)
        sentences.append(tr("%n files uploaded.", nullptr, totals.done));
    if (totals.processing > 0)
        sentences.append(tr("%n files are uploaded and being processed.", nullptr, totals.processing));
    if (totals.failed > 0)
        m_messages.add(
            {.kind = MessageBar::Kind::Error,
             .text = tr("%n uploads failed. The uploads panel says why and can retry them.", nullptr, totals.failed)});
    else if (!sentences.isEmpty())
        m_messages.add({.kind = MessageBar::Kind::Success, .text = sentences.join(u' ')});
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
