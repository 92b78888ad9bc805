// SPDX-License-Identifier: Apache-2.0
#include "models/journal/operationrecord.h"

namespace pollux {

OperationRecord OperationRecord::of(const UploadTask &task)
{
    OperationRecord record;
    record.name = task.operation->name;
    record.profileId = task.profileId;
    record.store = task.target;
    record.document = task.operation->documentName();
    record.displayName = task.displayName;
    record.created = QDateTime::currentDateTimeUtc();
    record.task = task.id;
    record.answer = task.operation;
    return record;
}

} // namespace pollux
