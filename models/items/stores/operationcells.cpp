// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/operationcells.h"

#include "models/text/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pollux::operationcells {

namespace {

constexpr char context[] = "pollux::OperationsModel";

QString orMissing(const QString &text)
{
    return text.isEmpty() ? format::missing() : format::singleLine(text);
}

std::chrono::seconds since(const QDateTime &moment, const QDateTime &now)
{
    return std::chrono::seconds(moment.secsTo(now));
}

QString age(const OperationRecord &operation, const QDateTime &now)
{
    return operation.created.isValid() ? format::distance(since(operation.created, now)) : format::missing();
}

QString lastPoll(const OperationRecord &operation, const QDateTime &now)
{
    if (!operation.lastPoll.isValid())
        return format::missing();
    return QCoreApplication::translate(context, "%1 ago").arg(format::distance(since(operation.lastPoll, now)));
}

QString ageInWords(const OperationRecord &operation, const QDateTime &now)
{
    if (!operation.created.isValid())
        return QCoreApplication::translate(context, "age not known");
    return QCoreApplication::translate(context, "began %1 ago")
        .arg(format::distanceInWords(since(operation.created, now)));
}

QString lastPollInWords(const OperationRecord &operation, const QDateTime &now)
{
    if (!operation.lastPoll.isValid())
        return QCoreApplication::translate(context, "not asked for yet");
    return QCoreApplication::translate(context, "asked for %1 ago")
        .arg(format::distanceInWords(since(operation.lastPoll, now)));
}

/// A phrase for the value of a column, with %1 for the value.
QString phrase(Column column)
{
    switch (column) {
    case StoreColumn:
        return QCoreApplication::translate(context, "store %1");
    case DocumentColumn:
        return QCoreApplication::translate(context, "document %1");
    case StateColumn:
        return QCoreApplication::translate(context, "state %1");
    case ErrorColumn:
        return QCoreApplication::translate(context, "error: %1");
    case ResourceNameColumn:
        return QCoreApplication::translate(context, "resource name %1");
    case NameColumn:
    case KindColumn:
    case AgeColumn:
    case LastPollColumn:
    case ColumnCount:
        break;
    }
    return u"%1"_s;
}

QVariant dateTime(const QDateTime &moment)
{
    return moment.isValid() ? QVariant(moment) : QVariant();
}

} // namespace

QString kindText(OperationRecord::Kind kind)
{
    switch (kind) {
    case OperationRecord::Kind::Upload:
        return QCoreApplication::translate(context, "Upload");
    case OperationRecord::Kind::Import:
        return QCoreApplication::translate(context, "Import");
    }
    Q_UNREACHABLE();
}

Badge stateBadge(OperationRecord::State state)
{
    switch (state) {
    case OperationRecord::State::Working:
        return {Badge::Icon::Processing, Badge::Tone::Busy, QCoreApplication::translate(context, "Still working")};
    case OperationRecord::State::Done:
        return {Badge::Icon::Active, Badge::Tone::Positive, QCoreApplication::translate(context, "Done")};
    case OperationRecord::State::Failed:
        return {Badge::Icon::Failed, Badge::Tone::Critical, QCoreApplication::translate(context, "Failed")};
    case OperationRecord::State::Lost:
        return {Badge::Icon::Unknown, Badge::Tone::Warning, QCoreApplication::translate(context, "Gone")};
    }
    Q_UNREACHABLE();
}

QString statusText(const Status &status)
{
    QString code = status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText;
    if (code.isEmpty())
        code = QCoreApplication::translate(context, "code %1").arg(status.code);
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
                   ? QCoreApplication::translate(context, "The last poll was not answered")
                   : QCoreApplication::translate(context, "The last poll was not answered: %1")
                         .arg(operation.pollError->message);
    case OperationRecord::State::Failed:
        return operation.error ? statusText(*operation.error)
                               : QCoreApplication::translate(context, "The service gave no reason");
    case OperationRecord::State::Lost:
        return QCoreApplication::translate(context, "Neither the operation nor its document is on the server any more");
    }
    return {};
}

QString displayText(const OperationRecord &operation, Column column, const QDateTime &now)
{
    switch (column) {
    case NameColumn:
        return orMissing(operation.displayName);
    case KindColumn:
        return kindText(operation.kind);
    case StoreColumn:
        return orMissing(operation.store);
    case DocumentColumn:
        return orMissing(operation.document);
    case StateColumn:
        return stateBadge(operation.state).text;
    case AgeColumn:
        return age(operation, now);
    case LastPollColumn:
        return lastPoll(operation, now);
    case ErrorColumn:
        return orMissing(errorText(operation));
    case ResourceNameColumn:
        return format::singleLine(operation.name);
    case ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const OperationRecord &operation, Column column, const QDateTime &now)
{
    if (column == AgeColumn)
        return ageInWords(operation, now);
    if (column == LastPollColumn)
        return lastPollInWords(operation, now);
    const QString value = displayText(operation, column, now);
    if (value != format::missing())
        return phrase(column).arg(value);
    return column == ErrorColumn ? QCoreApplication::translate(context, "no error")
                                 : phrase(column).arg(QCoreApplication::translate(context, "not known"));
}

QVariant sortValue(const OperationRecord &operation, Column column)
{
    switch (column) {
    case NameColumn:
        return operation.displayName;
    case KindColumn:
        return kindText(operation.kind);
    case StoreColumn:
        return operation.store;
    case DocumentColumn:
        return operation.document;
    case StateColumn:
        return static_cast<int>(operation.state);
    case AgeColumn:
        return dateTime(operation.created);
    case LastPollColumn:
        return dateTime(operation.lastPoll);
    case ErrorColumn:
        return errorText(operation);
    case ResourceNameColumn:
        return operation.name;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant badge(const OperationRecord &operation, Column column)
{
    return column == StateColumn ? QVariant::fromValue(stateBadge(operation.state)) : QVariant();
}

QString title(Column column)
{
    switch (column) {
    case NameColumn:
        return QCoreApplication::translate(context, "Name");
    case KindColumn:
        return QCoreApplication::translate(context, "Kind");
    case StoreColumn:
        return QCoreApplication::translate(context, "Store");
    case DocumentColumn:
        return QCoreApplication::translate(context, "Document");
    case StateColumn:
        return QCoreApplication::translate(context, "State");
    case AgeColumn:
        return QCoreApplication::translate(context, "Age");
    case LastPollColumn:
        return QCoreApplication::translate(context, "Last poll");
    case ErrorColumn:
        return QCoreApplication::translate(context, "Error");
    case ResourceNameColumn:
        return QCoreApplication::translate(context, "Resource name");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment alignment(Column column)
{
    const bool isNumber = column == AgeColumn || column == LastPollColumn;
    return (isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace pollux::operationcells
