// SPDX-License-Identifier: Apache-2.0
#include "views/developer/requestsmodel.h"

#include "models/text/format.h"
#include "views/style/icons.h"

#include <QLocale>

namespace pollux {

namespace {

QVariant sortValue(const Exchange &exchange, int column)
{
    switch (column) {
    case RequestsModel::TimeColumn:
        return exchange.number;
    case RequestsModel::StatusColumn:
        return exchange.httpStatus;
    case RequestsModel::DurationColumn:
        return exchange.duration;
    case RequestsModel::SentColumn:
        return exchange.requestBody.size;
    case RequestsModel::ReceivedColumn:
        return exchange.responseBody.size;
    case RequestsModel::AttemptColumn:
        return exchange.attempt;
    case RequestsModel::MethodColumn:
        return exchange.method;
    default:
        return exchange.path;
    }
}

} // namespace

RequestsModel::RequestsModel(const ExchangeLog &log, QObject *parent)
    : TextTableModel({tr("Time"), tr("Method"), tr("Path"), tr("Status"), tr("Duration"), tr("Sent"), tr("Received"),
                      tr("Attempt")},
                     {DurationColumn, SentColumn, ReceivedColumn, AttemptColumn}, parent)
    , m_log(log)
{
    connect(&log, &ExchangeLog::changed, this, &RequestsModel::handleLog);
    handleLog();
}

QString RequestsModel::statusText(const Exchange &exchange)
{
    if (!exchange.isFinished)
        return tr("under way");
    return exchange.httpStatus > 0 ? QString::number(exchange.httpStatus) : tr("no answer");
}

QString RequestsModel::text(int row, int column) const
{
    const Exchange &exchange = m_exchanges.at(row);
    switch (column) {
    case TimeColumn:
        return exchange.started.toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz"));
    case MethodColumn:
        return exchange.method;
    case PathColumn:
        return format::singleLine(exchange.path);
    case StatusColumn:
        return statusText(exchange);
    case DurationColumn:
        return exchange.isFinished ? tr("%L1 ms").arg(exchange.duration) : QString();
    case SentColumn:
        return exchange.requestBody.size > 0 ? format::size(exchange.requestBody.size) : QString();
    case ReceivedColumn:
        return exchange.responseBody.size > 0 ? format::size(exchange.responseBody.size) : QString();
    default:
        return QLocale().toString(exchange.attempt);
    }
}

QVariant RequestsModel::data(const QModelIndex &index, int role) const
{
    const Exchange &exchange = m_exchanges.at(index.row());
    switch (role) {
    case Qt::DecorationRole:
        if (index.column() != StatusColumn)
            return {};
        if (!exchange.isFinished)
            return icon(IconName::Processing);
        return icon(exchange.isFailed() ? IconName::Failed : IconName::Check);
    case SortRole:
        return sortValue(exchange, index.column());
    case FailedRole:
        return exchange.isFailed();
    default:
        return TextTableModel::data(index, role);
    }
}

void RequestsModel::handleLog()
{
    const QList<Exchange> latest = m_log.exchanges();
    const quint64 oldest = latest.isEmpty() ? 0 : latest.first().number;
    qsizetype gone = 0;
    while (gone < m_exchanges.size() && (latest.isEmpty() || m_exchanges.at(gone).number < oldest))
        ++gone;
    if (gone > 0) {
        beginRemoveRows({}, 0, static_cast<int>(gone - 1));
        m_exchanges.remove(0, gone);
        endRemoveRows();
    }
    // Numbers only rise and the log drops only its oldest exchanges, so these rows are the beginning of `latest`.
    for (qsizetype row = 0; row < m_exchanges.size(); ++row) {
        if (m_exchanges.at(row).isFinished || !latest.at(row).isFinished)
            continue;
        m_exchanges[row] = latest.at(row);
        emit dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
    }
    if (latest.size() == m_exchanges.size())
        return;
    beginInsertRows({}, static_cast<int>(m_exchanges.size()), static_cast<int>(latest.size() - 1));
    m_exchanges.append(latest.mid(m_exchanges.size()));
    endInsertRows();
}

} // namespace pollux
