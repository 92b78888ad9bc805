// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/documentcreatecommand.h"

#include "app/cli/output/jsonoutput.h"

namespace pollux {

DocumentCreateCommand::DocumentCreateCommand(const CliOptions &options, const QString &dataDirectory, Output &output)
    : OperationCommand(options, dataDirectory, false, output)
{
}

void DocumentCreateCommand::begin()
{
    m_access->complete(m_names, this, orEnd<QStringList>([this](const QStringList &names) {
                           m_names = names;
                           openQueue();
                       }));
}

void DocumentCreateCommand::ask(const QString &store)
{
    StoreUpload upload = *m_options.storeUpload;
    upload.store = store;
    m_access->client().createDocument(m_options.displayName, m_options.mimeType, upload, this,
                                      [this, store](const Result<Operation> &operation) {
                                          if (operation.ok())
                                              handleBegun(store, operation.value());
                                          else
                                              handleRefused(operation.error(), store);
                                          next();
                                      });
}

void DocumentCreateCommand::handleBegun(const QString &store, const Operation &operation)
{
    OperationRecord record = recordOf(operation);
    record.kind = OperationRecord::Kind::Upload;
    record.store = store;
    record.displayName = m_options.displayName;
    reportOperation(record, jsonoutput::operationObject(record));
    m_queue.trackOperation(record);
    settle(record);
}

} // namespace pollux
