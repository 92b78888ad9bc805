// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/operationsmodel.h"

#include "models/items/leavingrows.h"
#include "models/text/storetext.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

std::chrono::seconds since(const QDateTime &moment, const QDateTime &now)
{
    return std::chrono::seconds(moment.secsTo(now));
}

/// Until now or, if it has ended, until the last poll, which saw the end; nothing if that is not known.
std::optional<std::chrono::seconds> ageOf(const OperationRecord &operation, const QDateTime &now)
{
    const bool isWorking = operation.state == OperationRecord::State::Working;
    const QDateTime &end = isWorking ? now : operation.lastPoll;
    const bool isKnown = operation.created.isValid() && end.isValid();
    return isKnown ? std::optional(since(operation.created, end)) : std::nullopt;
}

QString spokenAge(const OperationRecord &operation, const QDateTime &now)
{
    const auto age = ageOf(operation, now);
    if (!age)
        return OperationsModel::tr("age not known");
    const QString distance = format::distanceText(*age);
    return operation.state == OperationRecord::State::Working ? OperationsModel::tr("began %1 ago").arg(distance)
                                                              : OperationsModel::tr("took %1").arg(distance);
}

QVariant dateTime(const QDateTime &moment)
{
    return moment.isValid() ? QVariant(moment) : QVariant();
}

Badge stateBadge(const OperationRecord &operation)
{
    const QString text = storetext::stateText(operation);
    switch (operation.state) {
    case OperationRecord::State::Working:
        return {Badge::Icon::Processing, operation.hasFailedDocument ? Badge::Tone::Warning : Badge::Tone::Busy, text};
    case OperationRecord::State::Done:
        return {Badge::Icon::Active, Badge::Tone::Positive, text};
    case OperationRecord::State::Failed:
        return {Badge::Icon::Failed, Badge::Tone::Critical, text};
    case OperationRecord::State::Lost:
        return {Badge::Icon::Unknown, Badge::Tone::Warning, text};
    }
    Q_UNREACHABLE();
}

} // namespace

OperationsModel::OperationsModel(UploadQueue &queue, QObject *parent)
    : ColumnModel(columns(), parent)
    , m_queue(queue)
{
    for (const OperationRecord &operation : queue.operations())
        m_rows.append(operation);
    connect(&queue, &UploadQueue::operationsChanged, this, &OperationsModel::handleChanged);
    connect(&queue, &UploadQueue::operationsRemoved, this, &OperationsModel::handleRemoved);
}

QVariant OperationsModel::data(const QModelIndex &index, int role) const
{
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == SortRole;
    if (index.column() != StoreColumn || !isText || !m_titleOfStore || operationAt(index.row()).store.isEmpty())
        return ColumnModel::data(index, role);
    OperationRecord shown;
    shown.store = m_titleOfStore(operationAt(index.row()).store);
    if (role == SortRole)
        return columns().sortValue(shown, StoreColumn);
    return role == Qt::DisplayRole ? columns().displayText(shown, StoreColumn)
                                   : columns().accessibleText(shown, StoreColumn);
}

void OperationsModel::setStoreTitles(std::function<QString(const QString &store)> titleOf)
{
    m_titleOfStore = std::move(titleOf);
    refreshStoreTitles();
}

void OperationsModel::refreshStoreTitles()
{
    if (count() > 0)
        emit dataChanged(index(0, StoreColumn), index(count() - 1, StoreColumn));
}

QVariant OperationsModel::ownData(int row, int /*column*/, int role) const
{
    return role == ResourceNameRole ? QVariant(m_rows.nameAt(row)) : QVariant();
}

void OperationsModel::handleChanged(const QStringList &names)
{
    QList<OperationRecord> added;
    for (const QString &name : names) {
        const OperationRecord *operation = m_queue.operation(name);
        if (!operation)
            continue;
        const int row = rowOf(name);
        if (row < 0) {
            added.append(*operation);
            continue;
        }
        m_leaving.remove(name);
        m_rows.replace(row, *operation);
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (added.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
    for (const OperationRecord &operation : std::as_const(added))
        m_rows.append(operation);
    endInsertRows();
}

void OperationsModel::handleRemoved(const QStringList &names)
{
    for (const QString &name : names) {
        if (rowOf(name) >= 0)
            m_leaving.insert(name);
    }
    removeLeaving();
}

void OperationsModel::removeLeaving()
{
    std::vector<int> rows;
    for (const QString &name : std::as_const(m_leaving))
        rows.push_back(rowOf(name));
    auto ranges = leavingrows::rangesFromTheEnd(std::move(rows));
    if (ranges.size() > leavingrows::maxRangesAtOnce) {
        ranges.resize(leavingrows::maxRangesAtOnce);
        QTimer::singleShot(0, this, &OperationsModel::removeLeaving);
    }
    for (const auto &[first, last] : ranges) {
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_leaving.remove(m_rows.nameAt(row));
        m_rows.remove(first, last);
        endRemoveRows();
    }
}

const ColumnTable<OperationRecord> &OperationsModel::columns()
{
    using Record = OperationRecord;
    using Now = const QDateTime &;
    static constexpr ColumnSpec<Record> specs[] = {
        textColumn<&Record::displayName>(QT_TR_NOOP("Name")),
        {.title = QT_TR_NOOP("Kind"),
         .text = [](const Record &operation, Now) { return kindText(operation.kind); },
         .sortValue = [](const Record &operation) { return QVariant(kindText(operation.kind)); }},
        textColumn<&Record::store>(QT_TR_NOOP("Store"), QT_TR_NOOP("store %1")),
        textColumn<&Record::document>(QT_TR_NOOP("Document"), QT_TR_NOOP("document %1")),
        {.title = QT_TR_NOOP("State"),
         .phrase = QT_TR_NOOP("state %1"),
         .text = [](const Record &operation, Now) { return storetext::stateText(operation); },
         .sortValue = [](const Record &operation) { return QVariant(static_cast<int>(operation.state)); },
         .badge = [](const Record &operation, Now) { return stateBadge(operation); }},
        {.title = QT_TR_NOOP("Age"),
         .text =
             [](const Record &operation, Now now) {
                 const auto age = ageOf(operation, now);
                 return age ? format::distance(*age) : QString();
             },
         .sortValue = [](const Record &operation) { return dateTime(operation.created); },
         .accessibleText = &spokenAge,
         .alignment = Qt::AlignRight,
         .followsTime = true},
        {.title = QT_TR_NOOP("Last poll"),
         .text =
             [](const Record &operation, Now now) {
                 return operation.lastPoll.isValid()
                            ? tr("%1 ago").arg(format::distance(since(operation.lastPoll, now)))
                            : QString();
             },
         .sortValue = [](const Record &operation) { return dateTime(operation.lastPoll); },
         .accessibleText =
             [](const Record &operation, Now now) {
                 return operation.lastPoll.isValid()
                            ? tr("asked for %1 ago").arg(format::distanceText(since(operation.lastPoll, now)))
                            : tr("not asked for yet");
             },
         .alignment = Qt::AlignRight,
         .followsTime = true},
        {.title = QT_TR_NOOP("Error"),
         .phrase = QT_TR_NOOP("error: %1"),
         .text = [](const Record &operation, Now) { return format::singleLine(errorText(operation)); },
         .sortValue = [](const Record &operation) { return QVariant(errorText(operation)); },
         .missingPhrase = QT_TR_NOOP("no error")},
        textColumn<&Record::name>(QT_TR_NOOP("Resource name"), QT_TR_NOOP("resource name %1"))};
    static_assert(std::size(specs) == ColumnCount);
    static constexpr ColumnTable<Record> table("pollux::OperationsModel", QT_TR_NOOP("not known"), specs);
    return table;
}

QString OperationsModel::kindText(OperationRecord::Kind kind)
{
    switch (kind) {
    case OperationRecord::Kind::Upload:
        return tr("Upload");
    case OperationRecord::Kind::Import:
        return tr("Import");
    }
    Q_UNREACHABLE();
}

QString OperationsModel::statusText(const Status &status)
{
    QString code = status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText;
    if (code.isEmpty())
        code = tr("code %1").arg(status.code);
    return status.message.isEmpty() ? code : code + u": "_s + status.message;
}

QString OperationsModel::errorText(const OperationRecord &operation)
{
    switch (operation.state) {
    case OperationRecord::State::Done:
        break;
    case OperationRecord::State::Working:
        if (!operation.pollError)
            return operation.hasFailedDocument ? tr("The document has failed, but may recover within 5 minutes")
                                               : QString();
        return operation.pollError->message.isEmpty()
                   ? tr("The last poll was not answered")
                   : tr("The last poll was not answered: %1").arg(operation.pollError->message);
    case OperationRecord::State::Failed:
        return operation.error ? statusText(*operation.error) : tr("The service gave no reason");
    case OperationRecord::State::Lost:
        return tr("Neither the operation nor its document is on the server any more");
    }
    return {};
}

} // namespace pollux
