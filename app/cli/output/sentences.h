// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"
#include "models/api/types/remotefile.h"
#include "models/journal/operationrecord.h"
#include "models/journal/uploadtask.h"
#include "models/transfer/uploadengine.h"

#include <QString>

/// What pollux-cli says to people: the sentences of models/text/errortext.h, with next steps that can be taken on the
/// command line. Single lines, without secrets.
namespace pollux::sentences {

/// What happened, and what can be done about it.
QString sentence(const ApiError &error);
/// Why the service could not process a file.
QString failedState(const RemoteFile &file);
/// Why a task Failed, was Cancelled, or is no longer on the server.
QString failedTask(const UploadTask &task);
/// Why an operation Failed or is Lost.
QString failedOperation(const OperationRecord &operation);
/// What is wrong with the journal; empty if nothing is.
QString journalTrouble(const JournalReport &report);

} // namespace pollux::sentences
