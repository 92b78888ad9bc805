// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadtimelinemodel.h"

#include "models/text/errortext.h"
#include "models/text/format.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <chrono>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxBareNumber = 999; // bytes; up to here format::size() does not round

bool isSame(const TaskEvent &first, const TaskEvent &second)
{
    return first.kind == second.kind && first.time == second.time && first.number == second.number &&
           first.error == second.error;
}

/// How many of the first events of `shown` are missing in `events`; nothing if `events` does not begin with the rest.
std::optional<qsizetype> droppedCount(const QList<TaskEvent> &shown, const QList<TaskEvent> &events)
{
    if (shown.isEmpty() || events.isEmpty())
        return std::nullopt;
    for (qsizetype dropped = 0; dropped < shown.size(); ++dropped) {
        const qsizetype kept = shown.size() - dropped;
        if (kept <= events.size() &&
            std::equal(shown.cbegin() + dropped, shown.cend(), events.cbegin(), events.cbegin() + kept, &isSame))
            return dropped;
    }
    return std::nullopt;
}

QString waitText(qint64 milliseconds)
{
    constexpr qint64 minute = 60'000;
    if (milliseconds >= minute)
        return format::timeLeft(std::chrono::round<std::chrono::seconds>(std::chrono::milliseconds(milliseconds)));
    return UploadTimelineModel::tr("%1 s").arg(QLocale().toString(static_cast<double>(milliseconds) / 1000, 'f', 1));
}

QString moreText(const TaskEvent &event)
{
    switch (event.kind) {
    case TaskEvent::Kind::SessionStarted:
        return UploadTimelineModel::tr("number %1").arg(event.number);
    case TaskEvent::Kind::Sending:
        return UploadTimelineModel::tr("from %1").arg(UploadTimelineModel::bytesText(event.number));
    case TaskEvent::Kind::Confirmed:
    case TaskEvent::Kind::AllSent:
        return UploadTimelineModel::bytesText(event.number);
    case TaskEvent::Kind::Waiting:
        return waitText(event.number);
    case TaskEvent::Kind::Failed:
    case TaskEvent::Kind::Finished:
        return event.error ? errorSentence(*event.error) : QString();
    default:
        return {};
    }
}

} // namespace

UploadTimelineModel::UploadTimelineModel(QObject *parent)
    : TextTableModel({tr("Time"), tr("What happened"), tr("How much or why")}, {}, parent)
{
}

QString UploadTimelineModel::bytesText(qint64 bytes)
{
    if (bytes <= maxBareNumber)
        return format::size(bytes);
    return tr("%1 (%2 B)", "rounded size, exact size").arg(format::size(bytes), QLocale().toString(bytes));
}

void UploadTimelineModel::setEvents(const QList<TaskEvent> &events)
{
    const std::optional<qsizetype> dropped = droppedCount(m_events, events);
    if (!dropped) {
        beginResetModel();
        m_events = events;
        endResetModel();
        return;
    }
    if (*dropped > 0) {
        beginRemoveRows({}, 0, static_cast<int>(*dropped) - 1);
        m_events.remove(0, *dropped);
        endRemoveRows();
    }
    if (events.size() > m_events.size()) {
        beginInsertRows({}, static_cast<int>(m_events.size()), static_cast<int>(events.size()) - 1);
        m_events = events;
        endInsertRows();
    }
}

QString UploadTimelineModel::whatText(const TaskEvent &event)
{
    // In the order of TaskEvent::Kind.
    static constexpr std::array words = {QT_TR_NOOP("Queued"),
                                         QT_TR_NOOP("Session opened"),
                                         QT_TR_NOOP("Sending"),
                                         QT_TR_NOOP("Asked the server"),
                                         QT_TR_NOOP("Confirmed"),
                                         QT_TR_NOOP("A try failed"),
                                         QT_TR_NOOP("Waiting"),
                                         QT_TR_NOOP("Paused"),
                                         QT_TR_NOOP("Resumed"),
                                         QT_TR_NOOP("Interrupted"),
                                         QT_TR_NOOP("All sent"),
                                         QT_TR_NOOP("Verified"),
                                         QT_TR_NOOP("Searched the list"),
                                         QT_TR_NOOP("Finished"),
                                         QT_TR_NOOP("Cancelled")};
    static_assert(words.size() == static_cast<std::size_t>(TaskEvent::Kind::Cancelled) + 1);
    if (event.kind == TaskEvent::Kind::Finished && event.error)
        return tr("Failed");
    return tr(words.at(static_cast<std::size_t>(event.kind)));
}

QString UploadTimelineModel::text(int row, int column) const
{
    const TaskEvent &event = m_events.at(row);
    switch (column) {
    case TimeColumn:
        return event.time.toLocalTime().time().toString(u"HH:mm:ss.zzz"_s);
    case WhatColumn:
        return whatText(event);
    default:
        return moreText(event);
    }
}

QString UploadTimelineModel::line(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(text(row, column));
    return cells.join(u'\t').trimmed();
}

} // namespace pollux
