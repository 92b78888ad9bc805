// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/operationscommand.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/operationlines.h"
#include "app/cli/output/sentences.h"
#include "app/cli/output/storetable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

OperationsCommand::OperationsCommand(const CliOptions &options, const QString &dataDirectory, Output &output,
                                     QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_output(output)
    , m_names(options.arguments)
    , m_queue(operationlines::engineOptions(dataDirectory, true))
    , m_wait(m_queue, options.patience)
    , m_outcomes(output)
{
    m_names.removeDuplicates();
    connect(&m_queue, &UploadQueue::opened, this, &OperationsCommand::handleOpened);
    connect(&m_queue, &UploadQueue::operationsChanged, this, &OperationsCommand::handleChanged);
    connect(&m_wait, &OperationWait::ended, this, &OperationsCommand::handleEnded);
    connect(&m_wait, &OperationWait::gaveUp, this, [this](const ApiError &error) {
        m_outcomes.tell(error);
        emit finished(exitCodeFor(error.kind));
    });
}

void OperationsCommand::start(const ReadyAccount &account)
{
    m_account = std::make_unique<ReadyAccount>(account);
    m_access = std::make_unique<StoreAccess>(account, m_options);
    if (m_names.isEmpty()) {
        openQueue();
        return;
    }
    m_access->complete(m_names, this, [this](const Result<QStringList> &names) {
        if (!names.ok()) {
            m_outcomes.tell(names.error());
            emit finished(m_outcomes.exitCode());
            return;
        }
        m_names = names.value();
        if (m_options.waitsForActive)
            openQueue();
        else
            askNext();
    });
}

void OperationsCommand::openQueue()
{
    m_queue.open();
    m_queue.setAccount(m_account->profile.id, m_account->requests, m_account->key);
}

void OperationsCommand::handleOpened(const JournalReport &report)
{
    if (const QString trouble = sentences::journalTrouble(report); !trouble.isEmpty())
        m_output.say(trouble);
    if (!m_names.isEmpty()) {
        askNext();
        return;
    }
    for (const OperationRecord &operation : known()) {
        if (operation.state == OperationRecord::State::Working)
            m_unasked.insert(operation.name);
    }
    m_queue.pollOperations(QStringList(m_unasked.constBegin(), m_unasked.constEnd()));
    handleChanged({});
}

void OperationsCommand::askNext()
{
    if (m_names.isEmpty()) {
        m_isTold = true;
        endIfDone();
        return;
    }
    const QString name = m_names.takeFirst();
    m_access->client().getOperation(name, this, [this, name](const Result<Operation> &operation) {
        if (operation.ok())
            handleAnswer(operation.value());
        else
            m_outcomes.tell(operation.error(), name);
        askNext();
    });
}

void OperationsCommand::handleAnswer(const Operation &operation)
{
    const OperationRecord record = operationlines::recordOf(operation, m_account->profile.id);
    m_output.event(u"operation"_s, jsonoutput::operationObject(operation), operationlines::line(record));
    if (record.state == OperationRecord::State::Working && m_options.waitsForActive)
        m_queue.trackOperation(record);
    settle(record);
}

void OperationsCommand::handleChanged(const QStringList &names)
{
    for (const OperationRecord &operation : known()) {
        if (names.contains(operation.name) && operation.polls > 0 && operation.lastPoll.isValid())
            m_unasked.remove(operation.name);
    }
    if (m_queue.isOpen() && m_options.arguments.isEmpty() && m_unasked.isEmpty() && !m_isTold)
        reportList();
}

void OperationsCommand::reportList()
{
    const QList<OperationRecord> operations = known();
    m_isTold = true;
    const int nameWidth = storetable::nameWidth(operations);
    if (!operations.isEmpty() && !m_output.isJson())
        m_output.event({}, {}, storetable::operationHeader(nameWidth));
    for (const OperationRecord &operation : operations) {
        m_output.event(u"operation"_s, jsonoutput::operationObject(operation), storetable::row(operation, nameWidth));
        settle(operation);
    }
    m_output.event(u"summary"_s, {{"operations"_L1, operations.size()}, {"more"_L1, false}}, {});
    endIfDone();
}

void OperationsCommand::settle(const OperationRecord &operation)
{
    const bool hasEnded = operation.state != OperationRecord::State::Working;
    if (m_options.waitsForActive && !hasEnded) {
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

void OperationsCommand::handleEnded(const OperationRecord &operation)
{
    m_output.event(u"operation"_s, jsonoutput::operationObject(operation), operationlines::line(operation));
    settle(operation);
    endIfDone();
}

void OperationsCommand::endIfDone()
{
    if (m_isTold && m_wait.awaitedCount() == 0)
        emit finished(m_outcomes.exitCode());
}

QList<OperationRecord> OperationsCommand::known() const
{
    QList<OperationRecord> operations = m_queue.operations();
    operations.removeIf(
        [this](const OperationRecord &operation) { return operation.profileId != m_account->profile.id; });
    return operations;
}

} // namespace pollux
