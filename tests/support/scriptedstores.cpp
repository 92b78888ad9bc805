// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scriptedstores.h"

#include "app/demo/service/demofiles.h"

#include <QFile>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace pollux {

using Outcome = OperationPlan::Outcome;

class ScriptedStores::PlannedOperation final : public StoreOperation {
public:
    PlannedOperation(const QJsonObject &response, const OperationPlan &plan, std::chrono::milliseconds usualDuration)
        : StoreOperation(response, usualDuration)
    {
        replan(plan, usualDuration);
    }

    /// Counts polls and time from now. `usualDuration` applies if the plan has no duration.
    void replan(const OperationPlan &plan, std::chrono::milliseconds usualDuration)
    {
        m_plan = plan;
        m_pollsLeft = plan.polls;
        setDuration(plan.duration.value_or(plan.polls > 0 ? std::chrono::milliseconds(0) : usualDuration));
    }

    [[nodiscard]] int polls() const { return m_polls; }

    [[nodiscard]] bool isOver() const override { return m_pollsLeft == 0 && StoreOperation::isOver(); }

    [[nodiscard]] QString documentState() const override
    {
        return m_plan.outcome == Outcome::Fails ? u"STATE_FAILED"_s : StoreOperation::documentState();
    }

    /// The current time if the plan counts polls: the end is then not known in advance.
    [[nodiscard]] qint64 endTime() const override { return m_plan.polls > 0 ? wireNow() : StoreOperation::endTime(); }

    [[nodiscard]] QJsonObject firstAnswer(const QString &name, bool isUpload) const override
    {
        return StoreOperation::firstAnswer(name, isUpload && m_plan.answersEarly);
    }

    [[nodiscard]] std::optional<QJsonObject> poll(const QString &name) override
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

private:
    OperationPlan m_plan;
    int m_pollsLeft = 0; ///< polls that are still answered as pending
    int m_polls = 0;
};

void ScriptedStores::setCollections(DemoCollections collections)
{
    const std::lock_guard lock(m_mutex);
    m_collections = collections;
}

void ScriptedStores::planOperation(const OperationPlan &plan, int times)
{
    const std::lock_guard lock(m_mutex);
    m_plans.insert(m_plans.end(), static_cast<size_t>(std::max(0, times)), plan);
}

void ScriptedStores::setUsualPlan(const OperationPlan &plan)
{
    const std::lock_guard lock(m_mutex);
    m_usualPlan = plan;
}

bool ScriptedStores::replan(const QString &operation, const OperationPlan &plan)
{
    const std::lock_guard lock(m_mutex);
    PlannedOperation *found = findPlanned(operation);
    if (found == nullptr) {
        return false;
    }
    catchUp(*storeAround(operation));
    found->replan(plan, m_processing);
    return true;
}

void ScriptedStores::setStorageLimit(qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    m_storageLimit = bytes;
}

bool ScriptedStores::setDocumentState(const QString &name, const QString &state)
{
    const std::lock_guard lock(m_mutex);
    DocumentEntry *entry = findDocument(name);
    if (entry == nullptr) {
        return false;
    }
    entry->settle(state, wireNow());
    return true;
}

QList<QJsonObject> ScriptedStores::stores(const QString &collection)
{
    const auto page = storePage(collection, std::numeric_limits<int>::max(), {});
    return page ? page->resources : QList<QJsonObject>();
}

std::optional<QByteArray> ScriptedStores::contentOf(const QString &document)
{
    const std::lock_guard lock(m_mutex);
    const DocumentEntry *entry = findDocument(document);
    if (entry == nullptr || entry->path.isEmpty()) {
        return {};
    }
    QFile file(entry->path);
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}

int ScriptedStores::pollsOf(const QString &operation)
{
    const std::lock_guard lock(m_mutex);
    const PlannedOperation *found = findPlanned(operation);
    return found == nullptr ? 0 : found->polls();
}

std::shared_ptr<StoreOperation> ScriptedStores::makeOperation(const QJsonObject &response)
{
    OperationPlan plan = m_usualPlan;
    if (!m_plans.empty()) {
        plan = m_plans.front();
        m_plans.pop_front();
    }
    return std::make_shared<PlannedOperation>(response, plan, m_processing);
}

ScriptedStores::PlannedOperation *ScriptedStores::findPlanned(const QString &operation)
{
    return dynamic_cast<PlannedOperation *>(findOperation(operation));
}

} // namespace pollux
