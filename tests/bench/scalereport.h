// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Measures actions in lists of several lengths: how long they keep this thread busy, the longest turn of its event
/// loop, and how the cost of one item grows. Needs an event dispatcher that emits awake() in each turn.
class ScaleReport {
public:
    using Work = std::function<void()>;
    using Condition = std::function<bool()>;

    /// Does `work` in a list with so many rows and runs the event loop until `isDone`, and for one turn more, for what
    /// the work has posted. An action may be measured several times in each length, always for the same number of
    /// items. Measured for no item, it tells its fixed cost. At the
    /// beginning, nothing is in the processor's caches, and no memory is free in the heap.
    void measure(const char *name, int rows, int items, const Work &work, const Condition &isDone);
    /// The same for what may take one long turn, because the thread has nothing else to do yet.
    void measureStart(const char *name, int rows, int items, const Work &work, const Condition &isDone);
    /// Prints the actions that were measured since the last call. Lengths come in ascending order.
    void endLength();
    /// Prints the growths; false if a goal is missed.
    bool finish();

private:
    struct Action {
        std::string name;
        int rows = 0;
        int items = 0;
        std::vector<double> times; // ms, in the present length
        double gap = 0;            // ms, the longest in the present length
        bool isEnded = true;
        bool mayBeLong = false;          // a single turn
        double fixedCost = 0;            // ms
        std::optional<double> firstCost; // of one item, in us, in the smallest length
        double lastCost = 0;
    };

    Action &actionOf(const char *name);
    void endAction(Action &action);

    std::vector<Action> m_actions; // in the order in which they were first measured
    bool m_isMet = true;
};
