// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/storeoperation.h"

#include "app/demo/service/demofiles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

using Outcome = OperationPlan::Outcome;

StoreOperation::StoreOperation(const QJsonObject &response, const OperationPlan &plan,
                               std::chrono::milliseconds usualDuration)
    : m_response(response)
{
    replan(plan, usualDuration);
}

void StoreOperation::replan(const OperationPlan &plan, std::chrono::milliseconds usualDuration)
{
    const auto usual = plan.polls > 0 ? std::chrono::milliseconds(0) : usualDuration;
    m_plan = plan;
    m_pollsLeft = plan.polls;
    m_dueAt = wireNow() + std::chrono::microseconds(plan.duration.value_or(usual)).count();
}

bool StoreOperation::isOver() const
{
    return m_pollsLeft == 0 && wireNow() >= m_dueAt;
}

QString StoreOperation::documentState() const
{
    return m_plan.outcome == Outcome::Fails ? u"STATE_FAILED"_s : u"STATE_ACTIVE"_s;
}

qint64 StoreOperation::endTime() const
{
    return m_plan.polls > 0 ? wireNow() : m_dueAt;
}

QJsonObject StoreOperation::firstAnswer(const QString &name, bool isUpload) const
{
    QJsonObject answer{{u"name"_s, name}};
    if (isUpload && m_plan.answersEarly) {
        answer.insert(u"response"_s, m_response);
    }
    return answer;
}

std::optional<QJsonObject> StoreOperation::poll(const QString &name)
{
    const bool wasOver = isOver();
    ++m_polls;
    m_pollsLeft = std::max(0, m_pollsLeft - 1);
    if (wasOver && m_plan.outcome == Outcome::Vanishes) {
        return {};
    }
    QJsonObject answer{{u"name"_s, name}};
    if (!m_plan.metadata.isEmpty()) {
        answer.insert(u"metadata"_s, m_plan.metadata);
    }
    if (wasOver && m_plan.outcome != Outcome::Silent) {
        answer.insert(u"done"_s, true);
        const bool failed = m_plan.outcome == Outcome::Fails;
        answer.insert(failed ? u"error"_s : u"response"_s, failed ? m_plan.error : m_response);
    }
    return answer;
}

} // namespace pollux
