// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/uploadtask.h"

#include <QVariant>

/// What the cells of an UploadsModel hold, as pure functions of a task and a column.
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
/// Empty on NextStepColumn, whose sentences are a view's.
QString displayText(const UploadTask &task, Column column);
/// In words and with the name of the column: "size 4.2 kB".
QString accessibleText(const UploadTask &task, Column column);
/// Text, number (bytes, bytes per second, seconds) or QDateTime; invalid for a missing value.
QVariant sortValue(const UploadTask &task, Column column);
/// Share of the bytes that the server has confirmed, 0 to 1; never more than UploadTask::progress().
double confirmedShare(const UploadTask &task);
/// The title of a column.
QString title(Column column);
/// For columns of numbers: to the right.
Qt::Alignment alignment(Column column);

} // namespace pollux::uploadcells
