// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/operationcommand.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/operationlines.h"

using namespace Qt::StringLiterals;

namespace pollux {

OperationCommand::OperationCommand(const CliOptions &options, const QString &dataDirectory, bool loads, Output &output)
    : CliCommand(options, output)
    , m_queue(operationlines::engineOptions(dataDirectory, loads))
    , m_wait(m_queue, options.patience)
{
    connect(&m_queue, &UploadQueue::opened, this, [this](const JournalReport &report) {
        reportTrouble(report);
        handleOpened();
    });
    connect(&m_wait, &OperationWait::ended, this, [this](const OperationRecord &operation) {
        reportOperation(operation);
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

void OperationCommand::reportOperation(const OperationRecord &operation)
{
    m_output.event(u"operation"_s, jsonoutput::operationObject(operation), operationlines::line(operation));
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
