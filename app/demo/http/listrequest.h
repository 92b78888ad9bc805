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

/// A page token holds the place of the last entry of its page, time of creation and serial number, not a count: it
/// stays good when entries come and go between pages.
using ListPlace = std::pair<qint64, qint64>;
[[nodiscard]] QByteArray pageToken(const ListPlace &last);
/// Nothing if the token is none of ours.
[[nodiscard]] std::optional<ListPlace> placeOf(const QByteArray &pageToken);

/// Answers a list call. An empty list and an empty token are left out, as proto3 JSON does it. A page size of 0 or none
/// stands for the default; one beyond the largest is brought down to it. `readPage`: nothing if the token is none of
/// ours.
[[nodiscard]] HttpAnswer
listAnswer(const HttpRequest &request, const QString &key, int defaultPageSize, int maxPageSize,
           const std::function<std::optional<ListPage>(int size, const QByteArray &token)> &readPage);

} // namespace pollux
