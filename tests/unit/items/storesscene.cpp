// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/items/storesscene.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QUrl started(ScriptedDemoServer &server)
{
    if (!server.start())
        qFatal("%s", qPrintable(server.errorText()));
    return server.baseUrl();
}

QString moment(int number)
{
    return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC).addSecs(number).toString(Qt::ISODate);
}

} // namespace

StoresScene::StoresScene()
    : server(DemoServerOptions())
    , client(network, RequestFactory({started(server), u"v1beta"_s}, "key"))
{
}

QString StoresScene::store(int number)
{
    return u"fileSearchStores/s"_s + QString::number(number);
}

QStringList StoresScene::stores(int first, int count)
{
    QStringList names;
    for (int number = first; number < first + count; ++number)
        names.append(store(number));
    return names;
}

QString StoresScene::document(int number, const QString &store)
{
    return store + u"/documents/d"_s + QString::number(number);
}

QStringList StoresScene::documents(int first, int count)
{
    QStringList names;
    for (int number = first; number < first + count; ++number)
        names.append(document(number));
    return names;
}

QJsonObject StoresScene::storeJson(int number)
{
    return {{u"name"_s, store(number)},
            {u"displayName"_s, u"Store %1"_s.arg(number)},
            {u"createTime"_s, moment(number)},
            {u"updateTime"_s, moment(number)}};
}

QJsonObject StoresScene::documentJson(int number, const QString &store, const QString &state)
{
    return {{u"name"_s, document(number, store)},
            {u"displayName"_s, u"document %1.txt"_s.arg(number)},
            {u"mimeType"_s, u"text/plain"_s},
            {u"sizeBytes"_s, QString::number(1000 + number)},
            {u"createTime"_s, moment(number)},
            {u"updateTime"_s, moment(number)},
            {u"state"_s, state}};
}

void StoresScene::addStores(int first, int count)
{
    for (int number = first; number < first + count; ++number)
        server.stores().addStore(storeJson(number));
}

void StoresScene::addDocuments(int first, int count, const QString &store)
{
    for (int number = first; number < first + count; ++number) {
        if (!server.stores().addDocument(documentJson(number, store)))
            qFatal("no such store");
    }
}

QStringList StoresScene::documentsOnServer(const QString &store)
{
    QStringList names;
    for (const StoredDocument &document : server.stores().documents(store))
        names.append(document.name());
    return names;
}

int StoresScene::plan(const QByteArray &method, const QRegularExpression &path, const FaultAction &action, int times,
                      int skip)
{
    return server.faults().add({method, path, {}, skip, times, action});
}

int StoresScene::planPage(const QString &key, const QStringList &names, const QString &nextPageToken)
{
    QJsonArray resources;
    for (const QString &name : names)
        resources.append(QJsonObject{{u"name"_s, name}});
    QJsonObject page{{key, resources}};
    if (!nextPageToken.isEmpty())
        page.insert(u"nextPageToken"_s, nextPageToken);
    const bool areDocuments = key == "documents"_L1;
    return plan("GET", areDocuments ? faultpaths::documents() : faultpaths::stores(),
                faults::answer(200, QJsonDocument(page).toJson()));
}

int StoresScene::count(const QByteArray &method, const QRegularExpression &path) const
{
    const auto requests = server.requests();
    return static_cast<int>(std::ranges::count_if(requests, [&](const RequestRecord &request) {
        return request.method == method && path.match(QString::fromLatin1(request.path)).hasMatch();
    }));
}

} // namespace pollux
