// SPDX-License-Identifier: Apache-2.0
#include "models/api/processorturns.h"

#include <QTest>
#include <QThread>

#include <memory>

using namespace std::chrono_literals;
using namespace pollux;

namespace {

constexpr auto shortTurn = 20us;
constexpr auto longTurn = 3ms;

/// Pieces until the next one that a turn is due for; more than the longest rest where there is none.
int piecesUntilDue(ProcessorTurns &turns)
{
    for (int pieces = 0; pieces <= ProcessorTurns::maxRest; ++pieces) {
        if (turns.isDue())
            return pieces;
    }
    return ProcessorTurns::maxRest + 1;
}

int restAfterALongTurn(ProcessorTurns &turns)
{
    turns.countTurn(longTurn);
    turns.beginRound();
    return piecesUntilDue(turns);
}

} // namespace

class tst_ProcessorTurns : public QObject {
    Q_OBJECT

private slots:
    void isOffUntilTurnedOn();
    void givesOneTurnInARound();
    void severalBodiesShareATurn();
    void restsAfterALongTurn();
    void restsForLongerEachTime();
    void aRowOfShortTurnsEndsLongRests();
    void belongsToOneThread();
};

void tst_ProcessorTurns::isOffUntilTurnedOn()
{
    ProcessorTurns turns;
    QVERIFY(!turns.isDue());
}

void tst_ProcessorTurns::givesOneTurnInARound()
{
    ProcessorTurns turns;
    turns.turnOn();
    QVERIFY(turns.isDue());
    QVERIFY(turns.isDue());
    turns.countTurn(shortTurn);
    QVERIFY(!turns.isDue());
    // Looking for other events begins a round.
    QTRY_VERIFY(turns.isDue());
    turns.giveTurn();
}

/// What was not given does not count as a turn that went well.
void tst_ProcessorTurns::severalBodiesShareATurn()
{
    ProcessorTurns turns;
    turns.beginRound();
    QCOMPARE(restAfterALongTurn(turns), ProcessorTurns::minRest);
    turns.countTurn(shortTurn);
    for (int body = 0; body < ProcessorTurns::rowOfShortTurns; ++body)
        turns.giveTurn();
    QCOMPARE(restAfterALongTurn(turns), 2 * ProcessorTurns::minRest);
}

void tst_ProcessorTurns::restsAfterALongTurn()
{
    ProcessorTurns turns;
    turns.beginRound();
    turns.countTurn(ProcessorTurns::maxTurn);
    turns.beginRound();
    QVERIFY(turns.isDue());
    QCOMPARE(restAfterALongTurn(turns), ProcessorTurns::minRest);
}

void tst_ProcessorTurns::restsForLongerEachTime()
{
    ProcessorTurns turns;
    turns.beginRound();
    int expected = ProcessorTurns::minRest;
    for (; expected < ProcessorTurns::maxRest; expected *= 2)
        QCOMPARE(restAfterALongTurn(turns), expected);
    QCOMPARE(restAfterALongTurn(turns), ProcessorTurns::maxRest);
    QCOMPARE(restAfterALongTurn(turns), ProcessorTurns::maxRest);
}

void tst_ProcessorTurns::aRowOfShortTurnsEndsLongRests()
{
    ProcessorTurns turns;
    turns.beginRound();
    QCOMPARE(restAfterALongTurn(turns), ProcessorTurns::minRest);
    for (int i = 1; i < ProcessorTurns::rowOfShortTurns; ++i)
        turns.countTurn(shortTurn);
    QCOMPARE(restAfterALongTurn(turns), 2 * ProcessorTurns::minRest);
    for (int i = 0; i < ProcessorTurns::rowOfShortTurns; ++i)
        turns.countTurn(shortTurn);
    QCOMPARE(restAfterALongTurn(turns), ProcessorTurns::minRest);
}

void tst_ProcessorTurns::belongsToOneThread()
{
    const ProcessorTurns *here = &ProcessorTurns::ofThread();
    const ProcessorTurns *there = nullptr;
    const std::unique_ptr<QThread> thread(QThread::create([&there] { there = &ProcessorTurns::ofThread(); }));
    thread->start();
    QVERIFY(thread->wait());
    QVERIFY(there);
    QVERIFY(there != here);
    QCOMPARE(&ProcessorTurns::ofThread(), here);
}

QTEST_GUILESS_MAIN(tst_ProcessorTurns)
#include "tst_processorturns.moc"
