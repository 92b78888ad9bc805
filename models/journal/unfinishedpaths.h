// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/uploadtask.h"

#include <QHash>

#include <utility>

namespace pollux {

/// The local paths of the uploads that the server does not have yet, by account and target. The cost of each call does
/// not depend on the number of uploads.
class UnfinishedPaths {
public:
    /// How many uploads have the path, by path.
    using Counts = QHash<QString, int>;

    void add(const UploadTask &task);
    /// `task` as it was added.
    void remove(const UploadTask &task);
    /// For the same task before and after a change.
    void replace(const UploadTask &before, const UploadTask &after);

    /// `store` is empty for the Files service.
    Counts of(const QString &profileId, const QString &store) const { return m_counts.value({profileId, store}); }

private:
    QHash<std::pair<QString, QString>, Counts> m_counts; // by account and store
};

} // namespace pollux
