// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/uploadtask.h"
#include "views/widgets/texttablemodel.h"

namespace pollux {

/// The timeline of one upload as a table, oldest first.
class UploadTimelineModel final : public TextTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, WhatColumn, MoreColumn, ColumnCount };
    Q_ENUM(Column)

    explicit UploadTimelineModel(QObject *parent = nullptr);

    /// A list that continues the shown one only appends rows (and removes the oldest), so that the selection and the
    /// scroll position stay; any other list replaces all rows.
    void setEvents(const QList<TaskEvent> &events);

    /// One row as a line with tabs between its cells.
    QString line(int row) const;

    /// A size, rounded and in full: "8.4 MB (8,388,608 B)".
    static QString bytesText(qint64 bytes);

protected:
    int count() const override { return static_cast<int>(m_events.size()); }
    /// "14:03:07.250" (local time), "Sending", "from 8.4 MB (8,388,608 B)".
    QString text(int row, int column) const override;

private:
    static QString whatText(const TaskEvent &event);

    QList<TaskEvent> m_events;
};

} // namespace pollux
