// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/storewire.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pollux::storewire {

QList<HttpHeader> withKey(const QList<HttpHeader> &headers)
{
    return QList<HttpHeader>{{"x-goog-api-key"_ba, "k"_ba}} + headers;
}

QJsonObject objectOf(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QJsonObject errorOf(const RawAnswer &answer)
{
    return objectOf(answer).value("error"_L1).toObject();
}

QString nameOf(const RawAnswer &answer)
{
    return objectOf(answer).value("name"_L1).toString();
}

QJsonObject sample(const QString &file)
{
    QFile data(QStringLiteral(TEST_DATA_DIR "/samples/") + file);
    return data.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(data.readAll()).object() : QJsonObject();
}

QByteArray verbOf(const QString &store)
{
    return store.startsWith("ragStores"_L1) ? ":uploadToRagStore"_ba : ":uploadToFileSearchStore"_ba;
}

QString documentOf(const QString &operation)
{
    return operation.section(u'/', 0, 1) + "/documents/"_L1 + operation.section(u'/', -1);
}

WireClient::WireClient(DemoFixture &fixture)
    : RawClient(fixture.baseUrl())
{
}

RawAnswer WireClient::get(const QString &name)
{
    return request("GET"_ba, "/v1beta/" + name.toLatin1(), withKey());
}

RawAnswer WireClient::post(const QString &name, const QByteArray &body)
{
    return request("POST"_ba, "/v1beta/" + name.toLatin1(), withKey(), body);
}

RawAnswer WireClient::remove(const QString &name)
{
    return request("DELETE"_ba, "/v1beta/" + name.toLatin1(), withKey());
}

QString WireClient::createStore(const QString &collection)
{
    return nameOf(post(collection, R"({"displayName":"My Store"})"_ba));
}

RawAnswer WireClient::start(const QString &store, const QByteArray &body, qint64 size, const QByteArray &mimeType)
{
    QList<HttpHeader> headers{{"X-Goog-Upload-Protocol"_ba, "resumable"_ba}, {"X-Goog-Upload-Command"_ba, "start"_ba}};
    if (!mimeType.isEmpty()) {
        headers.emplaceBack("X-Goog-Upload-Header-Content-Type"_ba, mimeType);
    }
    if (size >= 0) {
        headers.emplaceBack("X-Goog-Upload-Header-Content-Length"_ba, QByteArray::number(size));
    }
    return request("POST"_ba, "/upload/v1beta/" + store.toLatin1() + verbOf(store), withKey(headers), body);
}

RawAnswer WireClient::command(const QByteArray &url, const QByteArray &words, qint64 offset, const QByteArray &body)
{
    return request("POST"_ba, url,
                   {{"X-Goog-Upload-Command"_ba, words}, {"X-Goog-Upload-Offset"_ba, QByteArray::number(offset)}},
                   body);
}

RawAnswer WireClient::upload(const QString &store, const QByteArray &metadata, const QByteArray &content,
                             const QByteArray &mimeType)
{
    const QByteArray url = start(store, metadata, content.size(), mimeType).header("X-Goog-Upload-URL");
    return command(url, "upload, finalize"_ba, 0, content);
}

} // namespace pollux::storewire
