// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/desktopbus.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace pollux::desktopbus {

namespace {

QDBusConnection connection(QDBusConnection::BusType type)
{
    return type == QDBusConnection::SystemBus ? QDBusConnection::systemBus() : QDBusConnection::sessionBus();
}

} // namespace

void open(QDBusConnection::BusType type, QObject *context, const Use &use)
{
    const auto promise = std::make_shared<QPromise<void>>();
    auto *opened = new QFutureWatcher<void>(context);
    QObject::connect(opened, &QFutureWatcher<void>::finished, context, [opened, type, use] {
        opened->deleteLater();
        use(connection(type));
    });
    promise->start();
    opened->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, type] {
        connection(type);
        promise->finish();
    });
}

} // namespace pollux::desktopbus
