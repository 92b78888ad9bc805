// SPDX-License-Identifier: Apache-2.0
#include "models/journal/uploadtask.h"

#include <algorithm>

namespace pollux {

namespace {

constexpr double maxBeforeDone = 0.999;

} // namespace

bool UploadTask::isFinished() const
{
    return state == State::Done || state == State::Failed || state == State::Cancelled;
}

bool UploadTask::isActive() const
{
    return !isFinished() && state != State::Paused && state != State::Processing;
}

bool UploadTask::isRunning() const
{
    const bool hasSession =
        state == State::Waiting && (waitReason == WaitReason::Retry || waitReason == WaitReason::Network ||
                                    waitReason == WaitReason::JournalNotWritable);
    return hasSession || (isActive() && state != State::Queued && state != State::Waiting);
}

double UploadTask::progress() const
{
    if (state == State::Done || state == State::Processing)
        return 1;
    if (size <= 0)
        return 0;
    return std::clamp(static_cast<double>(bytesHandedOver) / static_cast<double>(size), 0.0, maxBeforeDone);
}

QString UploadTask::resourceName() const
{
    if (operation)
        return operation->documentName();
    return file ? file->name : QString();
}

} // namespace pollux
