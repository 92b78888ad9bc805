// SPDX-License-Identifier: Apache-2.0
#include "tests/views/privatebus.h"
#include "views/desktop/sleepinhibitor.h"

#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QTest>

#include <poll.h>
#include <unistd.h>

using namespace pollux;
using namespace Qt::StringLiterals;

/// The manager object of a fake logind: a lock is held while the other end of its pipe is open. The names are those on
/// D-Bus.
class FakeLogin final : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~FakeLogin() override
    {
        for (const int end : m_ends)
            close(end);
    }

    bool refuses = false;
    bool isSlow = false; ///< Answers with answerAll() only.
    QList<QStringList> asked;

    /// The number of locks that are held.
    int held() const
    {
        int count = 0;
        for (const int end : m_ends) {
            pollfd state{end, POLLIN, 0};
            count += poll(&state, 1, 0) == 0 ? 1 : 0;
        }
        return count;
    }

    void answerAll()
    {
        for (const QDBusMessage &call : std::exchange(m_waiting, {}))
            QDBusConnection(u"login"_s).send(call.createReply(QVariant::fromValue(newLock())));
    }

public slots:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &why, const QString &mode)
    {
        asked.append(QStringList{what, who, why, mode});
        if (refuses) {
            sendErrorReply(QDBusError::AccessDenied, u"no"_s);
            return {};
        }
        if (isSlow) {
            setDelayedReply(true);
            m_waiting.append(message());
            return {};
        }
        return newLock();
    }

private:
    QDBusUnixFileDescriptor newLock()
    {
        int ends[2];
        if (pipe(ends) != 0)
            return {};
        m_ends.append(ends[0]);
        QDBusUnixFileDescriptor lock(ends[1]);
        close(ends[1]);
        return lock;
    }

    QList<int> m_ends;
    QList<QDBusMessage> m_waiting;
};

class tst_SleepInhibitor final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void holdsWhileBusy();
    void asksOnceWhileBusy();
    void endLetsGo();
    void aLockThatComesTooLateIsLetGo_data();
    void aLockThatComesTooLateIsLetGo();
    void aRefusalIsSilent();
    void withoutALoginServiceNothingHappens();

private:
    PrivateBus m_bus;
    std::unique_ptr<FakeLogin> m_login;
};

void tst_SleepInhibitor::initTestCase()
{
    const QString problem = m_bus.start();
    if (!problem.isEmpty())
        QSKIP(qPrintable(problem));
}

void tst_SleepInhibitor::init()
{
    m_login = std::make_unique<FakeLogin>();
    QDBusConnection bus = m_bus.connectAs(u"login"_s);
    QVERIFY(bus.registerObject(u"/org/freedesktop/login1"_s, m_login.get(), QDBusConnection::ExportAllSlots));
    QVERIFY(bus.registerService(u"org.freedesktop.login1"_s));
}

void tst_SleepInhibitor::cleanup()
{
    QDBusConnection(u"login"_s).unregisterService(u"org.freedesktop.login1"_s);
    m_login.reset();
    QDBusConnection::disconnectFromBus(u"login"_s);
}

void tst_SleepInhibitor::holdsWhileBusy()
{
    SleepInhibitor inhibitor;
    inhibitor.setBusy(false, u"idle"_s);
    inhibitor.setBusy(true, u"Files are being uploaded"_s);
    QTRY_COMPARE(m_login->held(), 1);
    QCOMPARE(m_login->asked, QList<QStringList>{(QStringList{u"sleep:idle"_s, u"Pollux"_s,
                                                             u"Files are being uploaded"_s, u"block"_s})});
    inhibitor.setBusy(false, {});
    QTRY_COMPARE(m_login->held(), 0);
    inhibitor.setBusy(true, u"again"_s);
    QTRY_COMPARE(m_login->held(), 1);
    QCOMPARE(m_login->asked.size(), 2);
}

void tst_SleepInhibitor::asksOnceWhileBusy()
{
    SleepInhibitor inhibitor;
    for (int i = 0; i < 20; ++i)
        inhibitor.setBusy(true, QString::number(i));
    QTRY_COMPARE(m_login->held(), 1);
    inhibitor.setBusy(true, u"more"_s);
    inhibitor.setBusy(false, {});
    QTRY_COMPARE(m_login->held(), 0);
    QCOMPARE(m_login->asked.size(), 1);
    QCOMPARE(m_login->asked.constFirst().at(2), u"0"_s);
}

void tst_SleepInhibitor::endLetsGo()
{
    auto inhibitor = std::make_unique<SleepInhibitor>();
    inhibitor->setBusy(true, u"upload"_s);
    QTRY_COMPARE(m_login->held(), 1);
    inhibitor.reset();
    QTRY_COMPARE(m_login->held(), 0);
}

void tst_SleepInhibitor::aLockThatComesTooLateIsLetGo_data()
{
    QTest::addColumn<bool>("isGone");
    QTest::newRow("idle again") << false;
    QTest::newRow("destroyed") << true;
}

void tst_SleepInhibitor::aLockThatComesTooLateIsLetGo()
{
    QFETCH(const bool, isGone);
    m_login->isSlow = true;
    auto inhibitor = std::make_unique<SleepInhibitor>();
    inhibitor->setBusy(true, u"upload"_s);
    QTRY_COMPARE(m_login->asked.size(), 1);
    if (isGone)
        inhibitor.reset();
    else
        inhibitor->setBusy(false, {});
    m_login->answerAll();
    QTRY_COMPARE(m_login->held(), 0);
}

void tst_SleepInhibitor::aRefusalIsSilent()
{
    m_login->refuses = true;
    SleepInhibitor inhibitor;
    inhibitor.setBusy(true, u"upload"_s);
    QTRY_COMPARE(m_login->asked.size(), 1);
    m_login->refuses = false;
    inhibitor.setBusy(false, {});
    inhibitor.setBusy(true, u"upload"_s);
    QTRY_COMPARE(m_login->held(), 1);
}

void tst_SleepInhibitor::withoutALoginServiceNothingHappens()
{
    QDBusConnection(u"login"_s).unregisterService(u"org.freedesktop.login1"_s);
    SleepInhibitor inhibitor;
    inhibitor.setBusy(true, u"upload"_s);
    inhibitor.setBusy(false, {});
    QVERIFY(QDBusConnection(u"login"_s).registerService(u"org.freedesktop.login1"_s));
    inhibitor.setBusy(true, u"upload"_s);
    QTRY_COMPARE(m_login->held(), 1);
}

QTEST_GUILESS_MAIN(tst_SleepInhibitor)
#include "tst_sleepinhibitor.moc"
