// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesmodel.h"

#include <QHash>
#include <QTimer>

#include <chrono>
#include <functional>
#include <limits>

namespace pollux {

/// Tells of files that will expire soon: each once, and all whose time comes within the same minute together. A file
/// that gets a new expiry is told again. One timer, and none while no file comes due.
class ExpiryWatch final : public QObject {
    Q_OBJECT

public:
    /// The files must outlive the watch.
    explicit ExpiryWatch(FilesModel &files, QObject *parent = nullptr);

    /// How long before its end a file is told; 0 tells of none. 0 at first.
    void setNotice(std::chrono::minutes notice);
    std::chrono::minutes notice() const { return m_notice; }

    /// The system's clock unless a test says otherwise.
    void setClock(std::function<QDateTime()> clock);
    /// How long the rest of what comes due is waited for, so that it is told together; a minute at most. A test may
    /// want less.
    void setGathering(std::chrono::milliseconds time) { m_gathering = time; }

    /// When the watch will look again; negative where it sleeps.
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
    bool wasTold(const QString &name, qint64 expiry) const;

    FilesModel &m_files;
    std::chrono::minutes m_notice{0};
    std::chrono::milliseconds m_gathering;
    std::function<QDateTime()> m_clock;
    QHash<QString, qint64> m_told; // expiry by resource name, seconds since 1970
    qint64 m_nextDue = never;      // seconds since 1970 when the next file is to be told
    QTimer m_timer;
};

} // namespace pollux
