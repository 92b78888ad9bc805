// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/importcommand.h"

#include "app/cli/output/jsonoutput.h"
#include "app/cli/output/operationlines.h"
#include "app/cli/output/sentences.h"
#include "models/text/format.h"

using namespace Qt::StringLiterals;

namespace pollux {

ImportCommand::ImportCommand(const CliOptions &options, const QString &dataDirectory, Output &output, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_output(output)
    , m_upload(options.storeUpload.value_or(StoreUpload()))
    , m_names(options.arguments)
    , m_queue(operationlines::engineOptions(dataDirectory, false))
    , m_wait(m_queue, options.patience)
    , m_outcomes(output)
{
    m_names.removeDuplicates();
    connect(&m_queue, &UploadQueue::opened, this, &ImportCommand::handleOpened);
    connect(&m_wait, &OperationWait::ended, this, &ImportCommand::handleEnded);
    connect(&m_wait, &OperationWait::gaveUp, this, [this](const ApiError &error) {
        m_outcomes.tell(error);
        emit finished(exitCodeFor(error.kind));
    });
}

void ImportCommand::start(const ReadyAccount &account)
{
    m_profileId = account.profile.id;
    m_access = std::make_unique<StoreAccess>(account, m_options);
    m_access->complete({m_upload.store}, this, [this, account](const Result<QStringList> &names) {
        if (!names.ok()) {
            m_outcomes.tell(names.error());
            emit finished(m_outcomes.exitCode());
            return;
        }
        m_upload.store = names.value().constFirst();
        m_queue.open();
        m_queue.setAccount(m_profileId, account.requests, account.key);
    });
}

void ImportCommand::handleOpened(const JournalReport &report)
{
    if (const QString trouble = sentences::journalTrouble(report); !trouble.isEmpty())
        m_output.say(trouble);
    importNext();
}

void ImportCommand::importNext()
{
    if (m_names.isEmpty()) {
        m_isRequesting = false;
        endIfDone();
        return;
    }
    const QString name = m_names.takeFirst();
    m_access->client().importFile(name, m_upload, this, [this, name](const Result<Operation> &operation) {
        if (operation.ok()) {
            handleBegun(name, operation.value());
        } else {
            m_outcomes.tell(operation.error(), name);
            // The others would fail in the same way.
            if (exitCodeFor(operation.error().kind) == ExitCode::KeyOrPermission)
                m_names.clear();
        }
        importNext();
    });
}

void ImportCommand::handleBegun(const QString &fileName, const Operation &operation)
{
    OperationRecord record = operationlines::recordOf(operation, m_profileId);
    record.kind = OperationRecord::Kind::Import;
    record.store = m_upload.store;
    record.displayName = fileName;
    QJsonObject fields = jsonoutput::operationObject(record);
    fields.insert("fileName"_L1, fileName);
    m_output.event(u"operation"_s, fields, tr("importing %1  %2").arg(fileName, format::singleLine(operation.name)));
    m_queue.trackOperation(record);
    if (m_options.waitsForActive)
        m_wait.await(record.name);
    else
        m_outcomes.addGood();
}

void ImportCommand::handleEnded(const OperationRecord &operation)
{
    m_output.event(u"operation"_s, jsonoutput::operationObject(operation), operationlines::line(operation));
    if (operation.state == OperationRecord::State::Done)
        m_outcomes.addGood();
    else
        m_outcomes.addFailure(ErrorKind::OperationFailed);
    // What was told is nobody's concern any more.
    m_queue.forgetOperations({operation.name});
    endIfDone();
}

void ImportCommand::endIfDone()
{
    if (!m_isRequesting && m_wait.awaitedCount() == 0)
        emit finished(m_outcomes.exitCode());
}

} // namespace pollux
