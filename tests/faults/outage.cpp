// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/outage.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;

constexpr int longestNotice = 15'000; // ms, until a hold
constexpr qint64 smallestFile = 1024; // bytes

} // namespace

Outage::Outage(FaultBench &bench, const QList<ErrorKind> &kinds)
    : m_bench(bench)
    , m_kinds(kinds)
{
}

void Outage::begin()
{
    QStringList paths;
    for (int i = 0; i < fileCount; ++i)
        paths.append(m_bench.write(u"file-%1.bin"_s.arg(i), testBytes(smallestFile + i, static_cast<quint32>(i + 1))));
    m_bench.add(paths);
    m_bench.waitUntil([this] { return !m_bench.holds().isEmpty(); }, u"nothing holds the uploads"_s, longestNotice);
    for (const QueueHold &hold : m_bench.holds()) {
        const int kind = hold.error ? static_cast<int>(hold.error->kind) : -1;
        m_bench.require(hold.error && m_kinds.contains(hold.error->kind), u"the hold says error %1"_s.arg(kind));
    }
    QElapsedTimer clock;
    clock.start();
    m_bench.waitUntil([&clock] { return clock.hasExpired(time); }, {});
    m_bench.require(!m_bench.holds().isEmpty(), u"the hold ended before the outage"_s);
    m_bench.require(countOf(State::Failed) == 0, u"%1 files failed in the outage"_s.arg(countOf(State::Failed)));
    m_bench.require(countOf(State::Done) == 0, u"%1 files are called done"_s.arg(countOf(State::Done)));
}

void Outage::end(const std::function<void()> &heal)
{
    heal();
    m_bench.waitUntilIdle();
    m_bench.require(
        countOf(State::Done) == fileCount,
        u"%1 of %2 files are done, %3 failed"_s.arg(countOf(State::Done)).arg(fileCount).arg(countOf(State::Failed)));
    m_bench.require(m_bench.holds().isEmpty(), u"the hold did not end"_s);
    m_bench.require(m_bench.holdEpisodes() == 1, u"%1 banners were shown"_s.arg(m_bench.holdEpisodes()));
    m_bench.require(m_bench.mostHolds() == 1, u"%1 banners at the same time"_s.arg(m_bench.mostHolds()));
    m_bench.finishHealthy();
}

int Outage::countOf(State state) const
{
    return static_cast<int>(std::ranges::count(m_bench.world().tasks(), state, &UploadTask::state));
}

} // namespace pollux
