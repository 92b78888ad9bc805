// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/uploadreport.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/sentences.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::UploadReport)
};

ErrorKind failureKind(const UploadTask &task)
{
    // A limit that names a host is that of a gateway.
    if (task.error && task.error->kind == ErrorKind::TooLarge && !task.error->subject.isEmpty())
        return ErrorKind::ProxyPage;
    if (task.error)
        return task.error->kind;
    return task.notes.testFlag(UploadNote::GoneFromServer) ? ErrorKind::Gone : ErrorKind::Cancelled;
}

} // namespace

UploadReport::UploadReport(Output &output, Outcomes &outcomes, bool waitsForActive)
    : m_output(output)
    , m_outcomes(outcomes)
    , m_waitsForActive(waitsForActive)
{
    m_clock.start();
}

void UploadReport::reportSkipped(const SkippedPath &path)
{
    ++m_skippedCount;
    const QString reason = skipReasonText(path.reason);
    m_output.event(u"skipped"_s,
                   {{"path"_L1, path.path}, {"reason"_L1, jsonoutput::nameOf(path.reason)}, {"text"_L1, reason}},
                   Texts::tr("skipped   %1: %2").arg(format::singleLine(path.path), reason));
}

void UploadReport::take(const UploadTask &task)
{
    Told &told = m_told[task.id];
    if (told.hasEnded)
        return;
    const bool isNew = told.state != task.state || told.waitReason != task.waitReason;
    told.state = task.state;
    told.waitReason = task.waitReason;
    const bool isThere = task.state == UploadTask::State::Processing || task.state == UploadTask::State::Done;
    if (isNew && task.state == UploadTask::State::Waiting)
        m_output.event(u"waiting"_s, jsonoutput::waitingObject(task), {});
    else if (task.isRunning())
        reportProgress(task, told);
    else if (isThere && (task.file || task.operation) && !told.hasArrived)
        reportArrived(task, told);
    if (!hasEnded(task))
        return;
    told.hasEnded = true;
    if (isFailure(task)) {
        reportFailed(task);
        return;
    }
    m_outcomes.addGood();
    if (m_waitsForActive)
        reportActive(task, told.wasProcessing);
}

bool UploadReport::hasEnded(const UploadTask &task) const
{
    return task.isFinished() || (task.state == UploadTask::State::Processing && !m_waitsForActive);
}

bool UploadReport::isFailure(const UploadTask &task) const
{
    const bool isLost = m_waitsForActive && task.notes.testFlag(UploadNote::GoneFromServer);
    return task.state == UploadTask::State::Failed || task.state == UploadTask::State::Cancelled || isLost;
}

void UploadReport::reportArrived(const UploadTask &task, Told &told)
{
    told.hasArrived = true;
    told.wasProcessing = task.state == UploadTask::State::Processing;
    QString line = Texts::tr("uploaded  %1  %2  %3")
                       .arg(format::singleLine(task.resourceName()), format::size(task.size),
                            format::singleLine(task.displayName));
    if (task.operation)
        line += Texts::tr(" (operation %1)").arg(format::singleLine(task.operation->name));
    else if (task.state == UploadTask::State::Processing)
        line += Texts::tr(" (the service still works on it)");
    m_output.event(u"uploaded"_s, jsonoutput::resultObject(task), line);
}

void UploadReport::reportActive(const UploadTask &task, bool wasProcessing)
{
    QJsonObject fields = jsonoutput::taskObject(task);
    fields.insert("name"_L1, task.resourceName());
    fields.insert("state"_L1, task.file ? task.file->stateText : u"STATE_ACTIVE"_s);
    const QString name = format::singleLine(task.resourceName());
    m_output.event(u"state"_s, fields, wasProcessing ? Texts::tr("active    %1").arg(name) : QString());
}

void UploadReport::reportFailed(const UploadTask &task)
{
    const ErrorKind kind = failureKind(task);
    m_outcomes.addFailure(kind);
    const QString sentence = sentences::failedTask(task);
    QJsonObject fields = jsonoutput::resultObject(task);
    fields.insert("error"_L1, task.error ? jsonoutput::errorObject(*task.error)
                                         : jsonoutput::errorObject(task.file && kind == ErrorKind::Cancelled
                                                                       ? u"processing"_s
                                                                       : jsonoutput::nameOf(kind),
                                                                   sentence));
    m_output.event(u"failed"_s, fields,
                   Texts::tr("failed    %1: %2").arg(format::singleLine(task.displayName), sentence));
}

void UploadReport::reportProgress(const UploadTask &task, Told &told)
{
    if (!m_output.isJson())
        return;
    const qint64 now = m_clock.elapsed();
    if (now - told.progressTime < progressInterval)
        return;
    told.progressTime = now;
    m_output.event(u"progress"_s, jsonoutput::progressObject(task), {});
}

void UploadReport::reportSummary(int unfinished)
{
    m_output.event(u"summary"_s,
                   {{"done"_L1, m_outcomes.goodCount()},
                    {"failed"_L1, m_outcomes.failureCount()},
                    {"skipped"_L1, m_skippedCount},
                    {"unfinished"_L1, unfinished}},
                   {});
}

} // namespace pollux
