// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

#include <chrono>
#include <optional>

namespace pollux {

/// What makes a document of an upload or an import, and takes its time for it. Not thread-safe. Tests derive from it to
/// let it end otherwise.
class StoreOperation {
public:
    /// `response`: what the call brings once it is done.
    StoreOperation(const QJsonObject &response, std::chrono::milliseconds duration);
    virtual ~StoreOperation() = default;

    StoreOperation(const StoreOperation &) = delete;
    StoreOperation &operator=(const StoreOperation &) = delete;

    [[nodiscard]] virtual bool isOver() const;
    /// State of the document once it is over.
    [[nodiscard]] virtual QString documentState() const;
    /// When it was over, in microseconds since the epoch.
    [[nodiscard]] virtual qint64 endTime() const { return m_dueAt; }

    /// The answer to the call that made it; that of an upload has its response already, without `done` (sample 14).
    [[nodiscard]] virtual QJsonObject firstAnswer(const QString &name, bool isUpload) const;
    /// The answer of operations.get. Nothing if there is no such operation any more.
    [[nodiscard]] virtual std::optional<QJsonObject> poll(const QString &name);

protected:
    void setDuration(std::chrono::milliseconds duration); ///< from now on

    const QJsonObject m_response;

private:
    qint64 m_dueAt = 0; ///< microseconds
};

} // namespace pollux
