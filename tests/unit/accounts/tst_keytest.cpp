// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/keytest.h"

#include "tests/support/demofixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// The test of a key on the demo server, which plays the kinds of keys that the service knows.
class tst_KeyTest : public QObject {
    Q_OBJECT

private slots:
    void leavesNothingBehind();
    void refusals_data();
    void refusals();
};

void tst_KeyTest::leavesNothingBehind()
{
    DemoFixture fixture;
    QNetworkAccessManager network;
    KeyTest test(network);
    const QSignalSpy passed(&test, &KeyTest::passed);
    test.start({fixture.baseUrl(), u"v1beta"_s}, "AIza-key");
    QVERIFY(test.isRunning());
    QTRY_COMPARE(passed.size(), 1);
    QVERIFY(!test.isRunning());
    QCOMPARE(passed.first().first().toBool(), false);
    QTRY_COMPARE(fixture.requestsWith("cancel"_ba).size(), 1);
    QCOMPARE(fixture.requestsWith("start"_ba).size(), 1);
    QVERIFY(fixture.server().files().isEmpty());
    QCOMPARE(fixture.server().requests().size(), 3);
}

void tst_KeyTest::refusals_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("refusesOldKeys");
    QTest::addColumn<bool>("refusesUploads");
    QTest::addColumn<int>("passed");
    QTest::addColumn<int>("uploadRefused");
    QTest::addColumn<int>("failed");
    QTest::newRow("old key, still taken") << "AIza-key"_ba << false << false << 1 << 0 << 0;
    QTest::newRow("old key, refused") << "AIza-key"_ba << true << false << 0 << 0 << 1;
    QTest::newRow("new key") << "AQ.key"_ba << true << false << 1 << 0 << 0;
    QTest::newRow("new key without the right to upload") << "AQ.key"_ba << true << true << 0 << 1 << 0;
}

void tst_KeyTest::refusals()
{
    QFETCH(const QByteArray, key);
    QFETCH(const bool, refusesOldKeys);
    QFETCH(const bool, refusesUploads);
    DemoServerOptions options = testServerOptions();
    options.refusesOldKeys = refusesOldKeys;
    options.refusesUploads = refusesUploads;
    DemoFixture fixture(options);
    QNetworkAccessManager network;
    KeyTest test(network);
    const QSignalSpy passed(&test, &KeyTest::passed);
    const QSignalSpy uploadRefused(&test, &KeyTest::uploadRefused);
    const QSignalSpy failed(&test, &KeyTest::failed);
    test.start({fixture.baseUrl(), u"v1beta"_s}, key);
    QTRY_VERIFY(!test.isRunning());
    QTEST(static_cast<int>(passed.size()), "passed");
    QTEST(static_cast<int>(uploadRefused.size()), "uploadRefused");
    QTEST(static_cast<int>(failed.size()), "failed");
}

QTEST_GUILESS_MAIN(tst_KeyTest)
#include "tst_keytest.moc"
