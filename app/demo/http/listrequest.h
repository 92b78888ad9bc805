// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <utility>

namespace pollux {

/// One page of a list.
struct ListPage {
    QList<QJsonObject> resources = {};
    QByteArray nextToken = {}; ///< empty on the last page
};

/// A page token holds the time of creation and the serial number of the last entry of its page, not a count, so that it
/// stays valid when entries are added or removed between pages.
using ListPlace = std::pair<qint64, qint64>;
[[nodiscard]] QByteArray pageToken(const ListPlace &last);
/// Nullopt if pageToken() did not make the token.
[[nodiscard]] std::optional<ListPlace> placeOf(const QByteArray &pageToken);

/// Answers a list call. An empty list and an empty token are left out, as proto3 JSON does it. A page size of 0, or
/// none, means the default; one above `maxPageSize` is lowered to it. `readPage` returns nullopt if the token is not
/// valid.
[[nodiscard]] HttpAnswer
listAnswer(const HttpRequest &request, const QString &key, int defaultPageSize, int maxPageSize,
           const std::function<std::optional<ListPage>(int size, const QByteArray &token)> &readPage);

} // namespace pollux
