// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/listrequest.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace pollux {

/// Named entries in the order of their times of creation, with equal times in the order of insertion; found by name,
/// listed in pages. `Order`: std::less for the oldest first, std::greater for the newest. Not thread-safe.
template <typename Entry, typename Order = std::less<ListPlace>>
class Timeline {
public:
    /// `createdAt`: microseconds since the epoch. An entry of the same name is replaced.
    Entry &insert(const QString &name, qint64 createdAt, Entry entry)
    {
        erase(name);
        const ListPlace place{createdAt, ++m_lastSerial};
        m_places.insert(name, place);
        return m_entries.emplace(place, std::move(entry)).first->second;
    }

    bool erase(const QString &name)
    {
        const auto place = m_places.constFind(name);
        if (place == m_places.constEnd()) {
            return false;
        }
        m_entries.erase(*place);
        m_places.erase(place);
        return true;
    }

    /// nullptr if there is none; valid until the entry is erased.
    [[nodiscard]] Entry *find(const QString &name)
    {
        const auto place = m_places.constFind(name);
        return place == m_places.constEnd() ? nullptr : &m_entries.find(*place)->second;
    }

    [[nodiscard]] QList<Entry *> all()
    {
        QList<Entry *> entries;
        for (auto &[place, entry] : m_entries) {
            entries.append(&entry);
        }
        return entries;
    }

    /// Nullopt if the token is not valid. `describe` makes the resource of an entry.
    template <typename Describe>
    [[nodiscard]] std::optional<ListPage> page(int size, const QByteArray &token, Describe describe)
    {
        auto next = m_entries.begin();
        if (!token.isEmpty()) {
            const auto last = placeOf(token);
            if (!last) {
                return {};
            }
            next = m_entries.upper_bound(*last);
        }
        ListPage page;
        ListPlace last;
        for (; next != m_entries.end() && page.resources.size() < size; ++next) {
            page.resources.append(describe(next->second));
            last = next->first;
        }
        if (next != m_entries.end()) {
            page.nextToken = pageToken(last);
        }
        return page;
    }

private:
    std::map<ListPlace, Entry, Order> m_entries;
    QHash<QString, ListPlace> m_places; ///< by name
    qint64 m_lastSerial = 0;
};

} // namespace pollux
