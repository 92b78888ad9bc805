// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/operationscommand.h"

#include "app/cli/output/jsonoutput.h"

using namespace Qt::StringLiterals;

namespace pollux {

OperationsCommand::OperationsCommand(const CliOptions &options, const QString &dataDirectory, Output &output)
    : OperationCommand(options, dataDirectory, true, output)
{
    connect(&m_queue, &UploadQueue::operationsChanged, this, &OperationsCommand::handleChanged);
}

void OperationsCommand::begin()
{
    if (m_names.isEmpty()) {
        openQueue();
        return;
    }
    m_access->complete(m_names, this, orEnd<QStringList>([this](const QStringList &names) {
                           m_names = names;
                           if (m_options.waitsForActive)
                               openQueue();
                           else
                               next();
                       }));
}

void OperationsCommand::handleOpened()
{
    if (!m_names.isEmpty()) {
        next();
        return;
    }
    for (const OperationRecord &operation : known()) {
        if (operation.state == OperationRecord::State::Working)
            m_unasked.insert(operation.name);
    }
    m_queue.pollOperations(m_unasked.values());
    handleChanged({});
}

void OperationsCommand::ask(const QString &name)
{
    m_access->client().getOperation(name, this, [this, name](const Result<Operation> &operation) {
        if (operation.ok())
            handleAnswer(operation.value());
        else
            m_outcomes.reportFailure(operation.error(), name);
        next();
    });
}

void OperationsCommand::handleAnswer(const Operation &operation)
{
    const OperationRecord record = recordOf(operation);
    reportOperation(record, jsonoutput::operationObject(operation));
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
    const int nameWidth = resourcetable::nameWidth(operations);
    if (!operations.isEmpty())
        m_output.line(resourcetable::operationHeader(nameWidth));
    for (const OperationRecord &operation : operations) {
        m_output.event(u"operation"_s, jsonoutput::operationObject(operation),
                       resourcetable::row(operation, nameWidth));
        settle(operation);
    }
    m_output.event(u"summary"_s, {{"operations"_L1, operations.size()}, {"more"_L1, false}}, {});
    endIfDone();
}

QList<OperationRecord> OperationsCommand::known() const
{
    QList<OperationRecord> operations = m_queue.operations();
    operations.removeIf(
        [this](const OperationRecord &operation) { return operation.profileId != m_account->profile.id; });
    return operations;
}

} // namespace pollux
