// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demofiles.h"

namespace pollux {

/// An operation that makes a document of an upload or an import and ends after a set time. Not thread-safe. Tests
/// derive from it to make it end in another way.
class StoreOperation {
public:
    /// `response`: of the finished operation.
    StoreOperation(const QJsonObject &response, std::chrono::milliseconds duration)
        : m_response(response)
    {
        setDuration(duration);
    }
    virtual ~StoreOperation() = default;

    StoreOperation(const StoreOperation &) = delete;
    StoreOperation &operator=(const StoreOperation &) = delete;

    [[nodiscard]] virtual bool isOver() const { return wireNow() >= m_dueAt; }
    /// State of the document after the operation has ended.
    [[nodiscard]] virtual QString documentState() const { return QStringLiteral("STATE_ACTIVE"); }
    /// When it ended or will end, in microseconds since the epoch.
    [[nodiscard]] virtual qint64 endTime() const { return m_dueAt; }

    /// The answer to the call that began it; for an upload this has the response already, without `done` (sample 14).
    [[nodiscard]] virtual QJsonObject firstAnswer(const QString &name, bool isUpload) const
    {
        QJsonObject answer{{QStringLiteral("name"), name}};
        if (isUpload) {
            answer.insert(QStringLiteral("response"), m_response);
        }
        return answer;
    }
    /// The answer of operations.get. Nullopt if the operation does not exist any more.
    [[nodiscard]] virtual std::optional<QJsonObject> poll(const QString &name)
    {
        QJsonObject answer{{QStringLiteral("name"), name}};
        if (isOver()) {
            answer.insert(QStringLiteral("done"), true);
            answer.insert(QStringLiteral("response"), m_response);
        }
        return answer;
    }

protected:
    /// Sets the end to `duration` from now.
    void setDuration(std::chrono::milliseconds duration)
    {
        m_dueAt = wireNow() + std::chrono::microseconds(duration).count();
    }

    const QJsonObject m_response;

private:
    qint64 m_dueAt = 0; ///< microseconds
};

} // namespace pollux
