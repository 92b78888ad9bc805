// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace pollux {

/// One answer of a list call.
template <typename Resource>
struct Page {
    QList<Resource> entries;
    QString nextPageToken; ///< empty on the last page
    int unreadable = 0;    ///< entries that could not be decoded and were left out

    /// An empty object is an empty page, and so is one with nothing but a page token. Nothing if the value under one of
    /// Resource::listKeys is not an array, or if the object has other keys only: then it is no answer to a list call.
    static std::optional<Page> fromJson(const QJsonObject &object)
    {
        static constexpr QLatin1StringView tokenKey("nextPageToken");
        const auto key =
            std::ranges::find_if(Resource::listKeys, [&object](auto each) { return object.contains(each); });
        const bool isPage = key != Resource::listKeys.end() || object.contains(tokenKey) || object.isEmpty();
        const QJsonValue list = key == Resource::listKeys.end() ? QJsonArray() : object.value(*key);
        if (!isPage || object.contains(QLatin1StringView("error")) || !list.isArray())
            return std::nullopt;
        Page page;
        page.nextPageToken = object.value(tokenKey).toString();
        for (const auto &entry : list.toArray()) {
            if (auto resource = Resource::fromJson(entry.toObject()))
                page.entries.append(*std::move(resource));
            else
                ++page.unreadable;
        }
        return page;
    }

    bool operator==(const Page &) const = default;
};

} // namespace pollux
