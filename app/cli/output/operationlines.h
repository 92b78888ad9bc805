// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/operation.h"
#include "models/journal/operationrecord.h"
#include "models/transfer/uploadengine.h"

#include <QString>

/// What `import` and `operations` share.
namespace pollux::operationlines {

/// For a queue that polls operations and sends no files. `loads`: with the operations that the journal already holds.
UploadEngine::Options engineOptions(const QString &dataDirectory, bool loads);

/// A record of an operation that the journal does not know, made of the server's answer.
OperationRecord recordOf(const Operation &operation, const QString &profileId);

/// "done      fileSearchStores/…", with the document or with the reason.
QString line(const OperationRecord &operation);

} // namespace pollux::operationlines
