// SPDX-License-Identifier: Apache-2.0
#include "views/stores/operationdetails.h"

#include "models/items/stores/operationsmodel.h"
#include "models/text/errortext.h"
#include "models/text/storetext.h"
#include "views/details/fields.h"
#include "views/details/selectionsummary.h"

#include <utility>

using namespace Qt::StringLiterals;

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

/// The fields of an answer under their API names; those that are objects have sections of their own.
QList<FieldSection> sectionsOf(const Operation &answer)
{
    QList<FieldSection> sections{{OperationDetails::tr("Answer of the service"),
                                  {
                                      fields::text(u"name"_s, answer.name),
                                      fields::text(u"done"_s, answer.isDone ? u"true"_s : u"false"_s),
                                  }}};
    const auto addObject = [&sections](const QString &name, const QJsonObject &object) {
        if (object.isEmpty())
            sections.first().fields.append(fields::text(name, {}));
        else
            sections.append(fields::object(name, object));
    };
    addObject(u"metadata"_s, answer.metadata);
    if (answer.error)
        sections.append(fields::status(u"error"_s, *answer.error));
    else
        addObject(u"error"_s, {});
    addObject(u"response"_s, answer.response);
    if (!answer.unknownFields.isEmpty())
        sections.append(fields::unknown(answer.unknownFields));
    return sections;
}

QJsonObject jsonOf(const Operation &answer)
{
    QJsonObject json = answer.toJson();
    if (answer.error)
        json.insert("error"_L1, fields::withoutSecrets(*answer.error));
    return json;
}

bool isGone(const ApiError &error)
{
    return error.kind == ErrorKind::Gone || error.httpStatus == 404;
}

} // namespace

OperationDetails::OperationDetails(QWidget *parent)
    : DetailsPane(tr("Details of the operation"), tr("Select an operation to see its details."), parent)
{
}

void OperationDetails::setOperations(const QList<OperationRecord> &operations)
{
    const QString before = m_operation ? m_operation->name : QString();
    m_operation = operations.size() == 1 ? std::optional(operations.constFirst()) : std::nullopt;
    if (!m_operation || m_operation->name != before) {
        m_asked.reset();
        m_isRequested = false;
    }
    if (operations.isEmpty()) {
        showHint();
        return;
    }
    if (!m_operation) {
        SelectionSummary summary;
        for (const OperationRecord &operation : operations)
            summary.add(storetext::stateText(operation), std::nullopt);
        showFields({}, {{{}, summary.fieldsWithoutSizes(tr("Operations"))}});
        return;
    }
    refresh();
    // The answers about an operation that is still working come with its polls.
    const bool isMissing = !m_operation->answer && m_operation->state != OperationRecord::State::Working;
    if (isMissing && !std::exchange(m_isRequested, true))
        emit answerRequested(m_operation->name);
}

void OperationDetails::setAnswer(const QString &name, const Result<Operation> &answer)
{
    if (!m_operation || m_operation->name != name)
        return;
    m_asked = answer;
    refresh();
}

void OperationDetails::refresh()
{
    std::optional<Operation> answer = m_operation->answer;
    if (!answer && m_asked && m_asked->ok())
        answer = m_asked->value();
    QList<FieldSection> sections{{{}, fieldsOf(*m_operation)}};
    const bool isErrorInAnswer = answer && answer->error;
    if (m_operation->error && !isErrorInAnswer)
        sections.append(fields::status(titleOf(OperationsModel::ErrorColumn), *m_operation->error));
    else if (const FieldSection reason = explanation(*m_operation); !m_operation->error && !reason.fields.isEmpty())
        sections.append(reason);
    if (!answer) {
        sections.append(missingAnswer());
        showFields(m_operation->name, sections);
        return;
    }
    sections.append(sectionsOf(*answer));
    showFields(m_operation->name, sections, jsonOf(*answer));
}

FieldSection OperationDetails::missingAnswer() const
{
    QString text = tr("not known");
    if (m_operation->state == OperationRecord::State::Working)
        text = tr("none yet");
    else if (m_asked && isGone(m_asked->error()))
        text = tr("The service does not know this operation any more.");
    else if (m_asked)
        text = errorSentence(m_asked->error());
    return {tr("Answer of the service"), {fields::lines(tr("Answer"), text)}};
}

} // namespace pollux
