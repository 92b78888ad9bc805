// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/retryschedule.h"

#include <QTest>

#include <limits>

using namespace pollux;
using std::chrono::milliseconds;

class tst_RetrySchedule : public QObject {
    Q_OBJECT

private slots:
    void delay_data();
    void delay();
};

void tst_RetrySchedule::delay_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("chance");
    QTest::addColumn<int>("asked"); // ms that the server asks for, -1 = none
    QTest::addColumn<int>("expected");

    QTest::newRow("first, full") << 1 << 1.0 << -1 << 1000;
    QTest::newRow("first, half") << 1 << 0.5 << -1 << 500;
    QTest::newRow("first, none") << 1 << 0.0 << -1 << 0;
    QTest::newRow("second") << 2 << 1.0 << -1 << 2000;
    QTest::newRow("third") << 3 << 1.0 << -1 << 4000;
    QTest::newRow("seventh reaches the cap") << 7 << 1.0 << -1 << 64000;
    QTest::newRow("eighth stays there") << 8 << 1.0 << -1 << 64000;
    QTest::newRow("very late") << std::numeric_limits<int>::max() << 1.0 << -1 << 64000;
    QTest::newRow("no attempt yet") << 0 << 1.0 << -1 << 1000;
    QTest::newRow("asked for more") << 1 << 1.0 << 7000 << 7000;
    QTest::newRow("asked for more than the cap") << 1 << 0.0 << 900000 << 900000;
    QTest::newRow("asked for less") << 3 << 1.0 << 100 << 4000;
    QTest::newRow("asked, no jitter") << 3 << 0.0 << 100 << 100;
}

void tst_RetrySchedule::delay()
{
    QFETCH(const int, attempt);
    QFETCH(const double, chance);
    QFETCH(const int, asked);
    QFETCH(const int, expected);
    const auto wish = asked < 0 ? std::nullopt : std::optional(milliseconds(asked));
    QCOMPARE(RetrySchedule().delay(attempt, chance, wish).count(), milliseconds(expected).count());
}

QTEST_GUILESS_MAIN(tst_RetrySchedule)
#include "tst_retryschedule.moc"
