// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/portions.h"

#include <QElapsedTimer>
#include <QTest>

using namespace pollux;

class tst_Portions final : public QObject {
    Q_OBJECT

private slots:
    void smallWorkIsDoneAtOnce();
    void keepsTheOrder();
    void longWorkLeavesTheTurn();
    void finishDoesTheRest();
};

void tst_Portions::smallWorkIsDoneAtOnce()
{
    Portions portions;
    int parts = 0;
    portions.add([&parts] { return ++parts < 3; });
    QCOMPARE(parts, 3);
}

void tst_Portions::keepsTheOrder()
{
    Portions portions;
    QList<int> order;
    portions.add([&] {
        order.append(1);
        if (order.size() == 1) {
            portions.add([&order] {
                order.append(2);
                return false;
            });
        }
        return order.size() < 3;
    });
    portions.add([&order] {
        order.append(3);
        return false;
    });
    QTRY_COMPARE(order, (QList{1, 1, 1, 2, 3}));
}

void tst_Portions::longWorkLeavesTheTurn()
{
    Portions portions;
    int parts = 0;
    bool isSecondDone = false;
    portions.add([&parts] {
        QElapsedTimer clock;
        for (clock.start(); clock.elapsed() < 6;) {
        }
        return ++parts < 10;
    });
    portions.add([&isSecondDone] {
        isSecondDone = true;
        return false;
    });
    QVERIFY(parts > 0 && parts < 10);
    QVERIFY(!isSecondDone);
    QTRY_VERIFY(isSecondDone);
    QCOMPARE(parts, 10);
}

void tst_Portions::finishDoesTheRest()
{
    Portions portions;
    int parts = 0;
    portions.add([&parts] {
        QElapsedTimer clock;
        for (clock.start(); clock.elapsed() < 6;) {
        }
        return ++parts < 10;
    });
    QVERIFY(parts < 10);
    portions.finish();
    QCOMPARE(parts, 10);
}

QTEST_GUILESS_MAIN(tst_Portions)
#include "tst_portions.moc"
