// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demofiles.h"

namespace pollux {

/// What makes a document of an upload or an import, and takes its time for it. Not thread-safe. Tests derive from it to
/// let it end otherwise.
class StoreOperation {
public:
    /// `response`: what the call brings once it is done.
    StoreOperation(const QJsonObject &response, std::chrono::milliseconds duration)
        : m_response(response)
    {
        setDuration(duration);
    }
    virtual ~StoreOperation() = default;

    StoreOperation(const StoreOperation &) = delete;
    StoreOperation &operator=(const StoreOperation &) = delete;

    [[nodiscard]] virtual bool isOver() const { return wireNow() >= m_dueAt; }
    /// State of the document once it is over.
    [[nodiscard]] virtual QString documentState() const { return QStringLiteral("STATE_ACTIVE"); }
    /// When it was over, in microseconds since the epoch.
    [[nodiscard]] virtual qint64 endTime() const { return m_dueAt; }

    /// The answer to the call that made it; that of an upload has its response already, without `done` (sample 14).
    [[nodiscard]] virtual QJsonObject firstAnswer(const QString &name, bool isUpload) const
    {
        QJsonObject answer{{QStringLiteral("name"), name}};
        if (isUpload) {
            answer.insert(QStringLiteral("response"), m_response);
        }
        return answer;
    }
    /// The answer of operations.get. Nothing if there is no such operation any more.
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
    /// From now on.
    void setDuration(std::chrono::milliseconds duration)
    {
        m_dueAt = wireNow() + std::chrono::microseconds(duration).count();
    }

    const QJsonObject m_response;

private:
    qint64 m_dueAt = 0; ///< microseconds
};

} // namespace pollux
