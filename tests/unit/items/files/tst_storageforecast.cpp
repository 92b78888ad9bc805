// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/storageforecast.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;

using Release = StorageForecast::Release;

namespace {

constexpr qint64 minute = 60;
constexpr qint64 now = 1'000'000 * minute + 30;
constexpr qint64 most = std::numeric_limits<qint64>::max();

struct Row {
    std::optional<qint64> size;
    std::optional<qint64> expiry; ///< seconds from now
};

FileRows rowsOf(const QList<Row> &list)
{
    FileRows rows;
    int number = 0;
    for (const Row &row : list) {
        RemoteFile file;
        file.name = u"files/%1"_s.arg(++number);
        file.sizeBytes = row.size;
        if (row.expiry)
            file.expirationTime = Timestamp{now + *row.expiry, 0};
        rows.append(file);
    }
    return rows;
}

} // namespace

class tst_StorageForecast : public QObject {
    Q_OBJECT

private slots:
    void counts_data();
    void counts();
    void keepsTheNextReleases();
    void isQuick();
};

void tst_StorageForecast::counts_data()
{
    QTest::addColumn<QList<Row>>("rows");
    QTest::addColumn<qint64>("used");
    QTest::addColumn<QList<Release>>("releases");
    constexpr qint64 base = now / minute; // the current minute
    QTest::newRow("nothing") << QList<Row>{} << qint64{0} << QList<Release>{};
    QTest::newRow("no expiry") << QList<Row>{{5, {}}} << qint64{5} << QList<Release>{};
    QTest::newRow("no size") << QList<Row>{{{}, 60}} << qint64{0} << QList<Release>{{base + 2, 0, 1}};
    QTest::newRow("expired") << QList<Row>{{5, -1}, {6, 0}, {7, 1}} << qint64{7} << QList<Release>{{base + 1, 7, 1}};
    QTest::newRow("on the full minute") << QList<Row>{{7, 30}} << qint64{7} << QList<Release>{{base + 1, 7, 1}};
    QTest::newRow("just after it") << QList<Row>{{7, 31}} << qint64{7} << QList<Release>{{base + 2, 7, 1}};
    QTest::newRow("one minute is one release") << QList<Row>{{1, 40}, {2, 85}, {4, 90}, {8, 91}} << qint64{15}
                                               << QList<Release>{{base + 2, 7, 3}, {base + 3, 8, 1}};
    QTest::newRow("sizes that do not fit")
        << QList<Row>{{most, 60}, {most, 60}} << most << QList<Release>{{base + 2, most, 2}};
    QTest::newRow("negative size") << QList<Row>{{-5, 60}} << qint64{0} << QList<Release>{{base + 2, 0, 1}};
}

void tst_StorageForecast::counts()
{
    QFETCH(const QList<Row>, rows);
    QFETCH(const qint64, used);
    const StorageForecast forecast = StorageForecast::of(rowsOf(rows), now);
    QCOMPARE(forecast.used, used);
    QTEST(forecast.releases, "releases");
    QVERIFY(forecast.free() >= 0 && forecast.free() <= StorageForecast::capacity);
    QVERIFY(forecast.share() >= 0 && forecast.share() <= 1);
}

void tst_StorageForecast::keepsTheNextReleases()
{
    QList<Row> rows;
    for (int number = 20; number > 0; --number)
        rows.append({number, number * minute});
    const StorageForecast forecast = StorageForecast::of(rowsOf(rows), now);
    QCOMPARE(forecast.releases.size(), StorageForecast::maxReleases);
    for (qsizetype index = 0; index < forecast.releases.size(); ++index)
        QCOMPARE(forecast.releases.at(index).bytes, index + 1);
    QCOMPARE(forecast.releases.first().time().toSecsSinceEpoch(), now + 90);
}

/// The forecast is computed in the GUI thread.
void tst_StorageForecast::isQuick()
{
    QList<Row> rows;
    for (int number = 0; number < 100'000; ++number)
        rows.append({number, (number * 7919 % 172'800) + 1});
    const FileRows packed = rowsOf(rows);
    QElapsedTimer timer;
    timer.start();
    const StorageForecast forecast = StorageForecast::of(packed, now);
    QVERIFY2(timer.elapsed() < 500, qPrintable(u"%1 ms"_s.arg(timer.elapsed()))); // also without optimisation
    QCOMPARE(forecast.releases.size(), StorageForecast::maxReleases);
}

QTEST_GUILESS_MAIN(tst_StorageForecast)
#include "tst_storageforecast.moc"
