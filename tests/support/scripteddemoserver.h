// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/demoserver.h"
#include "tests/support/scripteddemoservice.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace pollux {

/// The demo server with what tests want of it: faults on request, a log of requests, plans for operations, and changes
/// behind the clients' back. Every function may be called from any thread; start() and stop() from one at a time.
class ScriptedDemoServer final : public DemoServer {
public:
    explicit ScriptedDemoServer(const Options &options);

    [[nodiscard]] FaultScript &faults() { return scripted().faults(); }
    /// Stores, documents and operations: what is there, and what is planned for them.
    [[nodiscard]] ScriptedStores &stores() { return scripted().scriptedStores(); }

    /// The last 20,000 requests, oldest first; those under way included.
    [[nodiscard]] QList<RequestRecord> requests() const { return scripted().log().records(); }
    /// The JSON bodies, oldest first, of requests whose path ends so: ":uploadToRagStore" for starts, ":importFile",
    /// "/fileSearchStores" for stores made. Exactly as sent: RequestRecord::body.
    [[nodiscard]] QList<QJsonObject> bodiesSentTo(const QByteArray &pathEnd) const;
    void clearRequests() { scripted().log().clear(); }

    /// What the service holds now, newest first.
    [[nodiscard]] QList<StoredFile> files() const;
    /// Nothing if there is no such file ("files/<id>") or its bytes are not kept.
    [[nodiscard]] std::optional<QByteArray> contentOf(const QString &name) const;

    /// A File resource with at least name; it is shown as given. A file of the same name is replaced.
    void addFile(const QJsonObject &resource) { scripted().files().put(resource); }
    bool removeFile(const QString &name) { return scripted().files().remove(name); }
    /// `error`: a google.rpc.Status; empty: none. updateTime moves to now. Ends planned changes of the file.
    bool setState(const QString &name, const QString &state, const QJsonObject &error = {});

private:
    [[nodiscard]] ScriptedDemoService &scripted() const { return static_cast<ScriptedDemoService &>(service()); }
};

} // namespace pollux
