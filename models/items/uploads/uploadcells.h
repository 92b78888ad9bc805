// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/columntable.h"
#include "models/journal/uploadtask.h"

namespace pollux::uploadcells {

enum Column : int {
    NameColumn,
    StateColumn,
    ProgressColumn,
    SizeColumn,
    SpeedColumn,
    TimeLeftColumn,
    NextStepColumn, ///< empty here: what to do or what comes is a view's sentence
    AttemptsColumn, ///< tries that failed
    TargetColumn,
    ColumnCount
};

/// The words for a task's state and, where it waits, for what: "Waiting for the network".
QString stateText(const UploadTask &task);
/// Where it is uploaded to: "Files" for the Files service, else the name of the store.
QString targetText(const UploadTask &task);
/// Share of the bytes that the server has confirmed, 0 to 1; never more than UploadTask::progress().
double confirmedShare(const UploadTask &task);

/// The columns of an UploadsModel. Cells without a value are empty.
const ColumnTable<UploadTask> &table();

} // namespace pollux::uploadcells
