// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/transferrate.h"

#include <QTest>

using namespace pollux;
using namespace std::chrono_literals;

namespace {

struct Step {
    std::chrono::milliseconds time;
    qint64 position;
};
using Steps = QList<Step>;

TransferRate rateAfter(const Steps &steps)
{
    TransferRate rate;
    for (const Step &step : steps)
        rate.add(step.time, step.position);
    return rate;
}

} // namespace

Q_DECLARE_METATYPE(std::chrono::milliseconds)

class tst_TransferRate final : public QObject {
    Q_OBJECT

private slots:
    void speed_data();
    void speed();
    void timeLeft_data();
    void timeLeft();
    void beginsAnewAfterReset();
    void beginsAnewWhenThePositionFallsBack();
    void forgetsWhatIsOlderThanTheSpan();
};

void tst_TransferRate::speed_data()
{
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<std::chrono::milliseconds>("now");
    QTest::addColumn<double>("expected");
    QTest::newRow("nothing") << Steps{} << 0ms << 0.0;
    QTest::newRow("one position") << Steps{{0ms, 1000}} << 1000ms << 0.0;
    QTest::newRow("too close") << Steps{{0ms, 0}, {499ms, 1000}} << 499ms << 0.0;
    QTest::newRow("half a second apart") << Steps{{0ms, 0}, {500ms, 1000}} << 500ms << 2000.0;
    QTest::newRow("steady") << Steps{{0ms, 0}, {1000ms, 1000}, {2000ms, 2000}} << 2000ms << 1000.0;
    QTest::newRow("stalled for a second") << Steps{{0ms, 0}, {1000ms, 1000}} << 2000ms << 500.0;
    QTest::newRow("stalled for the span") << Steps{{0ms, 0}, {1000ms, 6000}} << 6000ms << 1000.0;
    QTest::newRow("stalled for longer") << Steps{{0ms, 0}, {1000ms, 6000}} << 6001ms << 0.0;
    QTest::newRow("rare steps") << Steps{{0ms, 0}, {4000ms, 4000}, {8000ms, 8000}} << 8000ms << 1000.0;
    QTest::newRow("clock before the last step") << Steps{{0ms, 0}, {1000ms, 1000}} << 900ms << 1000.0;
}

void tst_TransferRate::speed()
{
    QFETCH(Steps, steps);
    QFETCH(std::chrono::milliseconds, now);
    QTEST(rateAfter(steps).bytesPerSecond(now), "expected");
}

void tst_TransferRate::timeLeft_data()
{
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<qint64>("remaining");
    QTest::addColumn<qint64>("expected"); // -1 = none
    const Steps steady{{0ms, 0}, {1000ms, 1000}};
    QTest::newRow("no speed") << Steps{} << qint64{1000} << qint64{-1};
    QTest::newRow("standing still") << Steps{{0ms, 5}, {1000ms, 5}} << qint64{1000} << qint64{-1};
    QTest::newRow("whole seconds") << steady << qint64{3000} << qint64{3};
    QTest::newRow("rounded up") << steady << qint64{3001} << qint64{4};
    QTest::newRow("nothing left") << steady << qint64{0} << qint64{0};
    QTest::newRow("less than nothing left") << steady << qint64{-1} << qint64{0};
    QTest::newRow("far too long") << Steps{{0ms, 0}, {1000ms, 1}} << std::numeric_limits<qint64>::max()
                                  << qint64{1'000'000'000};
}

void tst_TransferRate::timeLeft()
{
    QFETCH(Steps, steps);
    QFETCH(qint64, remaining);
    const auto left = rateAfter(steps).timeLeft(1000ms, remaining);
    QTEST(left ? qint64{left->count()} : qint64{-1}, "expected");
}

void tst_TransferRate::beginsAnewAfterReset()
{
    TransferRate rate = rateAfter({{0ms, 0}, {1000ms, 1000}});
    rate.reset();
    QCOMPARE(rate.bytesPerSecond(1000ms), 0.0);
    rate.add(1000ms, 1000);
    rate.add(2000ms, 3000);
    QCOMPARE(rate.bytesPerSecond(2000ms), 2000.0);
}

void tst_TransferRate::beginsAnewWhenThePositionFallsBack()
{
    TransferRate rate = rateAfter({{0ms, 0}, {1000ms, 100'000}, {2000ms, 5000}});
    QCOMPARE(rate.bytesPerSecond(2000ms), 0.0);
    rate.add(3000ms, 6000);
    QCOMPARE(rate.bytesPerSecond(3000ms), 1000.0);
}

void tst_TransferRate::forgetsWhatIsOlderThanTheSpan()
{
    TransferRate rate = rateAfter({{0ms, 0}, {1000ms, 1'000'000}});
    for (int second = 2; second <= 10; ++second)
        rate.add(std::chrono::seconds(second), 1'000'000 + second * 100);
    QCOMPARE(rate.bytesPerSecond(10s), 100.0);
}

QTEST_GUILESS_MAIN(tst_TransferRate)
#include "tst_transferrate.moc"
