// SPDX-License-Identifier: Apache-2.0
//
// What an UploadController reports.
#include "views/uploads/uploadcontroller.h"

#include "models/items/uploads/uploadtotals.h"
#include "models/preflight/preflightanswer.h"
#include "models/text/errortext.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"
#include "views/uploads/uploadspanel.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

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

} // namespace

void UploadController::reportQueued(int count, const QString &errorText)
{
    if (count > 0)
        m_panel.showNewUploads();
    if (!errorText.isEmpty())
        m_messages.add({.kind = MessageBar::Kind::Error,
                        .text = tr("Nothing was queued: the list of uploads cannot be saved. %1").arg(errorText),
                        .topic = journalTopic});
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

} // namespace pollux
