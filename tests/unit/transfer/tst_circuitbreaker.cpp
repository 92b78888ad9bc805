// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/circuitbreaker.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_CircuitBreaker final : public QObject {
    Q_OBJECT

private slots:
    void follows_data();
    void follows();
    void pausesDouble();
    void speedDividesPauses();
    void oneSourceAmongOthersDoesNotOpen();
    void opensAtOnce();
};

/// A story with one letter for each step: `f` failure, `s` success, `d` drops the probe, a digit waits so many seconds,
/// `p` requests a probe and gets it, `n` requests one and is refused, `O` and `C` check for open and closed.
void tst_CircuitBreaker::follows_data()
{
    QTest::addColumn<QString>("story");
    QTest::newRow("closed at first") << u"C n"_s;
    QTest::newRow("opens after three") << u"f C f C f O"_s;
    QTest::newRow("a success between starts the count anew") << u"f f s f f C f O"_s;
    QTest::newRow("one probe when the pause is over") << u"f f f n 4 n 1 p n 9 n O"_s;
    QTest::newRow("a probe that succeeds closes") << u"f f f 5 p s C n"_s;
    QTest::newRow("and three more are needed again") << u"f f f 5 p s f f C f O 4 n 1 p"_s;
    QTest::newRow("a probe that fails doubles the pause") << u"f f f 5 p f O 9 n 1 p"_s;
    QTest::newRow("late failures change nothing") << u"f f f 2 f f f 3 p"_s;
    QTest::newRow("nor do they before the probe") << u"f f f 9 f f f p"_s;
    QTest::newRow("a late success closes") << u"f f f 1 s C"_s;
    QTest::newRow("a dropped probe makes room for another") << u"f f f 5 p n d p n"_s;
    QTest::newRow("a dropped probe is no failure") << u"f f f 5 p d f 0 p"_s;
}

void tst_CircuitBreaker::follows()
{
    QFETCH(const QString, story);
    CircuitBreaker breaker;
    CircuitBreaker::Milliseconds now = std::chrono::hours(1);
    for (const QChar step : story) {
        const QByteArray where = "in '" + story.toUtf8() + "' at " + QByteArray(1, step.toLatin1());
        if (step.isDigit())
            now += std::chrono::seconds(step.digitValue());
        else if (step == u'f')
            breaker.recordFailure(now);
        else if (step == u's')
            breaker.recordSuccess();
        else if (step == u'd')
            breaker.dropProbe();
        else if (step == u'p' || step == u'n')
            QVERIFY2(breaker.takeProbe(now) == (step == u'p'), where.constData());
        else if (step == u'O' || step == u'C')
            QVERIFY2(breaker.isOpen() == (step == u'O'), where.constData());
    }
}

void tst_CircuitBreaker::pausesDouble()
{
    CircuitBreaker breaker;
    CircuitBreaker::Milliseconds now{0};
    breaker.recordFailure(now);
    breaker.recordFailure(now);
    for (const int seconds : {5, 10, 20, 40, 80, 160, 300, 300, 300}) {
        breaker.recordFailure(now);
        QCOMPARE((breaker.probeTime() - now).count(), seconds * 1000);
        now = breaker.probeTime();
        QVERIFY(breaker.takeProbe(now));
    }
    breaker.recordSuccess();
    for (int i = 0; i < CircuitBreaker::failuresToOpen; ++i)
        breaker.recordFailure(now);
    QCOMPARE((breaker.probeTime() - now).count(), 5000);
}

void tst_CircuitBreaker::speedDividesPauses()
{
    CircuitBreaker breaker(100);
    for (int i = 0; i < CircuitBreaker::failuresToOpen; ++i)
        breaker.recordFailure(std::chrono::seconds(7));
    QCOMPARE(breaker.probeTime().count(), 7050);
}

void tst_CircuitBreaker::oneSourceAmongOthersDoesNotOpen()
{
    CircuitBreaker breaker;
    const CircuitBreaker::Milliseconds now{0};
    for (int i = 0; i < 9; ++i)
        breaker.recordFailure(now, 1, false);
    QVERIFY(!breaker.isOpen());
    breaker.recordFailure(now, 2, false);
    QVERIFY(breaker.isOpen());

    CircuitBreaker lonely;
    for (int i = 0; i < CircuitBreaker::failuresToOpen; ++i)
        lonely.recordFailure(now, 1, true);
    QVERIFY(lonely.isOpen());
}

void tst_CircuitBreaker::opensAtOnce()
{
    CircuitBreaker breaker(1, {std::chrono::seconds(60), std::chrono::minutes(30)});
    CircuitBreaker::Milliseconds now{0};
    for (const int seconds : {60, 120, 240, 480, 960, 1800, 1800}) {
        breaker.open(now);
        QCOMPARE((breaker.probeTime() - now).count(), seconds * 1000);
        breaker.open(now); // nobody probes
        QCOMPARE((breaker.probeTime() - now).count(), seconds * 1000);
        breaker.makeProbeDue(now);
        QVERIFY(breaker.takeProbe(now));
    }
}

QTEST_GUILESS_MAIN(tst_CircuitBreaker)
#include "tst_circuitbreaker.moc"
