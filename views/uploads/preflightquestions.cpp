// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/preflightquestions.h"

#include "models/text/preflighttext.h"
#include "views/style/layouts.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

namespace pollux {

PreflightQuestions::PreflightQuestions(PreflightModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(theme::grid / 2);
    grid->setColumnStretch(0, 1);
    for (const PreflightNotice notice : preflightNotices) {
        if (!PreflightModel::choices(notice).isEmpty() && !model.rowsWith(notice).isEmpty())
            addQuestion(notice);
    }
    setVisible(!m_questions.empty());
    connect(&model, &PreflightModel::decisionsChanged, this, &PreflightQuestions::refresh);
    refresh();
}

void PreflightQuestions::addQuestion(PreflightNotice notice)
{
    QLabel *text = layouts::createParagraph({}, this);
    auto *answer = new QComboBox(this);
    answer->setObjectName(QStringLiteral("answer%1").arg(static_cast<int>(notice)));
    answer->setPlaceholderText(tr("Decided one by one"));
    answer->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const PreflightDecision decision : PreflightModel::choices(notice))
        answer->addItem(preflighttext::decisionText(decision, notice));
    text->setBuddy(answer);
    connect(answer, &QComboBox::activated, this,
            [this, notice](int index) { m_model.decideAbout(notice, PreflightModel::choices(notice).at(index)); });
    auto *grid = static_cast<QGridLayout *>(layout());
    const auto row = static_cast<int>(m_questions.size());
    grid->addWidget(text, row, 0);
    grid->addWidget(answer, row, 1);
    m_questions.push_back({notice, text, answer});
}

void PreflightQuestions::refresh()
{
    for (const Question &question : m_questions) {
        const auto count = static_cast<int>(m_model.rowsWith(question.notice).size());
        // A chosen type can remove the notice from a file. Without files that have it there is no question.
        question.text->setVisible(count > 0);
        question.answer->setVisible(count > 0);
        if (count == 0)
            continue;
        question.text->setText(preflighttext::questionText(question.notice, count));
        const std::optional<PreflightDecision> decision = m_model.decisionAbout(question.notice);
        question.answer->setCurrentIndex(
            decision ? static_cast<int>(PreflightModel::choices(question.notice).indexOf(*decision)) : -1);
    }
}

} // namespace pollux
