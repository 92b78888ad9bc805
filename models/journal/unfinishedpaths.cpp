// SPDX-License-Identifier: Apache-2.0
#include "models/journal/unfinishedpaths.h"

namespace pollux {

namespace {

bool isUnfinished(const UploadTask &task)
{
    return !task.isFinished() && task.state != UploadTask::State::Processing;
}

std::pair<QString, QString> placeOf(const UploadTask &task)
{
    return {task.profileId, task.storeUpload ? task.target : QString()};
}

} // namespace

void UnfinishedPaths::add(const UploadTask &task)
{
    if (isUnfinished(task))
        ++m_counts[placeOf(task)][task.path];
}

void UnfinishedPaths::remove(const UploadTask &task)
{
    if (!isUnfinished(task))
        return;
    const auto counts = m_counts.find(placeOf(task));
    const auto count = counts->find(task.path);
    if (--*count == 0)
        counts->erase(count);
    if (counts->isEmpty())
        m_counts.erase(counts);
}

void UnfinishedPaths::replace(const UploadTask &before, const UploadTask &after)
{
    // Most changes are progress.
    if (isUnfinished(before) == isUnfinished(after) && before.path == after.path && placeOf(before) == placeOf(after))
        return;
    remove(before);
    add(after);
}

} // namespace pollux
