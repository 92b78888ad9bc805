// SPDX-License-Identifier: Apache-2.0
#include "tests/app/windowfixture.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QSystemTrayIcon>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr int tooLate = 1; // exit codes of the event loop in these tests; 0 is that of quit()
constexpr int wentIdle = 2;

/// The first program with one upload, which waits until it is released.
class UploadingWindow final : public WindowFixture {
public:
    /// Returns false if the upload does not begin.
    [[nodiscard]] bool begin()
    {
        FaultRule stall;
        stall.command = "upload, finalize"_ba;
        stall.action = faults::stallBefore();
        m_rule = server().faults().add(stall);
        if (!open())
            return false;
        context().startAgain({writeFile(u"a.txt"_s, "a"_ba)});
        return QTest::qWaitFor([this] {
            return std::ranges::count(server().requests(), "upload, finalize"_ba, &RequestRecord::command) == 1;
        });
    }

    /// Closes the window and chooses to finish in the background. Returns false if it does not hide.
    [[nodiscard]] bool goToBackground()
    {
        prompts().choices = {1};
        return !window().close() && QTest::qWaitFor([this] { return !window().isVisible(); });
    }

    /// Ends the upload; returns wentIdle, or 0 if the program has quit.
    int finish()
    {
        // In its turn after everything that the signal leads to.
        QObject::connect(
            &context().queue(), &UploadQueue::idle, qApp, [] { QCoreApplication::exit(wentIdle); },
            Qt::QueuedConnection);
        QTimer limit;
        QObject::connect(&limit, &QTimer::timeout, qApp, [] { QCoreApplication::exit(tooLate); });
        limit.start(20'000);
        server().faults().release(m_rule);
        return QCoreApplication::exec();
    }

    QSystemTrayIcon *trayIcon() { return window().findChild<QSystemTrayIcon *>(); }

private:
    int m_rule = 0;
};

} // namespace

/// What the first program does when it is started again, and how it comes back from the background.
class tst_SecondStart final : public QObject {
    Q_OBJECT

private slots:
    void uploadsTheFilesItIsGiven();
    void filesWaitForAnAccount();
    void quitsInTheBackgroundWhenIdle();
    void comesBackToStay_data();
    void comesBackToStay();
    void trayEntrySaysHowFarItIs();
};

void tst_SecondStart::uploadsTheFilesItIsGiven()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.window().showMinimized();
    fixture.context().startAgain({fixture.writeFile(u"a.txt"_s, "a"_ba), fixture.writeFile(u"b.txt"_s, "b"_ba)});
    QVERIFY(!fixture.window().isMinimized());
    QTRY_COMPARE(fixture.server().files().size(), 2);
    // They are not uploaded once more.
    fixture.context().startAgain({fixture.writeFile(u"c.txt"_s, "c"_ba)});
    QTRY_COMPARE(fixture.server().files().size(), 3);
    QCOMPARE(fixture.context().queue().count(), 3);
}

void tst_SecondStart::filesWaitForAnAccount()
{
    WindowFixture fixture;
    QVERIFY(fixture.openWithoutAccount());
    fixture.context().startAgain({fixture.writeFile(u"a.txt"_s, "a"_ba)});
    QVERIFY(fixture.window().isVisible());
    QCOMPARE(fixture.context().queue().count(), 0);
    fixture.window().actions().startDemo->trigger();
    QTRY_COMPARE(fixture.context().queue().count(), 1);
}

void tst_SecondStart::quitsInTheBackgroundWhenIdle()
{
    UploadingWindow fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.goToBackground());
    QCOMPARE(fixture.finish(), 0);
    QCOMPARE(fixture.server().files().size(), 1);
}

void tst_SecondStart::comesBackToStay_data()
{
    QTest::addColumn<bool>("isByTray");
    QTest::newRow("second start") << false;
    QTest::newRow("entry in the notification area") << true;
}

void tst_SecondStart::comesBackToStay()
{
    QFETCH(const bool, isByTray);
    UploadingWindow fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.goToBackground());
    QVERIFY(fixture.trayIcon());
    QVERIFY(fixture.trayIcon()->isVisible());
    if (isByTray)
        fixture.trayIcon()->contextMenu()->actions().first()->trigger();
    else
        fixture.context().startAgain({});
    QVERIFY(fixture.window().isVisible());
    QVERIFY(!fixture.trayIcon()->isVisible());
    QCOMPARE(fixture.finish(), wentIdle);
}

void tst_SecondStart::trayEntrySaysHowFarItIs()
{
    UploadingWindow fixture;
    QVERIFY(fixture.begin());
    QVERIFY(!fixture.trayIcon());
    QVERIFY(fixture.goToBackground());
    QVERIFY(fixture.trayIcon());
    QTRY_VERIFY2(fixture.trayIcon()->toolTip().contains(u"1 uploads left"_s),
                 qPrintable(fixture.trayIcon()->toolTip()));
    QStringList texts;
    for (const QAction *action : fixture.trayIcon()->contextMenu()->actions())
        texts.append(action->text());
    QCOMPARE(texts, (QStringList{u"Show Pollux"_s, u"Quit"_s}));
    // Quit ends the program while the upload is not done; the journal keeps it.
    QTimer::singleShot(0, fixture.trayIcon()->contextMenu()->actions().last(), &QAction::trigger);
    QTimer limit;
    connect(&limit, &QTimer::timeout, qApp, [] { QCoreApplication::exit(tooLate); });
    limit.start(20'000);
    QCOMPARE(QCoreApplication::exec(), 0);
    QVERIFY(fixture.context().queue().taskAt(0).isActive());
}

QTEST_MAIN(tst_SecondStart)
#include "tst_secondstart.moc"
