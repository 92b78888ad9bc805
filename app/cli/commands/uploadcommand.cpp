// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/uploadcommand.h"

#include "app/cli/commands/operationcommand.h"
#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/progresslines.h"
#include "app/cli/output/sentences.h"
#include "app/cli/output/terminal.h"
#include "models/api/types/mimetypes.h"
#include "models/text/format.h"
#include "models/transfer/networkwatch.h"

#include <QDir>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr std::chrono::milliseconds tickInterval(100); // between two updates of the progress on a terminal
constexpr qint64 stuckTime = 1500;                     // ms; the queue shows the effect of a call with a delay

UploadEngine::Options engineOptions(const CliOptions &options, const QString &dataDirectory)
{
    UploadEngine::Options chosen = OperationCommand::engineOptions(dataDirectory, false);
    chosen.isVerified = options.isVerified;
    chosen.resumesInterrupted = options.command == CliOptions::Command::Resume;
    chosen.ignoresFormerTasks = !chosen.resumesInterrupted;
    return chosen;
}

} // namespace

UploadCommand::UploadCommand(const CliOptions &options, const QString &dataDirectory, AccountChoice &accounts,
                             Output &output)
    : CliCommand(options, output)
    , m_accounts(accounts)
    , m_report(output, m_outcomes, options.waitsForActive)
    , m_storeUpload(options.storeUpload)
    , m_queue(engineOptions(options, dataDirectory))
    , m_operations(m_queue, options.patience)
{
    connect(&m_queue, &UploadQueue::opened, this, &UploadCommand::handleOpened);
    connect(&m_queue, &UploadQueue::preflightFinished, this, &UploadCommand::handlePreflight);
    connect(&m_queue, &UploadQueue::enqueued, this, &UploadCommand::handleEnqueued);
    connect(&m_queue, &UploadQueue::taskChanged, this, &UploadCommand::handleTask);
    connect(&m_queue, &UploadQueue::uploaded, this, [this](const QString &profileId, const RemoteFile &file) {
        if (const auto watch = m_watches.find(profileId); watch != m_watches.end())
            watch->second->consider(file);
    });
    connect(&m_queue, &UploadQueue::holdChanged, this, &UploadCommand::handleHolds);
    connect(&m_accounts, &AccountChoice::otherReady, this, &UploadCommand::useAccount);
    watchNetwork(&m_queue, [this] { m_queue.renewConnections(); });
    connect(&m_operations, &OperationWait::gaveUp, this, &UploadCommand::giveUp);
    connect(&m_timer, &QTimer::timeout, this, &UploadCommand::tick);
}

void UploadCommand::start(const ReadyAccount &account)
{
    m_profileId = account.profile.id;
    if (!m_storeUpload) {
        openQueue(account);
        return;
    }
    m_access = std::make_unique<StoreAccess>(account, m_options);
    m_access->complete({m_storeUpload->store}, this, [this, account](const Result<QStringList> &names) {
        if (!names.ok()) {
            giveUp(names.error());
            return;
        }
        m_storeUpload->store = names.value().constFirst();
        openQueue(account);
    });
}

void UploadCommand::openQueue(const ReadyAccount &account)
{
    if (m_options.jobs > 0)
        m_queue.setParallelUploads(m_options.jobs);
    m_queue.open();
    useAccount(account);
    m_sinceProgress.start();
    m_timer.start(tickInterval);
}

void UploadCommand::useAccount(const ReadyAccount &account)
{
    m_queue.setAccount(account.profile.id, account.requests, account.key);
    if (!m_options.waitsForActive)
        return;
    auto watch = std::make_unique<StateWatch>(m_network, account.requests, m_options.patience);
    connect(watch.get(), &StateWatch::updated, &m_queue, &UploadQueue::handleRemoteFile);
    connect(watch.get(), &StateWatch::gone, &m_queue, &UploadQueue::handleRemoteGone);
    connect(watch.get(), &StateWatch::failed, this, &UploadCommand::giveUp);
    m_watches[account.profile.id] = std::move(watch);
}

void UploadCommand::handleOpened(const JournalReport &report)
{
    reportTrouble(report);
    if (m_options.command == CliOptions::Command::Upload)
        m_queue.preflight(m_profileId, m_options.arguments, {}, m_storeUpload ? m_storeUpload->store : QString());
    else
        handleFormerTasks();
}

void UploadCommand::handleFormerTasks()
{
    QSet<QString> profileIds;
    for (const UploadTask *task : tasks())
        profileIds.insert(task->profileId);
    profileIds.remove(m_profileId);
    for (const QString &id : std::as_const(profileIds))
        m_accounts.startOther(id);
    if (m_queue.count() == 0)
        m_output.hint(tr("No upload was interrupted."));
    handleFilled();
}

void UploadCommand::handlePreflight(const PreflightResult &result)
{
    for (const SkippedPath &path : result.skipped)
        m_report.reportSkipped(path);
    QList<AcceptedFile> files;
    for (AcceptedFile file : result.accepted) {
        if (file.isAlreadyQueued) {
            m_report.reportSkipped({file.path, SkipReason::AlreadyQueued});
            continue;
        }
        if (!m_options.displayName.isEmpty())
            file.displayName = m_options.displayName;
        if (!m_options.mimeType.isEmpty()) {
            file.mimeType = m_options.mimeType;
            file.isMimeTypeChosen = file.isMimeTypeKnown = true;
        }
        if (m_storeUpload && isSoundOrFilm(file.mimeType)) {
            m_report.reportSkipped({file.path, SkipReason::NotForStores});
            continue;
        }
        file.storeUpload = m_storeUpload;
        files.append(file);
    }
    m_queue.enqueue(m_profileId, files);
}

void UploadCommand::handleEnqueued(int, const QString &errorText)
{
    if (!errorText.isEmpty()) {
        const QString sentence = tr("The list of uploads cannot be saved, so nothing was sent: %1").arg(errorText);
        m_output.fail(u"journal"_s, sentence);
        endNow(ExitCode::SomeFailed);
    } else {
        handleFilled();
    }
}

void UploadCommand::handleFilled()
{
    for (const UploadTask *task : tasks())
        m_output.event(u"queued"_s, jsonoutput::queuedObject(*task), {});
    m_isFilled = true;
    m_sinceProgress.start();
    endIfDone();
}

void UploadCommand::handleTask(UploadTask::Id id)
{
    const int row = m_queue.rowOf(id);
    if (row < 0 || m_isEnded)
        return;
    const UploadTask &task = m_queue.taskAt(row);
    m_report.take(task);
    if (m_options.waitsForActive && task.state == UploadTask::State::Processing && task.operation)
        m_operations.await(task.operation->name);
    endIfDone();
}

void UploadCommand::handleHolds()
{
    QHash<QString, QueueHold> holds;
    for (const QueueHold &hold : m_queue.holds())
        holds.insert(hold.key(), hold);
    std::swap(m_holds, holds);
    for (const QueueHold &hold : m_queue.holds()) {
        const QueueHold before = holds.value(hold.key());
        if (m_isEnded || (before.reason == hold.reason && before.nextTry == hold.nextTry))
            continue;
        const ApiError error = hold.error.value_or(ApiError::local(ErrorKind::ServerBusy));
        QJsonObject fields{{"reason"_L1, jsonoutput::nameOf(hold.reason)},
                           {"error"_L1, jsonoutput::errorObject(error)}};
        if (hold.nextTry.isValid())
            fields.insert("nextTry"_L1, jsonoutput::textOf(hold.nextTry));
        m_output.event(u"held"_s, fields, {});
        // Nobody is there to change the account.
        if (hold.scope == ErrorScope::Account)
            giveUp(error);
        else
            m_output.hint(tr("%1 The next try is at %2.")
                              .arg(sentences::sentence(error), QLocale().toString(hold.nextTry.toLocalTime().time())));
    }
}

void UploadCommand::tick()
{
    if (m_output.hasStatus())
        m_output.status(progressLines(tasks(), terminal::columns() - 1));
    endIfStuck();
    endIfWithoutProgress();
}

void UploadCommand::endIfDone()
{
    if (m_isFilled && !m_isEnded && m_report.endedCount() == m_queue.count())
        endNow(m_report.exitCode());
}

void UploadCommand::endIfStuck()
{
    const QList<const UploadTask *> awaited = awaitedTasks();
    const bool isStuck =
        m_isFilled && !awaited.isEmpty() && std::ranges::all_of(awaited, [](const UploadTask *task) {
            return task->state == UploadTask::State::Waiting && task->waitReason == WaitReason::AnotherKey;
        });
    if (m_isEnded || !isStuck || m_accounts.isAsking()) {
        m_sinceStuck.invalidate();
    } else if (!m_sinceStuck.isValid()) {
        m_sinceStuck.start();
    } else if (m_sinceStuck.hasExpired(stuckTime)) {
        m_output.fail(u"anotherKey"_s, tr("%L1 uploads were begun with another key or account. Give that key, or go on "
                                          "with them in Pollux.")
                                           .arg(awaited.size()));
        endNow(ExitCode::KeyOrPermission);
    }
}

void UploadCommand::endIfWithoutProgress()
{
    if (m_isEnded)
        return;
    const QList<const UploadTask *> awaited = awaitedTasks();
    // The mark changes with every byte that moves; a repeated request does not change it.
    qint64 mark = m_queue.count() - awaited.size();
    bool waits = m_isFilled && !awaited.isEmpty();
    std::optional<ApiError> reason;
    if (!m_queue.holds().isEmpty())
        reason = m_queue.holds().constFirst().error;
    for (const UploadTask *task : awaited) {
        using State = UploadTask::State;
        mark += task->bytesConfirmed + task->bytesHandedOver;
        waits =
            waits && (task->state == State::Waiting || task->state == State::Queued || task->state == State::Starting);
        if (task->error && !reason)
            reason = task->error;
    }
    if (mark != std::exchange(m_progressMark, mark) || m_accounts.isAsking())
        m_sinceProgress.restart();
    if (waits && m_sinceProgress.hasExpired(std::chrono::milliseconds(m_options.patience).count()))
        giveUp(reason.value_or(ApiError::local(ErrorKind::Unreachable)));
}

void UploadCommand::interrupt()
{
    if (m_isEnded)
        return;
    m_output.say(tr("Interrupted. %1").arg(resumeHint()));
    endNow(ExitCode::Interrupted);
}

void UploadCommand::giveUp(const ApiError &error)
{
    if (m_isEnded)
        return;
    const QString sentence = sentences::sentence(error);
    m_output.fail(jsonoutput::errorObject(error), u"%1 %2"_s.arg(sentence, resumeHint()).trimmed());
    endNow(exitCodeFor(error.kind));
}

void UploadCommand::endNow(ExitCode code)
{
    m_isEnded = true;
    m_timer.stop();
    m_output.clearStatus();
    m_report.reportSummary(static_cast<int>(awaitedTasks().size()));
    // The engine carries out these calls before the queue is destroyed.
    QList<UploadTask::Id> uploaded;
    QStringList ended;
    for (const UploadTask *task : tasks()) {
        if (task->state == UploadTask::State::Done && task->operation)
            ended.append(task->operation->name);
        if (task->state == UploadTask::State::Done || task->state == UploadTask::State::Processing)
            uploaded.append(task->id);
    }
    if (!uploaded.isEmpty())
        m_queue.discard(uploaded);
    if (!ended.isEmpty())
        m_queue.forgetOperations(ended);
    emit finished(code);
}

QList<const UploadTask *> UploadCommand::tasks() const
{
    QList<const UploadTask *> all;
    all.reserve(m_queue.count());
    for (int row = 0; row < m_queue.count(); ++row)
        all.append(&m_queue.taskAt(row));
    return all;
}

QList<const UploadTask *> UploadCommand::awaitedTasks() const
{
    QList<const UploadTask *> awaited = tasks();
    awaited.removeIf([this](const UploadTask *task) { return m_report.hasEnded(*task); });
    return awaited;
}

QString UploadCommand::resumeHint() const
{
    const QList<const UploadTask *> awaited = awaitedTasks();
    if (awaited.isEmpty())
        return {};
    const auto isOperation = [](const UploadTask *task) { return task->operation.has_value(); };
    const bool isAllSent = std::ranges::all_of(awaited, isOperation);
    QString command = isAllSent ? u"pollux-cli operations --wait"_s : u"pollux-cli resume"_s;
    if (!m_options.dataDirectory.isEmpty())
        command += " --data-dir "_L1 + format::singleLine(QDir::toNativeSeparators(m_options.dataDirectory));
    if (!m_options.profileName.isEmpty())
        command += u" --profile \"%1\""_s.arg(format::singleLine(m_options.profileName));
    return tr("The uploads are kept; go on with: %1").arg(command);
}

} // namespace pollux
