// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/portions.h"

#include <QElapsedTimer>
#include <QScopedValueRollback>

namespace pollux {

namespace {

constexpr qint64 turnTime = 10; // ms; a turn begins no further part after this time

} // namespace

Portions::Portions(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Portions::goOn);
}

void Portions::add(Work work)
{
    m_works.push_back(std::move(work));
    if (!m_isWorking && !m_timer.isActive())
        goOn();
}

void Portions::finish()
{
    m_timer.stop();
    const QScopedValueRollback working(m_isWorking, true);
    while (!m_works.empty()) {
        if (!m_works.front()())
            m_works.pop_front();
    }
}

void Portions::goOn()
{
    const QScopedValueRollback working(m_isWorking, true);
    QElapsedTimer clock;
    clock.start();
    while (!m_works.empty()) {
        if (clock.elapsed() >= turnTime) {
            m_timer.start(0);
            return;
        }
        // A reference stays valid when the work adds another one.
        if (!m_works.front()())
            m_works.pop_front();
    }
}

} // namespace pollux
