// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/serverclock.h"

#include "models/api/apiclient.h"
#include "tests/support/scripteddemoserver.h"

#include <QLocale>
#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QDateTime noon({2026, 5, 4}, {12, 0, 0}, Qt::UTC);

QByteArray header(const QDateTime &time)
{
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

QByteArray fromNoon(seconds offset)
{
    return header(noon.addSecs(offset.count()));
}

} // namespace

class tst_ServerClock final : public QObject {
    Q_OBJECT

private slots:
    void init();

    void learnsTheOffset_data();
    void learnsTheOffset();
    void goesOnBetweenAnswers();
    void localJumpChangesNothing();
    void saysOnceThatTheLocalClockIsOff();
    void forgetsOldAnswers();
    void everyRequestTeaches_data();
    void everyRequestTeaches();
    void servesManyThreads();

private:
    std::unique_ptr<ServerClock> makeClock();

    QDateTime m_local;
    milliseconds m_steady = 1h;
};

void tst_ServerClock::init()
{
    m_local = noon;
    m_steady = 1h;
}

std::unique_ptr<ServerClock> tst_ServerClock::makeClock()
{
    return std::make_unique<ServerClock>(ServerClock::Sources{[this] { return m_local; }, [this] { return m_steady; }});
}

void tst_ServerClock::learnsTheOffset_data()
{
    QTest::addColumn<QByteArrayList>("headers");
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<seconds>("offset");
    QTest::addColumn<bool>("isTold");
    const auto row = [](const char *name, const QByteArrayList &headers, std::optional<seconds> offset, bool isTold) {
        QTest::newRow(name) << headers << offset.has_value() << offset.value_or(0s) << isTold;
    };
    row("nothing came", {}, std::nullopt, false);
    row("no Date", {""}, std::nullopt, false);
    row("garbage", {"yesterday"}, std::nullopt, false);
    const auto thrice = [](seconds offset) { return QByteArrayList(3, fromNoon(offset)); };
    row("right", {fromNoon(0s)}, 0s, false);
    row("three days ahead", thrice(72h), 72h, true);
    row("three days behind", thrice(-72h), -72h, true);
    row("five minutes", thrice(5min), 5min, false);
    row("more than five minutes", thrice(-5min - 1s), -5min - 1s, true);
    row("30 days", thrice(720h), 720h, true);
    row("one answer", {fromNoon(72h)}, 72h, false);
    row("two answers", {fromNoon(72h), fromNoon(72h)}, 72h, false);
    row("three that nearly agree", {fromNoon(72h), fromNoon(72h + 1min), fromNoon(72h - 1min)}, 72h, true);
    row("three that do not agree", {fromNoon(72h), fromNoon(72h + 61s), fromNoon(72h)}, 72h, false);
    row("two right after two wrong", {fromNoon(72h), fromNoon(72h), fromNoon(0s), fromNoon(0s)}, 0s, false);
    row("three of five agree", {fromNoon(72h), fromNoon(0s), fromNoon(72h), fromNoon(1s), fromNoon(72h)}, 72h, true);
    row("more than 30 days", {fromNoon(720h + 1s)}, std::nullopt, false);
    row("more than 30 days behind", {fromNoon(-720h - 1s)}, std::nullopt, false);
    row("the year 1970", {"Thu, 01 Jan 1970 00:00:00 GMT"}, std::nullopt, false);
    row("the year 9999", {"Fri, 31 Dec 9999 23:59:59 GMT"}, std::nullopt, false);
    row("good ones around bad ones", {fromNoon(1h), "x", fromNoon(1h), "Fri, 31 Dec 9999 23:59:59 GMT", fromNoon(1h)},
        1h, true);
    row("one wrong of three", {fromNoon(0s), fromNoon(72h), fromNoon(1s)}, 1s, false);
    row("two wrong of five", {fromNoon(0s), fromNoon(72h), fromNoon(1s), fromNoon(-72h), fromNoon(0s)}, 0s, false);
    row("of two the smaller", {fromNoon(10s), fromNoon(2s)}, 2s, false);
}

void tst_ServerClock::learnsTheOffset()
{
    QFETCH(QByteArrayList, headers);
    QFETCH(bool, isKnown);
    QFETCH(seconds, offset);
    QFETCH(bool, isTold);
    const auto clock = makeClock();
    QSignalSpy told(clock.get(), &ServerClock::foundLocalClockOff);
    for (const QByteArray &each : std::as_const(headers))
        clock->learn(each);
    QCOMPARE(clock->offset().has_value(), isKnown);
    QCOMPARE(clock->offset().value_or(0ms).count(), milliseconds(offset).count());
    QCOMPARE(clock->now(), noon.addSecs(offset.count()));
    QCOMPARE(clock->now().timeSpec(), Qt::UTC);
    QCOMPARE(told.size(), isTold ? 1 : 0);
}

void tst_ServerClock::goesOnBetweenAnswers()
{
    const auto clock = makeClock();
    m_local = noon.addSecs(7);
    QCOMPARE(clock->now(), m_local);
    clock->learn(fromNoon(72h));
    m_local = m_local.addMSecs(1500);
    m_steady += 1500ms;
    QCOMPARE(clock->now(), noon.addSecs(72 * 3600).addMSecs(1500));
    QCOMPARE(*clock->offset(), 72h - 7s);
}

void tst_ServerClock::localJumpChangesNothing()
{
    const auto clock = makeClock();
    QSignalSpy told(clock.get(), &ServerClock::foundLocalClockOff);
    clock->learn(fromNoon(0s));
    m_steady += 10s;
    m_local = noon.addDays(3);
    QCOMPARE(clock->now(), noon.addSecs(10));
    QCOMPARE(*clock->offset(), 10s - 72h);
    clock->learn(fromNoon(10s));
    QCOMPARE(clock->now(), noon.addSecs(10));
    QCOMPARE(told.size(), 0);
    clock->learn(fromNoon(10s));
    QCOMPARE(told.size(), 1);
}

void tst_ServerClock::saysOnceThatTheLocalClockIsOff()
{
    const auto clock = makeClock();
    QSignalSpy told(clock.get(), &ServerClock::foundLocalClockOff);
    for (const auto offset : {72h, 72h, 72h, -100h, -100h, -100h, -100h})
        clock->learn(fromNoon(offset));
    QCOMPARE(told.size(), 1);
}

void tst_ServerClock::forgetsOldAnswers()
{
    const auto clock = makeClock();
    for (int i = 0; i < 100; ++i)
        clock->learn(fromNoon(1h));
    for (int i = 0; i < 3; ++i)
        clock->learn(fromNoon(2h));
    QCOMPARE(*clock->offset(), 2h);
}

void tst_ServerClock::everyRequestTeaches_data()
{
    QTest::addColumn<FaultAction>("action");
    QTest::addColumn<int>("hours");
    const QByteArray date = header(QDateTime::currentDateTimeUtc().addSecs(5 * 3600));
    QTest::newRow("answer") << faults::setHeader("Date", date) << 5;
    QTest::newRow("error") << faults::answer(503, {}, "text/plain", {{"Date"_ba, date}}) << 5;
    QTest::newRow("no Date") << faults::setHeader("Date", {}) << 0;
    QTest::newRow("garbage") << faults::setHeader("Date", "noon") << 0;
}

void tst_ServerClock::everyRequestTeaches()
{
    QFETCH(FaultAction, action);
    QFETCH(int, hours);
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    server.faults().add({"GET", {}, {}, 0, -1, action});
    const auto clock = std::make_shared<ServerClock>();
    RequestFactory requests({server.baseUrl(), u"v1beta"_s}, "key");
    requests.setClock(clock);
    QNetworkAccessManager network;
    ApiClient client(network, requests);
    std::optional<milliseconds> offset;
    bool isAnswered = false;
    client.listFiles(1, {}, this, [&](const Result<FilePage> &) {
        offset = clock->offset(); // known when the answer is
        isAnswered = true;
    });
    QTRY_VERIFY(isAnswered);
    QCOMPARE(offset.has_value(), hours != 0);
    if (offset)
        QVERIFY(std::chrono::abs(*offset - std::chrono::hours(hours)) < 1min);
}

void tst_ServerClock::servesManyThreads()
{
    ServerClock clock;
    std::atomic<int> tellings = 0;
    connect(
        &clock, &ServerClock::foundLocalClockOff, &clock, [&tellings] { ++tellings; }, Qt::DirectConnection);
    const QByteArray date = header(QDateTime::currentDateTimeUtc().addSecs(3600));
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&clock, &date] {
            for (int count = 0; count < 500; ++count) {
                clock.learn(date);
                clock.now();
                clock.offset();
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(tellings, 1);
    QVERIFY(std::chrono::abs(*clock.offset() - 1h) < 1min);
}

QTEST_GUILESS_MAIN(tst_ServerClock)
#include "tst_serverclock.moc"
