// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/demoserver.h"
#include "tests/support/scripteddemoservice.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace pollux {

/// The demo server with additions for tests: planned faults, a log of requests, planned operations, and changes that
/// no client asked for. Every function may be called from any thread; start() and stop() only from one at a time.
class ScriptedDemoServer final : public DemoServer {
public:
    explicit ScriptedDemoServer(const Options &options);

    [[nodiscard]] FaultScript &faults() { return scripted().faults(); }
    /// The stores with their documents and operations, and the plans for them.
    [[nodiscard]] ScriptedStores &stores() { return scripted().scriptedStores(); }

    /// The last 20,000 requests, oldest first, including those that are still running.
    [[nodiscard]] QList<RequestRecord> requests() const { return scripted().log().records(); }
    /// The JSON bodies, oldest first, of requests whose path ends with the given text: ":uploadToRagStore" for starts,
    /// ":importFile", "/fileSearchStores" for creations of stores. Exactly as sent: RequestRecord::body.
    [[nodiscard]] QList<QJsonObject> bodiesSentTo(const QByteArray &pathEnd) const;
    void clearRequests() { scripted().log().clear(); }

    /// The files that the service holds now, newest first.
    [[nodiscard]] QList<StoredFile> files() const;
    /// The bytes of a file ("files/<id>"). Nothing if there is no such file or its bytes are not kept.
    [[nodiscard]] std::optional<QByteArray> contentOf(const QString &name) const;

    /// Adds a File resource, which needs at least a name and is shown as given. Replaces a file of the same name.
    void addFile(const QJsonObject &resource) { scripted().files().put(resource); }
    bool removeFile(const QString &name) { return scripted().files().remove(name); }
    /// `error`: a google.rpc.Status; empty: none. Sets updateTime to now. Cancels planned changes of the file.
    bool setState(const QString &name, const QString &state, const QJsonObject &error = {});

private:
    [[nodiscard]] ScriptedDemoService &scripted() const { return static_cast<ScriptedDemoService &>(service()); }
};

} // namespace pollux
