// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/connectionpool.h"
#include "tests/support/scripteddemoserver.h"
#include "tests/unit/api/rawserver.h"

#include <QNetworkReply>
#include <QTest>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

RawServer::Answer answerFor(const RawServer::Request &request)
{
    return request.target == "/silent"_ba ? RawServer::silence() : RawServer::json("{}");
}

std::vector<ConnectionPool::Lease> leasesOf(ConnectionPool &pool, int count)
{
    std::vector<ConnectionPool::Lease> leases(static_cast<std::size_t>(count));
    std::ranges::generate(leases, [&pool] { return pool.lease(); });
    return leases;
}

} // namespace

class tst_ConnectionPool final : public QObject {
    Q_OBJECT

private slots:
    void managersFor_data();
    void managersFor();
    void spreadsEvenly();
    void placesAreUsedAgain();
    void leasesMove();
    void controlManagerIsShared();
    void reallyRunsTwentyAtOnce();
    void dropsIdleConnections();
    void leavesWhatIsUnderWay();
    void dropsWhatAnAbortLeft();

private:
    static QNetworkReply *get(QNetworkAccessManager &manager, const RawServer &server, const QString &path)
    {
        return manager.get(QNetworkRequest(server.baseUrl().resolved(QUrl(path))));
    }
};

std::set<ConnectionPool::Lease> managersOf(const std::vector<ConnectionPool::Lease> &leases)
{
    return {leases.begin(), leases.end()};
}

void tst_ConnectionPool::managersFor_data()
{
    QTest::addColumn<int>("leases");
    QTest::addColumn<int>("managers");
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("a full one") << 5 << 1;
    QTest::newRow("one more") << 6 << 2;
    QTest::newRow("the most uploads at once") << 32 << 7;
}

void tst_ConnectionPool::managersFor()
{
    QFETCH(const int, leases);
    QFETCH(const int, managers);
    ConnectionPool pool;
    std::vector<ConnectionPool::Lease> held = leasesOf(pool, leases);
    std::map<QNetworkAccessManager *, int> uses;
    for (const ConnectionPool::Lease &lease : held)
        ++uses[lease.get()];
    QCOMPARE(static_cast<int>(uses.size()), managers);
    for (const auto &[manager, count] : uses)
        QVERIFY(count <= ConnectionPool::uploadsPerManager);
}

void tst_ConnectionPool::spreadsEvenly()
{
    ConnectionPool pool;
    std::vector<ConnectionPool::Lease> held = leasesOf(pool, 2 * ConnectionPool::uploadsPerManager);
    held.clear();
    const ConnectionPool::Lease first = pool.lease();
    const ConnectionPool::Lease second = pool.lease();
    QVERIFY(first != second);
}

void tst_ConnectionPool::placesAreUsedAgain()
{
    ConnectionPool pool;
    for (int round = 0; round < 3; ++round) {
        std::vector<ConnectionPool::Lease> held = leasesOf(pool, 12);
        QCOMPARE(managersOf(held).size(), std::size_t(3));
        held.erase(held.begin() + 4);
        held.push_back(pool.lease());
        QCOMPARE(managersOf(held).size(), std::size_t(3));
    }
}

void tst_ConnectionPool::leasesMove()
{
    ConnectionPool pool;
    std::vector<ConnectionPool::Lease> held = leasesOf(pool, ConnectionPool::uploadsPerManager - 1);
    ConnectionPool::Lease lease = pool.lease();
    QNetworkAccessManager *manager = lease.get();
    ConnectionPool::Lease moved = std::move(lease);
    QCOMPARE(moved.get(), manager);
    lease = pool.lease();
    QVERIFY(lease.get() != manager);
    // The assignment frees the place that `moved` had, the only free one on that manager.
    moved = pool.lease();
    held.push_back(pool.lease());
    std::ranges::copy(std::array{lease, moved}, std::back_inserter(held));
    QCOMPARE(managersOf(held).size(), std::size_t(2));
}

void tst_ConnectionPool::controlManagerIsShared()
{
    ConnectionPool pool;
    QNetworkAccessManager &control = pool.controlManager();
    QCOMPARE(&pool.controlManager(), &control);
    const ConnectionPool::Lease lease = pool.lease();
    QCOMPARE(lease.get(), &control);
}

void tst_ConnectionPool::reallyRunsTwentyAtOnce()
{
    RawServer server(answerFor);
    ConnectionPool pool;
    std::vector<ConnectionPool::Lease> held;
    for (int i = 0; i < 20; ++i) {
        held.push_back(pool.lease());
        get(*held.back(), server, u"/silent"_s);
    }
    QTRY_COMPARE(server.requests().size(), 20);
    QCOMPARE(server.openConnections(), 20);
    // One connection of each manager is left for requests that are not uploads.
    QNetworkReply *control = get(pool.controlManager(), server, u"/"_s);
    QTRY_VERIFY(control->isFinished());
    QCOMPARE(control->error(), QNetworkReply::NoError);
}

void tst_ConnectionPool::dropsIdleConnections()
{
    RawServer server(answerFor);
    ConnectionPool pool;
    std::vector<ConnectionPool::Lease> held = leasesOf(pool, 6);
    for (const ConnectionPool::Lease *lease : {&held.front(), &held.back()}) {
        QNetworkReply *reply = get(**lease, server, u"/"_s);
        QTRY_VERIFY(reply->isFinished());
    }
    QCOMPARE(server.openConnections(), 2);
    pool.dropIdleConnections();
    QTRY_COMPARE(server.openConnections(), 0);
    QNetworkReply *reply = get(*held.front(), server, u"/"_s);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(server.connections(), 3);
}

void tst_ConnectionPool::leavesWhatIsUnderWay()
{
    ScriptedDemoServer server({});
    FaultRule rule;
    rule.action = faults::stallAfter();
    const int stall = server.faults().add(rule);
    QVERIFY(server.start());
    ConnectionPool pool;
    QNetworkReply *reply = pool.controlManager().get(QNetworkRequest(server.baseUrl()));
    QTRY_COMPARE(server.requests().size(), 1);
    pool.dropIdleConnections();
    server.faults().release(stall);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() > 0);
}

void tst_ConnectionPool::dropsWhatAnAbortLeft()
{
    RawServer server(answerFor);
    ConnectionPool pool;
    const ConnectionPool::Lease lease = pool.lease();
    QNetworkReply *idle = get(*lease, server, u"/"_s);
    QTRY_VERIFY(idle->isFinished());
    QNetworkReply *kept = get(*lease, server, u"/silent"_s);
    QTRY_COMPARE(server.requests().size(), 2);
    kept->abort();
    pool.dropIdleConnections();
    QTRY_COMPARE(server.openConnections(), 0);
}

QTEST_GUILESS_MAIN(tst_ConnectionPool)
#include "tst_connectionpool.moc"
