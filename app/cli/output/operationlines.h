// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/operation.h"
#include "models/journal/operationrecord.h"
#include "models/transfer/uploadengine.h"

#include <QString>

/// What `import` and `operations` share.
namespace pollux::operationlines {

/// For a queue that follows operations and sends no files. `loads`: it takes up the operations of former programs.
UploadEngine::Options engineOptions(const QString &dataDirectory, bool loads);

/// An operation of which only the server has told.
OperationRecord recordOf(const Operation &operation, const QString &profileId);

/// "done      fileSearchStores/…", with the document or with the reason.
QString line(const OperationRecord &operation);

} // namespace pollux::operationlines
