// SPDX-License-Identifier: Apache-2.0
#include "tests/views/privatebus.h"
#include "views/desktop/taskbarprogress.h"

#include <QDBusAbstractInterface>
#include <QDBusMessage>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <cmath>
#include <limits>

using namespace pollux;
using namespace Qt::StringLiterals;

/// A dock: receives the updates of all icons on the bus. The name of the signal is that on D-Bus.
class Dock final : public QDBusAbstractInterface {
    Q_OBJECT

public:
    explicit Dock(const QDBusConnection &bus)
        : QDBusAbstractInterface({}, {}, "com.canonical.Unity.LauncherEntry", bus, nullptr)
    {
    }

signals:
    void Update(const QString &icon, const QVariantMap &values);
};

class tst_TaskbarProgress final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void values_data();
    void values();
    void equalValuesAreSentOnce();
    void atMostFourASecond();
    void theLastValueIsSent();
    void theEndTakesBack();

private:
    /// The progress of each update in percent; -1 = no progress.
    QList<int> shown() const;

    PrivateBus m_bus;
    std::unique_ptr<Dock> m_dock;
    std::unique_ptr<QSignalSpy> m_updates;
    std::unique_ptr<QWidget> m_window;
};

void tst_TaskbarProgress::initTestCase()
{
    const QString problem = m_bus.start();
    if (!problem.isEmpty())
        QSKIP(qPrintable(problem));
    m_dock = std::make_unique<Dock>(m_bus.connectAs(u"dock"_s));
}

void tst_TaskbarProgress::init()
{
    m_window = std::make_unique<QWidget>();
    m_updates = std::make_unique<QSignalSpy>(m_dock.get(), &Dock::Update);
}

void tst_TaskbarProgress::cleanup()
{
    // Waits for the update that the destructor sends, so that the next test does not get it. "end" arrives after it.
    m_window.reset();
    const QString end = u"end"_s;
    QDBusConnection::sessionBus().send(
        QDBusMessage::createSignal(u"/"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s)
        << end << QVariantMap());
    QTRY_VERIFY(!m_updates->isEmpty() && m_updates->constLast().at(0).toString() == end);
}

QList<int> tst_TaskbarProgress::shown() const
{
    QList<int> result;
    for (const QVariantList &update : *m_updates) {
        const QVariantMap values = update.at(1).toMap();
        const bool isVisible = values.value(u"progress-visible"_s).toBool();
        result.append(isVisible ? static_cast<int>(std::lround(values.value(u"progress"_s).toDouble() * 100)) : -1);
    }
    return result;
}

void tst_TaskbarProgress::values_data()
{
    constexpr double none = -1;
    QTest::addColumn<double>("fraction");
    QTest::addColumn<int>("count");
    QTest::addColumn<QVariantMap>("values");
    const auto map = [](double progress, bool hasProgress, qint64 number, bool hasNumber) {
        return QVariantMap{{u"progress"_s, progress},
                           {u"progress-visible"_s, hasProgress},
                           {u"count"_s, number},
                           {u"count-visible"_s, hasNumber}};
    };
    QTest::newRow("begun") << 0.0 << 3 << map(0, true, 3, true);
    QTest::newRow("half") << 0.5 << 0 << map(0.5, true, 0, false);
    QTest::newRow("nearly all") << 0.9999 << 1 << map(0.99, true, 1, true);
    QTest::newRow("all") << 1.0 << 1 << map(1, true, 1, true);
    QTest::newRow("too much") << 7.5 << 1 << map(1, true, 1, true);
    QTest::newRow("only a number") << none << 12 << map(0, false, 12, true);
    QTest::newRow("no number at all") << std::numeric_limits<double>::quiet_NaN() << 12 << map(0, false, 12, true);
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 12 << map(1, true, 12, true);
    QTest::newRow("negative number") << 0.25 << -4 << map(0.25, true, 0, false);
}

void tst_TaskbarProgress::values()
{
    QFETCH(const double, fraction);
    QFETCH(const int, count);
    auto *progress = new TaskbarProgress(m_window.get());
    progress->setProgress(fraction, count);
    QTRY_COMPARE(m_updates->size(), 1);
    QCOMPARE(m_updates->constFirst().at(0).toString(), u"application://app.pollux.Pollux.desktop"_s);
    QTEST(m_updates->constFirst().at(1).toMap(), "values");
}

void tst_TaskbarProgress::equalValuesAreSentOnce()
{
    auto *progress = new TaskbarProgress(m_window.get());
    progress->setProgress(-1, 0);
    progress->setProgress(0.5, 2);
    QTRY_COMPARE(m_updates->size(), 1);
    progress->setProgress(0.5, 2);
    progress->setProgress(0.5001, 2);
    progress->setProgress(0.75, 2);
    QTRY_COMPARE(m_updates->size(), 2);
    QCOMPARE(shown(), (QList<int>{50, 75}));
}

void tst_TaskbarProgress::atMostFourASecond()
{
    auto *progress = new TaskbarProgress(m_window.get());
    QElapsedTimer clock;
    clock.start();
    QTimer transfer;
    int percent = 0;
    connect(&transfer, &QTimer::timeout, progress, [&] { progress->setProgress(++percent / 100.0, 1); });
    transfer.start(5);
    QTRY_VERIFY(percent >= 100);
    transfer.stop();
    const qint64 most = clock.elapsed() / TaskbarProgress::pause.count() + 1;
    QVERIFY(!m_updates->isEmpty());
    QVERIFY2(m_updates->size() <= most, qPrintable(u"%1 updates"_s.arg(m_updates->size())));
}

void tst_TaskbarProgress::theLastValueIsSent()
{
    auto *progress = new TaskbarProgress(m_window.get());
    for (const double fraction : {0.1, 0.2, 0.3, -1.0})
        progress->setProgress(fraction, 0);
    QTRY_COMPARE(m_updates->size(), 2);
    QCOMPARE(shown(), (QList<int>{10, -1}));
}

void tst_TaskbarProgress::theEndTakesBack()
{
    auto *progress = new TaskbarProgress(m_window.get());
    progress->setProgress(0.5, 1);
    QTRY_COMPARE(m_updates->size(), 1);
    m_window.reset();
    QTRY_COMPARE(m_updates->size(), 2);
    QCOMPARE(shown(), (QList<int>{50, -1}));

    m_window = std::make_unique<QWidget>();
    progress = new TaskbarProgress(m_window.get());
    progress->setProgress(0.6, 1);
    QTRY_COMPARE(m_updates->size(), 3);
    progress->setProgress(-1, 0);
    QTRY_COMPARE(m_updates->size(), 4);
    m_window.reset();
    m_window = std::make_unique<QWidget>();
    progress = new TaskbarProgress(m_window.get());
    progress->setProgress(0.7, 1);
    QTRY_COMPARE(m_updates->size(), 5);
    QCOMPARE(shown(), (QList<int>{50, -1, 60, -1, 70}));
}

QTEST_MAIN(tst_TaskbarProgress)
#include "tst_taskbarprogress.moc"
