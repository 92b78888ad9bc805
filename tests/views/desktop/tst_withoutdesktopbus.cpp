// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/notificationservice.h"
#include "views/desktop/sleepinhibitor.h"
#include "views/desktop/taskbarprogress.h"

#include <QDBusConnection>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace pollux;
using namespace Qt::StringLiterals;

/// A system without any bus, such as a bare container.
class tst_WithoutDesktopBus final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void notificationsAreLost();
    void theRestIsSilent();
};

void tst_WithoutDesktopBus::initTestCase()
{
    for (const char *bus : {"DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"})
        qputenv(bus, "unix:path=/nonexistent/bus");
}

void tst_WithoutDesktopBus::notificationsAreLost()
{
    const auto service = NotificationService::create();
    QSignalSpy closed(service.get(), &NotificationService::closed);
    for (int i = 1; i <= 2; ++i) {
        service->show({NotificationKind::Failed, u"title"_s, u"body"_s, {}});
        QTRY_COMPARE(closed.size(), i);
    }
    QVERIFY(!QDBusConnection::sessionBus().isConnected());
    service->close(NotificationKind::Failed);
}

void tst_WithoutDesktopBus::theRestIsSilent()
{
    QWidget window;
    SleepInhibitor inhibitor;
    inhibitor.setBusy(true, u"upload"_s);
    auto *progress = new TaskbarProgress(&window);
    progress->setProgress(0.5, 1);
    // Queued for the worker threads behind the calls above.
    const auto service = NotificationService::create();
    QSignalSpy closed(service.get(), &NotificationService::closed);
    service->show({NotificationKind::Failed, u"title"_s, u"body"_s, {}});
    QTRY_COMPARE(closed.size(), 1);
    inhibitor.setBusy(false, {});
    progress->setProgress(-1, 0);
    QVERIFY(!QDBusConnection::systemBus().isConnected());
}

QTEST_MAIN(tst_WithoutDesktopBus)
#include "tst_withoutdesktopbus.moc"
