// SPDX-License-Identifier: Apache-2.0
#include "views/stores/operationdetails.h"

#include "models/items/stores/operationsmodel.h"
#include "models/text/errortext.h"
#include "models/text/storetext.h"
#include "views/details/fields.h"
#include "views/details/selectionsummary.h"

namespace pollux {

namespace {

QString titleOf(OperationsModel::Column column)
{
    return OperationsModel::columns().title(column);
}

QList<Field> fieldsOf(const OperationRecord &operation)
{
    QList<Field> fields{
        fields::text(titleOf(OperationsModel::NameColumn), operation.displayName),
        {titleOf(OperationsModel::StateColumn), storetext::stateText(operation)},
        {titleOf(OperationsModel::KindColumn), OperationsModel::kindText(operation.kind)},
        fields::text(titleOf(OperationsModel::ResourceNameColumn), operation.name),
        fields::text(titleOf(OperationsModel::StoreColumn), operation.store),
        fields::text(titleOf(OperationsModel::DocumentColumn), operation.document),
        fields::time(OperationDetails::tr("Begun"), operation.created),
        fields::time(titleOf(OperationsModel::LastPollColumn), operation.lastPoll),
    };
    if (operation.state == OperationRecord::State::Working)
        fields.append(fields::time(OperationDetails::tr("Next poll"), operation.nextPoll));
    fields.append(fields::number(OperationDetails::tr("Polls"), operation.polls));
    return fields;
}

/// Explains an error for which the service sent no Status.
FieldSection explanation(const OperationRecord &operation)
{
    FieldSection section{titleOf(OperationsModel::ErrorColumn), {}};
    if (operation.state == OperationRecord::State::Lost || operation.state == OperationRecord::State::Failed)
        section.fields.append(fields::lines(OperationDetails::tr("Reason"), OperationsModel::errorText(operation)));
    else if (operation.pollError)
        section.fields.append({
            fields::lines(OperationDetails::tr("Last poll"), errorSentence(*operation.pollError)),
            fields::lines(OperationDetails::tr("Details"), errorDetails(*operation.pollError)),
        });
    return section;
}

} // namespace

OperationDetails::OperationDetails(QWidget *parent)
    : DetailsPane(tr("Details of the operation"), tr("Select an operation to see its details."), parent)
{
}

void OperationDetails::setOperations(const QList<OperationRecord> &operations)
{
    if (operations.isEmpty()) {
        showHint();
        return;
    }
    if (operations.size() > 1) {
        SelectionSummary summary;
        for (const OperationRecord &operation : operations)
            summary.add(storetext::stateText(operation), std::nullopt);
        showFields({}, {{{}, summary.fieldsWithoutSizes(tr("Operations"))}});
        return;
    }
    const OperationRecord &operation = operations.constFirst();
    QList<FieldSection> sections{{{}, fieldsOf(operation)}};
    const FieldSection error = operation.error ? fields::status(titleOf(OperationsModel::ErrorColumn), *operation.error)
                                               : explanation(operation);
    if (!error.fields.isEmpty())
        sections.append(error);
    showFields(operation.name, sections);
}

} // namespace pollux
