// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/operationcommand.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/sentences.h"
#include "models/text/format.h"

using namespace Qt::StringLiterals;

namespace pollux {

UploadEngine::Options OperationCommand::engineOptions(const QString &dataDirectory, bool loads)
{
    UploadEngine::Options options;
    options.journalPath = Journal::pathIn(dataDirectory);
    options.ignoresFormerTasks = true;
    options.ignoresFormerOperations = !loads;
    return options;
}

OperationCommand::OperationCommand(const CliOptions &options, const QString &dataDirectory, bool loads, Output &output)
    : CliCommand(options, output)
    , m_queue(engineOptions(dataDirectory, loads))
    , m_wait(m_queue, options.patience)
{
    connect(&m_queue, &UploadQueue::opened, this, [this](const JournalReport &report) {
        reportTrouble(report);
        handleOpened();
    });
    connect(&m_wait, &OperationWait::ended, this, [this](const OperationRecord &operation) {
        reportOperation(operation, jsonoutput::operationObject(operation));
        settle(operation);
        endIfDone();
    });
    connect(&m_wait, &OperationWait::gaveUp, this, [this](const ApiError &error) {
        m_outcomes.reportFailure(error);
        emit finished(exitCodeFor(error.kind));
    });
}

void OperationCommand::start(const ReadyAccount &account)
{
    m_account = std::make_unique<ReadyAccount>(account);
    m_access = std::make_unique<StoreAccess>(account, m_options);
    begin();
}

void OperationCommand::openQueue()
{
    m_queue.open();
    m_queue.setAccount(m_account->profile.id, m_account->requests, m_account->key);
}

void OperationCommand::handleAllAsked()
{
    m_isTold = true;
    endIfDone();
}

OperationRecord OperationCommand::recordOf(const Operation &operation) const
{
    OperationRecord record;
    record.name = operation.name;
    record.profileId = m_account->profile.id;
    const bool isUpload = operation.name.contains("/upload/operations/"_L1);
    record.kind = isUpload ? OperationRecord::Kind::Upload : OperationRecord::Kind::Import;
    record.store = operation.store();
    record.document = operation.documentName();
    record.created = QDateTime::currentDateTimeUtc();
    record.error = operation.error;
    if (operation.isDone)
        record.state = operation.error ? OperationRecord::State::Failed : OperationRecord::State::Done;
    return record;
}

void OperationCommand::reportOperation(const OperationRecord &operation, const QJsonObject &object)
{
    const QString name = format::singleLine(operation.name);
    QString line = tr("failed    %1: %2").arg(name, sentences::failedOperation(operation));
    if (operation.state == OperationRecord::State::Working)
        line = tr("working   %1").arg(name);
    else if (operation.state == OperationRecord::State::Done)
        line = tr("done      %1  %2").arg(name, format::singleLine(operation.document));
    m_output.event(u"operation"_s, object, line);
}

void OperationCommand::settle(const OperationRecord &operation)
{
    if (m_options.waitsForActive && operation.state == OperationRecord::State::Working) {
        m_wait.await(operation.name);
        return;
    }
    if (operation.state == OperationRecord::State::Failed || operation.state == OperationRecord::State::Lost)
        m_outcomes.addFailure(ErrorKind::OperationFailed);
    else if (operation.pollError)
        m_outcomes.addFailure(operation.pollError->kind);
    else
        m_outcomes.addGood();
    if (m_options.waitsForActive)
        m_queue.forgetOperations({operation.name});
}

void OperationCommand::endIfDone()
{
    if (m_isTold && m_wait.awaitedCount() == 0)
        end();
}

} // namespace pollux
