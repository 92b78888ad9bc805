// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadtimelinemodel.h"

#include "views/uploads/eventtext.h"
#include "views/widgets/accessibletext.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

bool isSame(const TaskEvent &first, const TaskEvent &second)
{
    return first.kind == second.kind && first.time == second.time && first.number == second.number &&
           first.error == second.error;
}

/// How many events at the front of `shown` are gone from `events`; nothing where the two do not overlap that way.
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

} // namespace

UploadTimelineModel::UploadTimelineModel(ErrorSentence errorSentence, QObject *parent)
    : QAbstractTableModel(parent)
    , m_errorSentence(std::move(errorSentence))
{
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

int UploadTimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int UploadTimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString UploadTimelineModel::text(const TaskEvent &event, int column) const
{
    switch (static_cast<Column>(column)) {
    case TimeColumn:
        return eventtext::timeText(event);
    case WhatColumn:
        return eventtext::whatText(event);
    case MoreColumn:
        return eventtext::moreText(event, m_errorSentence);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant UploadTimelineModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    if (role == Qt::AccessibleTextRole)
        return accessibletext::cell(index);
    return role == Qt::DisplayRole ? QVariant(text(m_events.at(index.row()), index.column())) : QVariant();
}

QVariant UploadTimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case TimeColumn:
        return tr("Time");
    case WhatColumn:
        return tr("What happened");
    case MoreColumn:
        return tr("How much or why");
    case ColumnCount:
        break;
    }
    return {};
}

QString UploadTimelineModel::line(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(text(m_events.at(row), column));
    return cells.join(u'\t').trimmed();
}

} // namespace pollux
