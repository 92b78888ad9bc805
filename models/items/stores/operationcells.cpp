// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/operationcells.h"

#include "models/text/storetext.h"

namespace pollux::operationcells {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::OperationsModel)

public:
    static const ColumnTable<OperationRecord> &table();
};

std::chrono::seconds since(const QDateTime &moment, const QDateTime &now)
{
    return std::chrono::seconds(moment.secsTo(now));
}

QVariant dateTime(const QDateTime &moment)
{
    return moment.isValid() ? QVariant(moment) : QVariant();
}

const ColumnTable<OperationRecord> &Texts::table()
{
    using Record = OperationRecord;
    using Now = const QDateTime &;
    static constexpr ColumnSpec<Record> columns[] = {
        textColumn<&Record::displayName>(QT_TR_NOOP("Name")),
        {.title = QT_TR_NOOP("Kind"),
         .text = [](const Record &operation, Now) { return kindText(operation.kind); },
         .sortValue = [](const Record &operation) { return QVariant(kindText(operation.kind)); }},
        textColumn<&Record::store>(QT_TR_NOOP("Store"), QT_TR_NOOP("store %1")),
        textColumn<&Record::document>(QT_TR_NOOP("Document"), QT_TR_NOOP("document %1")),
        {.title = QT_TR_NOOP("State"),
         .phrase = QT_TR_NOOP("state %1"),
         .text = [](const Record &operation, Now) { return storetext::stateText(operation.state); },
         .sortValue = [](const Record &operation) { return QVariant(static_cast<int>(operation.state)); },
         .badge = [](const Record &operation, Now) { return stateBadge(operation.state); }},
        {.title = QT_TR_NOOP("Age"),
         .text =
             [](const Record &operation, Now now) {
                 return operation.created.isValid() ? format::distance(since(operation.created, now)) : QString();
             },
         .sortValue = [](const Record &operation) { return dateTime(operation.created); },
         .accessibleText =
             [](const Record &operation, Now now) {
                 return operation.created.isValid()
                            ? tr("began %1 ago").arg(format::distanceInWords(since(operation.created, now)))
                            : tr("age not known");
             },
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
                            ? tr("asked for %1 ago").arg(format::distanceInWords(since(operation.lastPoll, now)))
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
    static_assert(std::size(columns) == ColumnCount);
    static constexpr ColumnTable<Record> table("pollux::OperationsModel", QT_TR_NOOP("not known"), columns);
    return table;
}

} // namespace

QString kindText(OperationRecord::Kind kind)
{
    switch (kind) {
    case OperationRecord::Kind::Upload:
        return Texts::tr("Upload");
    case OperationRecord::Kind::Import:
        return Texts::tr("Import");
    }
    Q_UNREACHABLE();
}

Badge stateBadge(OperationRecord::State state)
{
    const QString text = storetext::stateText(state);
    switch (state) {
    case OperationRecord::State::Working:
        return {Badge::Icon::Processing, Badge::Tone::Busy, text};
    case OperationRecord::State::Done:
        return {Badge::Icon::Active, Badge::Tone::Positive, text};
    case OperationRecord::State::Failed:
        return {Badge::Icon::Failed, Badge::Tone::Critical, text};
    case OperationRecord::State::Lost:
        return {Badge::Icon::Unknown, Badge::Tone::Warning, text};
    }
    Q_UNREACHABLE();
}

QString statusText(const Status &status)
{
    QString code = status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText;
    if (code.isEmpty())
        code = Texts::tr("code %1").arg(status.code);
    return status.message.isEmpty() ? code : code + u": "_s + status.message;
}

QString errorText(const OperationRecord &operation)
{
    switch (operation.state) {
    case OperationRecord::State::Done:
        break;
    case OperationRecord::State::Working:
        if (!operation.pollError)
            break;
        return operation.pollError->message.isEmpty()
                   ? Texts::tr("The last poll was not answered")
                   : Texts::tr("The last poll was not answered: %1").arg(operation.pollError->message);
    case OperationRecord::State::Failed:
        return operation.error ? statusText(*operation.error) : Texts::tr("The service gave no reason");
    case OperationRecord::State::Lost:
        return Texts::tr("Neither the operation nor its document is on the server any more");
    }
    return {};
}

const ColumnTable<OperationRecord> &table()
{
    return Texts::table();
}

} // namespace pollux::operationcells
