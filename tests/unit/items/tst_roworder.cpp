// SPDX-License-Identifier: Apache-2.0
#include "models/items/leavingrows.h"
#include "models/items/namedrows.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

struct Item {
    QString name;
    int value = 0;
};

} // namespace

/// RowOrder, NamedRows and leavingrows against a plain vector.
class tst_RowOrder final : public QObject {
    Q_OBJECT

private slots:
    void followsRandomChanges();
    void namedRowsFollowRandomChanges();
    void rangesHaveNoGaps_data();
    void rangesHaveNoGaps();
};

void tst_RowOrder::followsRandomChanges()
{
    QRandomGenerator random(1);
    RowOrder order;
    std::vector<int> slotsByRow;
    for (int step = 0; step < 5000; ++step) {
        // Phases that mostly add and phases that mostly remove.
        const bool adds = slotsByRow.empty() || random.bounded(10) < (step / 500 % 2 == 0 ? 8 : 3);
        if (adds) {
            slotsByRow.push_back(order.slotCount());
            order.append();
        } else {
            const auto row = random.bounded(static_cast<int>(slotsByRow.size()));
            const int slot = slotsByRow[static_cast<std::size_t>(row)];
            order.remove(static_cast<int>(row));
            slotsByRow.erase(slotsByRow.begin() + row);
            QCOMPARE(order.rowOf(slot), -1);
        }
        QCOMPARE(order.count(), static_cast<int>(slotsByRow.size()));
        if (step % 50 != 0)
            continue;
        for (std::size_t row = 0; row < slotsByRow.size(); ++row) {
            QCOMPARE(order.slotAt(static_cast<int>(row)), slotsByRow[row]);
            QCOMPARE(order.rowOf(slotsByRow[row]), static_cast<int>(row));
        }
    }
}

void tst_RowOrder::namedRowsFollowRandomChanges()
{
    QRandomGenerator random(2);
    NamedRows<Item> rows;
    std::vector<Item> expected;
    for (int step = 0; step < 3000; ++step) {
        const int choice = random.bounded(10);
        const auto row = expected.empty() ? 0 : random.bounded(static_cast<int>(expected.size()));
        const auto begin = expected.begin() + row;
        if (expected.empty() || choice < (step / 300 % 2 == 0 ? 7 : 2)) {
            const Item item{u"item %1"_s.arg(step), step};
            rows.append(item);
            expected.push_back(item);
        } else if (choice < 8) {
            const int last = std::min<int>(row + random.bounded(4), static_cast<int>(expected.size()) - 1);
            const QString gone = begin->name;
            rows.remove(row, last);
            expected.erase(begin, expected.begin() + last + 1);
            QCOMPARE(rows.rowOf(gone), -1);
        } else {
            begin->value = step;
            rows.replace(row, *begin);
        }
        QCOMPARE(rows.count(), static_cast<int>(expected.size()));
        if (step % 20 != 0)
            continue;
        for (int each = 0; each < rows.count(); ++each) {
            const Item &item = expected[static_cast<std::size_t>(each)];
            QCOMPARE(rows.nameAt(each), item.name);
            QCOMPARE(rows.at(each).value, item.value);
            QCOMPARE(rows.items().at(each).name, item.name);
            QCOMPARE(rows.rowOf(item.name), each);
        }
    }
}

void tst_RowOrder::rangesHaveNoGaps_data()
{
    using Ranges = QList<std::pair<int, int>>;
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<Ranges>("ranges");
    QTest::newRow("none") << QList<int>() << Ranges();
    QTest::newRow("one") << QList<int>{3} << Ranges{{3, 3}};
    QTest::newRow("neighbours") << QList<int>{3, 5, 4} << Ranges{{3, 5}};
    QTest::newRow("gaps") << QList<int>{1, 7, 3, 2} << Ranges{{7, 7}, {1, 3}};
}

void tst_RowOrder::rangesHaveNoGaps()
{
    using Ranges = QList<std::pair<int, int>>;
    QFETCH(QList<int>, rows);
    QFETCH(Ranges, ranges);
    Ranges found;
    for (const auto &[first, last] : leavingrows::rangesFromTheEnd({rows.begin(), rows.end()}))
        found.append({first, last});
    QCOMPARE(found, ranges);
}

QTEST_APPLESS_MAIN(tst_RowOrder)
#include "tst_roworder.moc"
