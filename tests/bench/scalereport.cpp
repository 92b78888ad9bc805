// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/scalereport.h"

#include "tests/bench/processortime.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

constexpr double maxGap = 50;        // ms
constexpr double maxGrowth = 2;      // of the cost of one item, from the smallest length to the largest
constexpr double minCost = 0.001;    // us, so that a growth can be told
constexpr qint64 patience = 120'000; // ms
constexpr int lookInterval = 100;    // ms; long, since each look costs this thread some time

/// A short list would still be in the processor's caches from its making and find its memory in the heap, a long one
/// not: then the growth would be that of the memory.
void forgetMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
    constexpr std::size_t size = std::size_t{128} << 20; // larger than usual caches
    constexpr std::size_t line = 64;
    static std::vector<char> buffer(size);
    for (std::size_t i = 0; i < size; i += line)
        ++buffer[i];
}

} // namespace

void ScaleReport::measure(const char *name, int rows, int items, const Work &work, const Condition &isDone)
{
    QObject context; // ends the connection
    QElapsedTimer clock;
    forgetMemory();
    clock.start();
    const double start = processorTime();
    double turn = start;
    double gap = 0;
    bool wasDone = false;
    bool isOver = false;
    QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &context, [&] {
        if (isOver)
            return;
        const double now = processorTime();
        gap = std::max(gap, now - std::exchange(turn, now));
        isOver = std::exchange(wasDone, isDone()) || clock.elapsed() > patience;
        if (isOver)
            QCoreApplication::quit();
    });
    // Wakes the loop for the last turn, and when patience ends.
    QTimer look;
    look.start(lookInterval);
    work();
    QCoreApplication::exec();

    Action &action = actionOf(name);
    action.rows = rows;
    action.items = items;
    action.times.push_back(turn - start);
    action.gap = std::max(action.gap, gap);
    action.isEnded = action.isEnded && wasDone;
}

void ScaleReport::measureStart(const char *name, int rows, int items, const Work &work, const Condition &isDone)
{
    actionOf(name).mayBeLong = true;
    measure(name, rows, items, work, isDone);
}

void ScaleReport::endLength()
{
    for (Action &action : m_actions) {
        if (!action.times.empty())
            endAction(action);
    }
}

bool ScaleReport::finish()
{
    for (const Action &action : m_actions) {
        if (!action.firstCost)
            continue;
        const double growth = action.lastCost / *action.firstCost;
        m_isMet = m_isMet && growth <= maxGrowth;
        std::printf("%-44s an item costs %.2f times as much with the most rows  %s\n", action.name.c_str(), growth,
                    growth <= maxGrowth ? "met" : "MISSED");
    }
    return m_isMet;
}

ScaleReport::Action &ScaleReport::actionOf(const char *name)
{
    const auto known = std::ranges::find(m_actions, name, &Action::name);
    if (known != m_actions.end())
        return *known;
    m_actions.push_back({.name = name, .times = {}, .firstCost = {}});
    return m_actions.back();
}

void ScaleReport::endAction(Action &action)
{
    const double time = std::ranges::min(std::exchange(action.times, {}));
    const double gap = std::exchange(action.gap, 0);
    const bool isEnded = std::exchange(action.isEnded, true);
    const bool isMet = isEnded && (gap <= maxGap || action.mayBeLong);
    m_isMet = m_isMet && isMet;
    std::printf("%-44s %7d rows %9.1f ms", action.name.c_str(), action.rows, time);
    if (action.items == 0) {
        // Spread over few items it would look like the cost of an item, and hide that this grows.
        action.fixedCost = time;
        std::printf("%27s", "for no item");
    } else {
        action.lastCost = std::max(minCost, (time - action.fixedCost) * 1000 / action.items);
        action.firstCost = action.firstCost.value_or(action.lastCost);
        std::printf(" %7d x %10.2f us,", action.items, action.lastCost);
    }
    std::printf(" gap %7.1f ms  %s\n", gap, isEnded ? (isMet ? "met" : "MISSED") : "NOT DONE");
    std::fflush(stdout);
}
