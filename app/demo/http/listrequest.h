// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace pollux {

/// The query of a list call.
struct ListRequest {
    std::optional<HttpAnswer> refusal = {}; ///< the page size is none
    int pageSize = 0;
    QByteArray pageToken = {};

    /// 0 and no page size stand for the default; what is beyond the largest is brought down to it.
    [[nodiscard]] static ListRequest read(const HttpRequest &request, int defaultPageSize, int maxPageSize);
};

/// A page token holds the place of the last entry of its page, time of creation and serial number, not a count: it
/// stays good when entries come and go between pages.
using ListPlace = std::pair<qint64, qint64>;
[[nodiscard]] QByteArray pageToken(const ListPlace &last);
/// Nothing if the token is none of ours.
[[nodiscard]] std::optional<ListPlace> placeOf(const QByteArray &pageToken);

/// The answer with one page. An empty list and an empty token are left out, as proto3 JSON does it.
[[nodiscard]] HttpAnswer listAnswer(const QString &key, const QList<QJsonObject> &resources,
                                    const QByteArray &nextPageToken);

} // namespace pollux
