// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/importcommand.h"

#include "app/cli/output/jsonoutput.h"
#include "models/text/format.h"

using namespace Qt::StringLiterals;

namespace pollux {

ImportCommand::ImportCommand(const CliOptions &options, const QString &dataDirectory, Output &output)
    : OperationCommand(options, dataDirectory, false, output)
    , m_upload(options.storeUpload.value_or(StoreUpload()))
{
}

void ImportCommand::begin()
{
    m_access->complete({m_upload.store}, this, orEnd<QStringList>([this](const QStringList &names) {
                           m_upload.store = names.constFirst();
                           openQueue();
                       }));
}

void ImportCommand::ask(const QString &name)
{
    m_access->client().importFile(name, m_upload, this, [this, name](const Result<Operation> &operation) {
        if (operation.ok())
            handleBegun(name, operation.value());
        else
            handleRefused(operation.error(), name);
        next();
    });
}

void ImportCommand::handleBegun(const QString &fileName, const Operation &operation)
{
    OperationRecord record = recordOf(operation);
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

} // namespace pollux
