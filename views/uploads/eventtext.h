// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploads/uploadsproxymodel.h"

/// What the timeline of an upload says, as pure functions of one event.
namespace pollux::eventtext {

/// "14:03:07.250", local time.
QString timeText(const TaskEvent &event);
/// What happened: "Sending".
QString whatText(const TaskEvent &event);
/// How much, how long or why: "from 8.4 MB (8,388,608 B)"; empty where there is nothing to add. One line.
QString moreText(const TaskEvent &event, const ErrorSentence &errorSentence);

/// Rounded and in full: "8.4 MB (8,388,608 B)".
QString bytesText(qint64 bytes);

} // namespace pollux::eventtext
