// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"

#include <QObject>

#include <optional>

namespace pollux {

/// Waits for the one callback of a client's call.
template <typename T>
struct CallAnswer {
    QObject context;
    std::optional<Result<T>> result;
    int count = 0;

    ApiClient::Callback<T> callback()
    {
        return [this](Result<T> answer) {
            ++count;
            result = std::move(answer);
        };
    }
    bool succeeded() const { return result && result->ok(); }
    bool failedWith(ErrorKind kind) const { return result && !result->ok() && result->error().kind == kind; }
};

/// A factory of requests to `base` with the key "test-key".
inline RequestFactory requestsTo(const QUrl &base, TransferTimeouts timeouts = {})
{
    return RequestFactory({base, QStringLiteral("v1beta")}, QByteArrayLiteral("test-key"), timeouts);
}

} // namespace pollux
