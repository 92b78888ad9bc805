// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/operationlines.h"

#include "app/cli/output/sentences.h"
#include "models/text/format.h"

#include <QCoreApplication>

namespace pollux::operationlines {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::OperationLines)
};

} // namespace

UploadEngine::Options engineOptions(const QString &dataDirectory, bool loads)
{
    UploadEngine::Options options;
    options.journalPath = Journal::pathIn(dataDirectory);
    options.ignoresFormerTasks = true;
    options.ignoresFormerOperations = !loads;
    return options;
}

OperationRecord recordOf(const Operation &operation, const QString &profileId)
{
    OperationRecord record;
    record.name = operation.name;
    record.profileId = profileId;
    const bool isUpload = operation.name.contains(QStringLiteral("/upload/operations/"));
    record.kind = isUpload ? OperationRecord::Kind::Upload : OperationRecord::Kind::Import;
    record.store = operation.store();
    record.document = operation.documentName();
    record.created = QDateTime::currentDateTimeUtc();
    record.error = operation.error;
    if (operation.isDone)
        record.state = operation.error ? OperationRecord::State::Failed : OperationRecord::State::Done;
    return record;
}

QString line(const OperationRecord &operation)
{
    const QString name = format::singleLine(operation.name);
    switch (operation.state) {
    case OperationRecord::State::Working:
        return Texts::tr("working   %1").arg(name);
    case OperationRecord::State::Done:
        return Texts::tr("done      %1  %2").arg(name, format::singleLine(operation.document));
    case OperationRecord::State::Failed:
    case OperationRecord::State::Lost:
        break;
    }
    return Texts::tr("failed    %1: %2").arg(name, sentences::failedOperation(operation));
}

} // namespace pollux::operationlines
