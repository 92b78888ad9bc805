// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/stores/storesmodel.h"
#include "tests/support/demofixture.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QNetworkAccessManager>

#include <memory>

namespace pollux {

/// A demo server with stores, and a client for it.
class StoresScene {
public:
    StoresScene()
        : client(network, RequestFactory({fixture.baseUrl(), QStringLiteral("v1beta")}, "key"))
        , stores(client)
    {
    }

    ScriptedStores &onServer() { return fixture.server().stores(); }

    static QString storeName(const QString &id) { return QStringLiteral("fileSearchStores/") + id; }
    static QString documentName(const QString &store, int number)
    {
        return QStringLiteral("%1/documents/d%2").arg(store).arg(number, 3, 10, QChar(u'0'));
    }

    QString addStore(const QString &id, const QString &displayName)
    {
        onServer().addStore({{QStringLiteral("name"), storeName(id)}, {QStringLiteral("displayName"), displayName}});
        return storeName(id);
    }

    /// Documents 1 to `count`, of 1,000 bytes each.
    void addDocuments(const QString &store, int count, const QString &state = QStringLiteral("STATE_ACTIVE"))
    {
        for (int number = 1; number <= count; ++number)
            onServer().addDocument({{QStringLiteral("name"), documentName(store, number)},
                                    {QStringLiteral("displayName"), QStringLiteral("document %1.txt").arg(number)},
                                    {QStringLiteral("mimeType"), QStringLiteral("text/plain")},
                                    {QStringLiteral("sizeBytes"), QStringLiteral("1000")},
                                    {QStringLiteral("state"), state}});
    }

    /// The number of requests with this method whose path ends with `pathEnd`.
    int requests(const QByteArray &method, const QByteArray &pathEnd)
    {
        int count = 0;
        for (const RequestRecord &request : fixture.server().requests()) {
            if (request.method == method && request.path.endsWith(pathEnd))
                ++count;
        }
        return count;
    }

    DemoFixture fixture;
    QNetworkAccessManager network;
    StoresClient client;
    StoresModel stores;
};

/// Sends a drag event to a widget. Returns the accepted action, or IgnoreAction.
inline Qt::DropAction drag(QWidget &over, QEvent::Type type, const QPoint &position, const QMimeData &mime)
{
    const Qt::DropActions actions = Qt::CopyAction | Qt::MoveAction;
    std::unique_ptr<QDropEvent> event;
    if (type == QEvent::DragEnter)
        event = std::make_unique<QDragEnterEvent>(position, actions, &mime, Qt::LeftButton, Qt::NoModifier);
    else if (type == QEvent::DragMove)
        event = std::make_unique<QDragMoveEvent>(position, actions, &mime, Qt::LeftButton, Qt::NoModifier);
    else
        event = std::make_unique<QDropEvent>(position, actions, &mime, Qt::LeftButton, Qt::NoModifier);
    event->ignore();
    QCoreApplication::sendEvent(&over, event.get());
    return event->isAccepted() ? event->dropAction() : Qt::IgnoreAction;
}

} // namespace pollux
