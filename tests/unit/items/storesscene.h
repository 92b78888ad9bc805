// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "tests/support/scripteddemoserver.h"

namespace pollux {

/// A StoresClient with a demo server that has no stores yet.
class StoresScene {
public:
    StoresScene();

    ScriptedDemoServer server;
    QNetworkAccessManager network;
    StoresClient client;

    /// "fileSearchStores/s<number>".
    static QString store(int number);
    static QStringList stores(int first, int count);
    /// "<store>/documents/d<number>".
    static QString document(int number, const QString &store = StoresScene::store(0));
    static QStringList documents(int first, int count);
    static QJsonObject storeJson(int number);
    static QJsonObject documentJson(int number, const QString &store = StoresScene::store(0),
                                    const QString &state = QStringLiteral("STATE_ACTIVE"));

    void addStores(int first, int count);
    void addDocuments(int first, int count, const QString &store = StoresScene::store(0));
    /// The names of the documents that the server holds.
    QStringList documentsOnServer(const QString &store = StoresScene::store(0));

    /// Sets a fault for the next requests with this method and a matching path. Returns the fault's id.
    int plan(const QByteArray &method, const QRegularExpression &path, const FaultAction &action, int times = 1,
             int skip = 0);
    /// Replaces the server's next page by resources with these names; `key` is "fileSearchStores" or "documents".
    int planPage(const QString &key, const QStringList &names, const QString &nextPageToken);

    /// The number of requests so far.
    int count(const QByteArray &method, const QRegularExpression &path) const;
};

} // namespace pollux
