// SPDX-License-Identifier: Apache-2.0
#include "views/uploadtotals.h"

namespace pollux {

void UploadTotals::count(UploadTask::State state)
{
    switch (state) {
    case UploadTask::State::Queued:
        ++queued;
        return;
    case UploadTask::State::Hashing:
    case UploadTask::State::Starting:
    case UploadTask::State::Sending:
    case UploadTask::State::Finalising:
    case UploadTask::State::Verifying:
        ++running;
        return;
    case UploadTask::State::Waiting:
        ++waiting;
        return;
    case UploadTask::State::Paused:
        ++paused;
        return;
    case UploadTask::State::Processing:
        ++processing;
        return;
    case UploadTask::State::Done:
        ++done;
        return;
    case UploadTask::State::Failed:
        ++failed;
        return;
    case UploadTask::State::Cancelled:
        ++cancelled;
        return;
    }
    Q_UNREACHABLE();
}

} // namespace pollux
