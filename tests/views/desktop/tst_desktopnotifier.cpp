// SPDX-License-Identifier: Apache-2.0
#include "tests/views/hostilenames.h"
#include "tests/views/privatebus.h"
#include "views/desktop/desktopnotifier.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = NotificationKind;

/// A notification server like that of a desktop. The names are those on D-Bus.
class FakeServer final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Call {
        uint id;
        uint replaced;
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
    };

    QStringList capabilities{u"actions"_s, u"body"_s, u"body-markup"_s};
    int questions = 0;
    QList<Call> shown;
    QList<uint> closed;

public slots:
    QStringList GetCapabilities()
    {
        ++questions;
        return capabilities;
    }

    uint Notify(const QString &, uint replaced, const QString &, const QString &title, const QString &body,
                const QStringList &actions, const QVariantMap &hints, int)
    {
        const uint id = replaced != 0 ? replaced : ++m_lastId;
        shown.append({id, replaced, title, body, actions, hints});
        return id;
    }

    void CloseNotification(uint id) { closed.append(id); }

signals:
    void ActionInvoked(uint id, const QString &action);
    void ActivationToken(uint id, const QString &token);
    void NotificationClosed(uint id, uint reason);

private:
    uint m_lastId = 40;
};

/// Uses a real bus. A signal that the server sends right after its answer may be read before that answer, so tests that
/// wait for a signal send it until it is received.
class tst_DesktopNotifier final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void eventsBecomeOneNotification();
    void aStreamIsToldInTheEnd();
    void theServerIsAskedOnceAndNotBefore();
    void aStandingOneIsReplaced();
    void aClosedOneIsNot();
    void switchedOffKindsAreSilent();
    void anActiveWindowIsToldOfExpiryOnly();
    void becomingActiveTakesBack();
    void choosingItGivesTheNames();
    void otherActionsAndOtherIdsAreIgnored();
    void onlyWhatTheServerCanIsUsed_data();
    void onlyWhatTheServerCanIsUsed();
    void hostileNamesArriveAsText_data();
    void hostileNamesArriveAsText();
    void withoutAServerNothingHappens();
    void aServerThatStartsAnewIsFollowed();
    void theEndTakesBack();

private:
    std::unique_ptr<DesktopNotifier> notifier();
    static void reportFiles(DesktopNotifier &notifier, Kind kind, int count);
    void startServer();
    void stopServer();
    QDBusConnection desktop() const { return QDBusConnection(u"desktop"_s); }

    PrivateBus m_bus;
    std::unique_ptr<FakeServer> m_server;
    QSet<Kind> m_switchedOff;
};

void tst_DesktopNotifier::initTestCase()
{
    const QString problem = m_bus.start();
    if (!problem.isEmpty())
        QSKIP(qPrintable(problem));
}

void tst_DesktopNotifier::init()
{
    m_switchedOff.clear();
    startServer();
}

void tst_DesktopNotifier::cleanup()
{
    stopServer();
}

void tst_DesktopNotifier::startServer()
{
    m_server = std::make_unique<FakeServer>();
    QDBusConnection bus = m_bus.connectAs(u"desktop"_s);
    QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, m_server.get(),
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
}

void tst_DesktopNotifier::stopServer()
{
    if (!m_server)
        return;
    desktop().unregisterService(u"org.freedesktop.Notifications"_s);
    m_server.reset();
    QDBusConnection::disconnectFromBus(u"desktop"_s);
}

std::unique_ptr<DesktopNotifier> tst_DesktopNotifier::notifier()
{
    const auto isOn = [this](Kind kind) { return !m_switchedOff.contains(kind); };
    return std::make_unique<DesktopNotifier>(isOn, nullptr, 30ms);
}

void tst_DesktopNotifier::reportFiles(DesktopNotifier &notifier, Kind kind, int count)
{
    for (int number = 1; number <= count; ++number)
        notifier.notify(kind, u"files/%1"_s.arg(number), u"%1.txt"_s.arg(number));
}

void tst_DesktopNotifier::eventsBecomeOneNotification()
{
    const auto desktopNotifier = notifier();
    reportFiles(*desktopNotifier, Kind::UploadDone, 12);
    QTRY_COMPARE(m_server->shown.size(), 1);
    const FakeServer::Call &call = m_server->shown.constFirst();
    QCOMPARE(call.title, u"12 files uploaded"_s);
    QCOMPARE(call.body, u"10.txt\n11.txt\n12.txt\nand 9 more"_s);
    QCOMPARE(call.actions, (QStringList{u"default"_s, u"Show"_s}));
    QCOMPARE(call.replaced, 0U);
    QCOMPARE(call.hints.value(u"desktop-entry"_s).toString(), u"app.pollux.Pollux"_s);
    QCOMPARE(call.hints.value(u"category"_s).toString(), u"transfer.complete"_s);
    QCOMPARE(call.hints.value(u"urgency"_s).metaType(), QMetaType::fromType<uchar>());
}

void tst_DesktopNotifier::aStreamIsToldInTheEnd()
{
    const auto desktopNotifier = notifier();
    QTimer stream;
    int events = 0;
    connect(&stream, &QTimer::timeout, desktopNotifier.get(), [&] {
        ++events;
        desktopNotifier->notify(Kind::Failed, {}, u"a.txt"_s);
    });
    stream.start(5ms);
    QTRY_COMPARE(m_server->shown.size(), 1);
    stream.stop();
    QVERIFY2(events > 6, "told before the stream had lasted a while");
}

void tst_DesktopNotifier::theServerIsAskedOnceAndNotBefore()
{
    const auto silent = notifier();
    silent->setWindowActive(true);
    silent->setWindowActive(false);
    const auto desktopNotifier = notifier();
    desktopNotifier->notify(Kind::Failed, {}, u"a.txt"_s);
    desktopNotifier->notify(Kind::Expiring, {}, u"b.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 2);
    desktopNotifier->notify(Kind::UploadDone, {}, u"c.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 3);
    QCOMPARE(m_server->questions, 1);
}

void tst_DesktopNotifier::aStandingOneIsReplaced()
{
    const auto desktopNotifier = notifier();
    reportFiles(*desktopNotifier, Kind::UploadDone, 2);
    QTRY_COMPARE(m_server->shown.size(), 1);
    desktopNotifier->notify(Kind::UploadDone, u"files/3"_s, u"3.txt"_s);
    desktopNotifier->notify(Kind::Failed, u"files/4"_s, u"4.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 3);
    QCOMPARE(m_server->shown.at(1).title, u"3 files uploaded"_s);
    QCOMPARE(m_server->shown.at(1).replaced, m_server->shown.at(0).id);
    QCOMPARE(m_server->shown.at(2).title, u"File failed"_s);
    QCOMPARE(m_server->shown.at(2).replaced, 0U);
}

void tst_DesktopNotifier::aClosedOneIsNot()
{
    const auto service = NotificationService::create();
    QSignalSpy closed(service.get(), &NotificationService::closed);
    service->show({Kind::UploadDone, u"a"_s, {}, {}});
    QTRY_COMPARE(m_server->shown.size(), 1);
    const auto closes = [&] {
        emit m_server->NotificationClosed(m_server->shown.constFirst().id, 2);
        return !closed.isEmpty();
    };
    QTRY_VERIFY(closes());
    service->show({Kind::UploadDone, u"b"_s, {}, {}});
    QTRY_COMPARE(m_server->shown.size(), 2);
    QCOMPARE(m_server->shown.at(1).replaced, 0U);
}

void tst_DesktopNotifier::switchedOffKindsAreSilent()
{
    const auto desktopNotifier = notifier();
    m_switchedOff = {Kind::UploadDone, Kind::Failed};
    for (const Kind kind : notificationKinds)
        desktopNotifier->notify(kind, {}, u"a.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 2);
    m_switchedOff.clear();
    desktopNotifier->notify(Kind::Failed, {}, u"b.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 3);
    QCOMPARE(m_server->shown.at(0).title, u"File ready to use"_s);
    QCOMPARE(m_server->shown.at(1).title, u"File expires soon"_s);
    QCOMPARE(m_server->shown.at(2).body, u"b.txt"_s);
}

void tst_DesktopNotifier::anActiveWindowIsToldOfExpiryOnly()
{
    const auto desktopNotifier = notifier();
    desktopNotifier->setWindowActive(true);
    for (const Kind kind : notificationKinds)
        desktopNotifier->notify(kind, {}, u"a.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 1);
    desktopNotifier->setWindowActive(false);
    desktopNotifier->notify(Kind::Failed, {}, u"b.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 2);
    QCOMPARE(m_server->shown.at(0).title, u"File expires soon"_s);
    QCOMPARE(m_server->shown.at(1).body, u"b.txt"_s);
}

void tst_DesktopNotifier::becomingActiveTakesBack()
{
    const auto desktopNotifier = notifier();
    desktopNotifier->notify(Kind::Failed, {}, u"a.txt"_s);
    desktopNotifier->notify(Kind::Expiring, {}, u"a.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 2);
    desktopNotifier->notify(Kind::Failed, {}, u"waits.txt"_s);
    desktopNotifier->setWindowActive(true);
    QTRY_COMPARE(m_server->closed, QList<uint>{m_server->shown.at(0).id});
    desktopNotifier->setWindowActive(false);
    desktopNotifier->notify(Kind::Failed, {}, u"b.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 3);
    QCOMPARE(m_server->shown.at(2).body, u"b.txt"_s);
    QCOMPARE(m_server->shown.at(2).replaced, 0U);
}

void tst_DesktopNotifier::choosingItGivesTheNames()
{
    const auto desktopNotifier = notifier();
    QSignalSpy activated(desktopNotifier.get(), &DesktopNotifier::activated);
    reportFiles(*desktopNotifier, Kind::FileActive, 5);
    QTRY_COMPARE(m_server->shown.size(), 1);
    const uint id = m_server->shown.constFirst().id;
    const auto chooses = [&] {
        emit m_server->ActivationToken(id, u"token-1"_s);
        emit m_server->ActionInvoked(id, u"default"_s);
        return !activated.isEmpty();
    };
    QTRY_VERIFY(chooses());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.constFirst().constFirst().toStringList(),
             (QStringList{u"files/1"_s, u"files/2"_s, u"files/3"_s, u"files/4"_s, u"files/5"_s}));
    QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), QByteArray("token-1"));
    qunsetenv("XDG_ACTIVATION_TOKEN");
    QTRY_COMPARE(m_server->closed, QList<uint>{id});
}

void tst_DesktopNotifier::otherActionsAndOtherIdsAreIgnored()
{
    const auto desktopNotifier = notifier();
    QSignalSpy activated(desktopNotifier.get(), &DesktopNotifier::activated);
    for (int i = 1; i <= 2; ++i) {
        desktopNotifier->notify(Kind::Failed, u"files/1"_s, u"1.txt"_s);
        desktopNotifier->notify(Kind::Expiring, u"files/2"_s, u"2.txt"_s);
        QTRY_COMPARE(m_server->shown.size(), qsizetype{2} * i);
    }
    const uint failed = m_server->shown.at(2).replaced; // sent by the program, so it knows both ids
    const uint expiring = m_server->shown.at(3).replaced;
    emit m_server->ActionInvoked(failed, u"other"_s);
    emit m_server->ActionInvoked(expiring + 1, u"default"_s);
    emit m_server->ActionInvoked(0, u"default"_s);
    emit m_server->ActivationToken(expiring + 1, u"foreign"_s);
    emit m_server->NotificationClosed(expiring + 1, 1);
    emit m_server->ActionInvoked(expiring, u"default"_s);
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(activated.constFirst().constFirst().toStringList(), QStringList{u"files/2"_s});
    QVERIFY(!qEnvironmentVariableIsSet("XDG_ACTIVATION_TOKEN"));
}

void tst_DesktopNotifier::onlyWhatTheServerCanIsUsed_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QStringList>("actions");
    const QStringList show{u"default"_s, u"Show"_s};
    QTest::newRow("nothing") << QStringList{} << u"<b>&"_s << QStringList{};
    QTest::newRow("actions") << QStringList{u"actions"_s} << u"<b>&"_s << show;
    QTest::newRow("markup") << QStringList{u"body"_s, u"body-markup"_s} << u"&lt;b&gt;&amp;"_s << QStringList{};
}

void tst_DesktopNotifier::onlyWhatTheServerCanIsUsed()
{
    QFETCH(const QStringList, capabilities);
    m_server->capabilities = capabilities;
    const auto desktopNotifier = notifier();
    desktopNotifier->notify(Kind::Failed, u"files/1"_s, u"<b>&"_s);
    QTRY_COMPARE(m_server->shown.size(), 1);
    QTEST(m_server->shown.constFirst().body, "body");
    QTEST(m_server->shown.constFirst().actions, "actions");
}

void tst_DesktopNotifier::hostileNamesArriveAsText_data()
{
    QTest::addColumn<QString>("name");
    for (const HostileName &hostile : hostileNames())
        QTest::newRow(hostile.description) << hostile.name;
    QTest::newRow("picture") << u"<img src=x>"_s;
}

void tst_DesktopNotifier::hostileNamesArriveAsText()
{
    QFETCH(const QString, name);
    const auto desktopNotifier = notifier();
    desktopNotifier->notify(Kind::Failed, u"files/1"_s, name, name);
    desktopNotifier->notify(Kind::Failed, u"files/2"_s, u"last.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 1);
    const FakeServer::Call &call = m_server->shown.constFirst();
    QCOMPARE(call.title, u"2 files failed"_s);
    QVERIFY(!call.body.contains(u'<'));
    QCOMPARE(call.body.count(u'\n'), 1);
    QVERIFY2(call.body.endsWith(u"\nlast.txt"_s), "cut off on its way");
}

void tst_DesktopNotifier::withoutAServerNothingHappens()
{
    stopServer();
    const auto service = NotificationService::create();
    QSignalSpy closed(service.get(), &NotificationService::closed);
    service->show({Kind::UploadDone, u"lost"_s, {}, {}});
    QVERIFY(closed.wait());
    startServer();
    service->show({Kind::Failed, u"told"_s, {}, {}});
    QTRY_COMPARE(m_server->shown.size(), 1);
    QCOMPARE(m_server->shown.constFirst().title, u"told"_s);
    stopServer();
    service->show({Kind::Failed, u"lost"_s, {}, {}});
    QVERIFY(closed.wait());
}

void tst_DesktopNotifier::aServerThatStartsAnewIsFollowed()
{
    const auto desktopNotifier = notifier();
    QSignalSpy activated(desktopNotifier.get(), &DesktopNotifier::activated);
    desktopNotifier->notify(Kind::UploadDone, u"files/1"_s, u"1.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 1);
    const uint known = m_server->shown.constFirst().id;
    stopServer();
    startServer();
    desktopNotifier->notify(Kind::Failed, u"files/2"_s, u"2.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 1);
    const uint id = m_server->shown.constFirst().id;
    QCOMPARE(id, known); // each server counts from the beginning
    const auto chooses = [&] {
        emit m_server->ActionInvoked(id, u"default"_s);
        return !activated.isEmpty();
    };
    QTRY_VERIFY(chooses());
    QCOMPARE(activated.constFirst().constFirst().toStringList(), QStringList{u"files/2"_s});
}

void tst_DesktopNotifier::theEndTakesBack()
{
    auto desktopNotifier = notifier();
    desktopNotifier->notify(Kind::Failed, u"files/1"_s, u"1.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 1);
    const uint id = m_server->shown.constFirst().id;
    desktopNotifier->notify(Kind::Failed, u"files/2"_s, u"2.txt"_s);
    QTRY_COMPARE(m_server->shown.size(), 2); // by now the program knows the id
    desktopNotifier.reset();
    QTRY_COMPARE(m_server->closed, QList<uint>{id});
}

QTEST_GUILESS_MAIN(tst_DesktopNotifier)
#include "tst_desktopnotifier.moc"
