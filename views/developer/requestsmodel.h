// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/exchangelog.h"
#include "views/widgets/texttablemodel.h"

namespace pollux {

/// The exchanges of a log, oldest first; updated with the log. Untrusted text in cells has no line breaks.
class RequestsModel final : public TextTableModel {
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        MethodColumn,
        PathColumn,
        StatusColumn,
        DurationColumn,
        SentColumn,
        ReceivedColumn,
        AttemptColumn,
        ColumnCount
    };

    enum Role {
        SortRole = Qt::UserRole + 1, ///< raw value of the column: time, number, text
        FailedRole,                  ///< bool, on every column
    };

    /// The log must outlive the model.
    explicit RequestsModel(const ExchangeLog &log, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    const Exchange &exchangeAt(int row) const { return m_exchanges.at(row); }

protected:
    int count() const override { return static_cast<int>(m_exchanges.size()); }
    QString text(int row, int column) const override;

private:
    void handleLog();
    static QString statusText(const Exchange &exchange);

    const ExchangeLog &m_log;
    QList<Exchange> m_exchanges;
};

} // namespace pollux
