// SPDX-License-Identifier: Apache-2.0
#include "views/developer/exchangesmodel.h"

#include "models/text/format.h"
#include "views/style/icons.h"
#include "views/widgets/accessibletext.h"

#include <QLocale>

namespace pollux {

namespace {

bool isNumber(int column)
{
    return column == ExchangesModel::DurationColumn || column == ExchangesModel::SentColumn ||
           column == ExchangesModel::ReceivedColumn || column == ExchangesModel::AttemptColumn;
}

QVariant sortValue(const Exchange &exchange, int column)
{
    switch (column) {
    case ExchangesModel::TimeColumn:
        return exchange.number;
    case ExchangesModel::StatusColumn:
        return exchange.httpStatus;
    case ExchangesModel::DurationColumn:
        return exchange.duration;
    case ExchangesModel::SentColumn:
        return exchange.requestBody.size;
    case ExchangesModel::ReceivedColumn:
        return exchange.responseBody.size;
    case ExchangesModel::AttemptColumn:
        return exchange.attempt;
    case ExchangesModel::MethodColumn:
        return exchange.method;
    default:
        return exchange.path;
    }
}

} // namespace

ExchangesModel::ExchangesModel(const ExchangeLog &log, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    connect(&log, &ExchangeLog::changed, this, &ExchangesModel::takeLog);
    takeLog();
}

int ExchangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_exchanges.size());
}

int ExchangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ExchangesModel::statusText(const Exchange &exchange)
{
    if (!exchange.isFinished)
        return tr("under way");
    return exchange.httpStatus > 0 ? QString::number(exchange.httpStatus) : tr("no answer");
}

QString ExchangesModel::text(const Exchange &exchange, int column) const
{
    switch (static_cast<Column>(column)) {
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
    case AttemptColumn:
        return QLocale().toString(exchange.attempt);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ExchangesModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const Exchange &exchange = m_exchanges.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(exchange, index.column());
    case Qt::AccessibleTextRole:
        return accessiblewords::cell(index);
    case Qt::TextAlignmentRole:
        return isNumber(index.column()) ? QVariant(Qt::AlignTrailing | Qt::AlignVCenter) : QVariant();
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
        return {};
    }
}

QVariant ExchangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case TimeColumn:
        return tr("Time");
    case MethodColumn:
        return tr("Method");
    case PathColumn:
        return tr("Path");
    case StatusColumn:
        return tr("Status");
    case DurationColumn:
        return tr("Duration");
    case SentColumn:
        return tr("Sent");
    case ReceivedColumn:
        return tr("Received");
    case AttemptColumn:
        return tr("Attempt");
    case ColumnCount:
        break;
    }
    return {};
}

void ExchangesModel::takeLog()
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
    // Numbers only rise, and rows leave only at the front: what is here is the beginning of what the log has.
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
