// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/storeoperation.h"

#include "app/demo/service/demofiles.h"

using namespace Qt::StringLiterals;

namespace pollux {

StoreOperation::StoreOperation(const QJsonObject &response, std::chrono::milliseconds duration)
    : m_response(response)
{
    setDuration(duration);
}

void StoreOperation::setDuration(std::chrono::milliseconds duration)
{
    m_dueAt = wireNow() + std::chrono::microseconds(duration).count();
}

bool StoreOperation::isOver() const
{
    return wireNow() >= m_dueAt;
}

QString StoreOperation::documentState() const
{
    return u"STATE_ACTIVE"_s;
}

QJsonObject StoreOperation::firstAnswer(const QString &name, bool isUpload) const
{
    QJsonObject answer{{u"name"_s, name}};
    if (isUpload) {
        answer.insert(u"response"_s, m_response);
    }
    return answer;
}

std::optional<QJsonObject> StoreOperation::poll(const QString &name)
{
    QJsonObject answer{{u"name"_s, name}};
    if (isOver()) {
        answer.insert(u"done"_s, true);
        answer.insert(u"response"_s, m_response);
    }
    return answer;
}

} // namespace pollux
