// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/demofixture.h"
#include "tests/support/rawclient.h"

#include <QJsonObject>

namespace pollux::storewire {

[[nodiscard]] QList<HttpHeader> withKey(const QList<HttpHeader> &headers = {});

[[nodiscard]] QJsonObject objectOf(const RawAnswer &answer);
[[nodiscard]] QJsonObject errorOf(const RawAnswer &answer);
[[nodiscard]] QString nameOf(const RawAnswer &answer);
/// The published sample in the file of this name.
[[nodiscard]] QJsonObject sample(const QString &file);
/// Verb of an upload into this store, with its colon.
[[nodiscard]] QByteArray verbOf(const QString &store);
/// Name of the document that this operation creates.
[[nodiscard]] QString documentOf(const QString &operation);

/// Sends requests about stores to a running server. Names are resource names, a query may follow.
class WireClient : public RawClient {
public:
    explicit WireClient(DemoFixture &fixture);

    RawAnswer get(const QString &name);
    RawAnswer post(const QString &name, const QByteArray &body);
    RawAnswer remove(const QString &name);

    QString createStore(const QString &collection = QStringLiteral("fileSearchStores"));
    /// `size`: announced bytes; -1: none.
    RawAnswer start(const QString &store, const QByteArray &body, qint64 size = -1,
                    const QByteArray &mimeType = "text/plain");
    RawAnswer command(const QByteArray &url, const QByteArray &words, qint64 offset = 0, const QByteArray &body = {});
    RawAnswer upload(const QString &store, const QByteArray &metadata, const QByteArray &content,
                     const QByteArray &mimeType = "text/plain");
};

} // namespace pollux::storewire
