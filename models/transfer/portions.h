// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace pollux {

/// Does pieces of work one after the other, each in as many turns of the event loop as it needs, so that no turn takes
/// long. A piece begins at once if none is waiting.
class Portions final : public QObject {
    Q_OBJECT

public:
    /// Does a small part of the work, and returns whether there is more.
    using Work = std::function<bool()>;

    explicit Portions(QObject *parent = nullptr);

    void add(Work work);
    /// Calls `handle` with at most `size` items of a list at a time; `list` makes it when its turn has come.
    template <typename List, typename Handle>
    void addList(qsizetype size, List list, Handle handle)
    {
        using Items = std::invoke_result_t<List>;
        add([size, list = std::move(list), handle = std::move(handle), items = std::optional<Items>(),
             next = qsizetype{0}]() mutable {
            if (!items)
                items = list();
            const qsizetype from = std::exchange(next, next + size);
            handle(items->mid(from, size));
            return next < items->size();
        });
    }
    /// Does all that is left in this turn.
    void finish();

private:
    void goOn();

    std::deque<Work> m_works;
    bool m_isWorking = false;
    QTimer m_timer;
};

} // namespace pollux
