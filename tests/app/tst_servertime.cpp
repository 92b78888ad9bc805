// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/serverclock.h"
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;
using std::chrono::minutes;

/// The window of a computer whose clock differs from that of the service.
class tst_ServerTime final : public QObject {
    Q_OBJECT

private slots:
    void serviceTimeCounts_data();
    void serviceTimeCounts();
};

void tst_ServerTime::serviceTimeCounts_data()
{
    QTest::addColumn<minutes>("offset"); // of the Date header
    QTest::addColumn<minutes>("believed");
    QTest::addColumn<QString>("words");
    const minutes days = 72h + 30min;
    QTest::newRow("right") << 0min << 0min << QString();
    QTest::newRow("four minutes") << minutes(-4) << minutes(-4) << QString();
    QTest::newRow("ten minutes") << minutes(-10) << minutes(-10) << u"is 10 minutes ahead"_s;
    QTest::newRow("three days ahead") << -days << -days << u"is 72 hours ahead"_s;
    QTest::newRow("three days behind") << days << days << u"is 72 hours behind"_s;
    QTest::newRow("absurd") << minutes(31 * 24h) << 0min << QString();
}

void tst_ServerTime::serviceTimeCounts()
{
    QFETCH(minutes, offset);
    QFETCH(minutes, believed);
    QFETCH(QString, words);
    WindowFixture fixture;
    const QDateTime local = QDateTime::currentDateTimeUtc();
    const QDateTime served = local.addSecs(std::chrono::seconds(offset).count());
    const QDateTime expiry = local.addSecs(std::chrono::seconds(believed + 10h + 30min).count());
    const QByteArray date = QLocale::c().toString(served, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    // The server has the right time, and would not list a file that has expired by it.
    const QByteArray list = R"({"files":[{"name":"files/a","state":"ACTIVE","expirationTime":")" +
                            expiry.toString(Qt::ISODate).toLatin1() + R"("}]})";
    const int rule =
        fixture.server().faults().add({"GET",
                                       QRegularExpression(u"/files$"_s),
                                       {},
                                       0,
                                       -1,
                                       faults::answer(200, list, "application/json"_ba, {{"Date"_ba, date}})});
    fixture.server().faults().add({{}, {}, {}, 0, -1, faults::setHeader("Date"_ba, date)});
    QVERIFY(fixture.open());
    FilesModel &files = fixture.context().files();
    QTRY_COMPARE(files.rowCount(), 1);
    QCOMPARE(files.index(0, FilesModel::ExpiresColumn).data().toString(), u"in 10 h"_s);
    // Each answer may be the third one that says the same.
    for (int answers = fixture.server().faults().fired(rule); answers < ServerClock::minWitnesses; ++answers) {
        QTRY_COMPARE(files.loading(), FilesModel::Loading::Complete);
        files.refresh();
        QTRY_VERIFY(fixture.server().faults().fired(rule) > answers);
    }
    const auto &bar = partOf<MessageBar>(fixture.window());
    if (words.isEmpty()) {
        QTRY_COMPARE(files.loading(), FilesModel::Loading::Complete);
        QCOMPARE(textsOf(bar), QStringList());
        return;
    }
    QTRY_COMPARE(textsOf(bar).filter(words).size(), 1);
    QVERIFY(!textsOf(bar).contains(u"×"_s));
    QCOMPARE(textsOf(bar).size(), 1);
}

QTEST_MAIN(tst_ServerTime)
#include "tst_servertime.moc"
