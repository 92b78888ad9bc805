// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

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
    /// Does all that is left in this turn.
    void finish();

private:
    void goOn();

    std::deque<Work> m_works;
    bool m_isWorking = false;
    QTimer m_timer;
};

} // namespace pollux
