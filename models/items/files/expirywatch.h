// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesmodel.h"

#include <QHash>
#include <QTimer>

#include <chrono>
#include <limits>

namespace pollux {

/// Reports files that will expire soon: each once, and those due at about the same time together. A file that gets a
/// new expiry is reported again. The time is that of the model. Uses one timer, which
/// is stopped while no file will be due.
class ExpiryWatch final : public QObject {
    Q_OBJECT

public:
    /// The files must outlive the watch. `gatheringTime`: how long the first file waits for others that are due at
    /// about the same time; at most a minute.
    explicit ExpiryWatch(FilesModel &files, QObject *parent = nullptr,
                         std::chrono::milliseconds gatheringTime = std::chrono::seconds(5));

    /// How long before its expiry a file is reported; 0, the default, reports none.
    void setNotice(std::chrono::minutes notice);
    std::chrono::minutes notice() const { return m_notice; }

    /// Milliseconds until the next check; negative if none is scheduled.
    int remainingTime() const { return m_timer.isActive() ? m_timer.remainingTime() : -1; }

signals:
    /// Soonest first.
    void expiringSoon(const QList<pollux::RemoteFile> &files);

private:
    static constexpr qint64 never = std::numeric_limits<qint64>::max();

    void take(const RemoteFile &file);
    void forget();
    void lookAgain();
    void look();
    void schedule();
    qint64 now() const;
    bool wasReported(const QString &name, qint64 expiry) const;

    FilesModel &m_files;
    std::chrono::milliseconds m_gatheringTime;
    std::chrono::minutes m_notice{0};
    QHash<QString, qint64> m_reported; // expiry by resource name, seconds since 1970
    qint64 m_nextDue = never;          // seconds since 1970 when the next file is to be reported
    QTimer m_timer;
};

} // namespace pollux
