// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/uploadtask.h"

#include <QAbstractTableModel>

namespace pollux {

/// The timeline of one upload as a table, oldest first.
class UploadTimelineModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, WhatColumn, MoreColumn, ColumnCount };
    Q_ENUM(Column)

    using QAbstractTableModel::QAbstractTableModel;

    /// A list that goes on where the shown one ended only adds rows (and drops the oldest), so that selection and
    /// scrolling stay; any other replaces all rows.
    void setEvents(const QList<TaskEvent> &events);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// One row as a line with tabs between its cells.
    QString line(int row) const;

    /// What a cell says of an event: "14:03:07.250" (local time), "Sending", "from 8.4 MB (8,388,608 B)".
    static QString text(const TaskEvent &event, int column);
    /// Rounded and in full: "8.4 MB (8,388,608 B)".
    static QString bytesText(qint64 bytes);

private:
    QList<TaskEvent> m_events;
};

} // namespace pollux
