// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadtask.h"

#include <algorithm>

namespace pollux {

namespace {

constexpr double mostBeforeDone = 0.999;

} // namespace

bool UploadTask::isFinished() const
{
    return state == State::Done || state == State::Failed || state == State::Cancelled;
}

bool UploadTask::isRunning() const
{
    return state == State::Starting || state == State::Sending || state == State::Waiting;
}

double UploadTask::progress() const
{
    if (state == State::Done)
        return 1;
    if (size <= 0)
        return 0;
    return std::clamp(static_cast<double>(bytesHandedOver) / static_cast<double>(size), 0.0, mostBeforeDone);
}

} // namespace pollux
