// SPDX-License-Identifier: Apache-2.0
#include "models/api/contenthash.h"

#include <QList>
#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
using namespace pollux;

using Pieces = QList<std::pair<qint64, qint64>>; // offset, length

class TestContentHash : public QObject {
    Q_OBJECT

private slots:
    void hashes_data();
    void hashes();
    void asksForTheExactSize();
};

void TestContentHash::hashes_data()
{
    QTest::addColumn<Pieces>("pieces");
    QTest::addColumn<qint64>("hashed");
    QTest::addColumn<bool>("complete");

    QTest::newRow("in one") << Pieces{{0, 100}} << qint64{100} << true;
    QTest::newRow("in order") << Pieces{{0, 1}, {1, 60}, {61, 39}} << qint64{100} << true;
    QTest::newRow("again from the start") << Pieces{{0, 70}, {0, 100}} << qint64{100} << true;
    QTest::newRow("again from the middle") << Pieces{{0, 70}, {40, 20}, {60, 40}} << qint64{100} << true;
    QTest::newRow("a known piece twice") << Pieces{{0, 70}, {10, 10}, {70, 30}} << qint64{100} << true;
    QTest::newRow("exact repetition") << Pieces{{0, 70}, {0, 70}, {70, 30}} << qint64{100} << true;
    QTest::newRow("empty pieces") << Pieces{{0, 0}, {0, 100}, {100, 0}} << qint64{100} << true;
    QTest::newRow("gap") << Pieces{{0, 50}, {51, 49}} << qint64{50} << false;
    QTest::newRow("gap, filled later") << Pieces{{0, 50}, {60, 40}, {50, 50}} << qint64{50} << false;
    QTest::newRow("start missing") << Pieces{{1, 99}} << qint64{0} << false;
    QTest::newRow("end missing") << Pieces{{0, 99}} << qint64{99} << false;
}

void TestContentHash::hashes()
{
    QFETCH(const Pieces, pieces);
    QFETCH(const bool, complete);
    QByteArray content;
    for (int i = 0; i < 100; ++i)
        content.append(static_cast<char>(i));

    ContentHash hash;
    for (const auto &[offset, length] : pieces)
        hash.add(offset, QByteArrayView(content).sliced(offset, length));
    QTEST(hash.hashedBytes(), "hashed");
    const QByteArray expected = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
    QCOMPARE(hash.result(100), complete ? expected : QByteArray());
}

void TestContentHash::asksForTheExactSize()
{
    ContentHash hash;
    QCOMPARE(hash.result(0), QCryptographicHash::hash({}, QCryptographicHash::Sha256));
    hash.add(0, "abc"_ba);
    QCOMPARE(hash.result(2), QByteArray());
    QCOMPARE(hash.result(4), QByteArray());
    QCOMPARE(hash.result(3), QCryptographicHash::hash("abc", QCryptographicHash::Sha256));
}

QTEST_GUILESS_MAIN(TestContentHash)
#include "tst_contenthash.moc"
