// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/expirywatch.h"

#include <algorithm>

namespace pollux {

using namespace std::chrono_literals;

namespace {

// Timers stop while the computer sleeps, so the clock is read at least this often.
constexpr std::chrono::milliseconds maxWait = 10min;

} // namespace

ExpiryWatch::ExpiryWatch(FilesModel &files, QObject *parent, std::chrono::milliseconds gatheringTime)
    : QObject(parent)
    , m_files(files)
    , m_gatheringTime(gatheringTime)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ExpiryWatch::look);
    connect(&m_files, &FilesModel::fileSeen, this, &ExpiryWatch::take);
    connect(&m_files, &FilesModel::fileGone, this, [this](const QString &name) { m_reported.remove(name); });
    connect(&m_files, &QAbstractItemModel::modelReset, this, &ExpiryWatch::forget);
}

void ExpiryWatch::setNotice(std::chrono::minutes notice)
{
    if (notice == m_notice)
        return;
    m_notice = notice;
    lookAgain();
}

qint64 ExpiryWatch::now() const
{
    return m_files.now().toSecsSinceEpoch();
}

bool ExpiryWatch::wasReported(const QString &name, qint64 expiry) const
{
    const auto reported = m_reported.constFind(name);
    return reported != m_reported.cend() && *reported == expiry;
}

void ExpiryWatch::take(const RemoteFile &file)
{
    if (m_notice == 0min || !file.expirationTime || wasReported(file.name, file.expirationTime->seconds))
        return;
    const qint64 due = file.expirationTime->seconds - std::chrono::seconds(m_notice).count();
    if (due >= m_nextDue)
        return;
    m_nextDue = due;
    schedule();
}

void ExpiryWatch::forget()
{
    m_reported.clear();
    m_nextDue = never;
    m_timer.stop();
}

void ExpiryWatch::lookAgain()
{
    m_nextDue = m_notice > 0min && m_files.rowCount() > 0 ? now() : never;
    schedule();
}

void ExpiryWatch::schedule()
{
    if (m_nextDue == never) {
        m_timer.stop();
        return;
    }
    const std::chrono::milliseconds wait = std::chrono::seconds(std::max<qint64>(0, m_nextDue - now()));
    m_timer.start(std::min(maxWait, wait + m_gatheringTime));
}

void ExpiryWatch::look()
{
    const qint64 present = now();
    if (m_nextDue > present) {
        schedule();
        return;
    }
    m_nextDue = never;
    const qint64 notice = std::chrono::seconds(m_notice).count();
    QList<RemoteFile> due;
    const FileRows &rows = m_files.rows();
    for (int row = 0; row < rows.count(); ++row) {
        const std::optional<Timestamp> expiration = rows.packed(row).expirationTime();
        if (!expiration || expiration->seconds <= present)
            continue;
        const qint64 dueAt = expiration->seconds - notice;
        // The name is read for due rows only, since unpacking it costs more than the time.
        if (dueAt > present)
            m_nextDue = std::min(m_nextDue, dueAt);
        else if (!wasReported(rows.packed(row).name(), expiration->seconds))
            due.append(rows.at(row));
    }
    schedule();
    if (due.isEmpty())
        return;
    std::ranges::sort(due, {}, [](const RemoteFile &file) { return *file.expirationTime; });
    for (const RemoteFile &file : std::as_const(due))
        m_reported.insert(file.name, file.expirationTime->seconds);
    emit expiringSoon(due);
}

} // namespace pollux
