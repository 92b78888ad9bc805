// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/waitingtasks.h"

namespace pollux {

/// What has to be known of a queue often, so that no answer needs a look at all tasks.
class TaskIndex {
public:
    using Id = UploadTask::Id;

    void add(const TaskRecord &record);
    /// Takes the record as it was added: call it before the record changes, and add() afterwards.
    void remove(const TaskRecord &record);

    const WaitingTasks &waiting() const { return m_waiting; }
    /// The number of tasks with UploadTask::isActive().
    int activeCount() const { return m_activeCount; }
    /// The tasks in State::Processing whose result is this file.
    QList<Id> processing(const QString &fileName) const { return m_processing.values(fileName); }

private:
    void count(const UploadTask &task, int change);

    WaitingTasks m_waiting;
    int m_activeCount = 0;
    QMultiHash<QString, Id> m_processing; // by resource name
};

} // namespace pollux
