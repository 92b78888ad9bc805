// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scripteddemoserver.h"

#include <QJsonDocument>

#include <limits>

using namespace Qt::StringLiterals;

namespace pollux {

ScriptedDemoServer::ScriptedDemoServer(const Options &options)
    : DemoServer(options, std::make_unique<ScriptedDemoService>(options))
{
}

QList<QJsonObject> ScriptedDemoServer::bodiesSentTo(const QByteArray &pathEnd) const
{
    QList<QJsonObject> bodies;
    for (const RequestRecord &record : requests()) {
        const QJsonDocument body = QJsonDocument::fromJson(record.body);
        if (record.path.endsWith(pathEnd) && body.isObject()) {
            bodies.append(body.object());
        }
    }
    return bodies;
}

QList<StoredFile> ScriptedDemoServer::files() const
{
    const auto page = scripted().files().page(std::numeric_limits<int>::max(), {});
    QList<StoredFile> files;
    for (const QJsonObject &resource : page->resources) {
        files.append({resource});
    }
    return files;
}

std::optional<QByteArray> ScriptedDemoServer::contentOf(const QString &name) const
{
    return scripted().files().contentOf(name);
}

bool ScriptedDemoServer::setState(const QString &name, const QString &state, const QJsonObject &error)
{
    const auto file = scripted().files().find(name);
    if (!file) {
        return false;
    }
    QJsonObject resource = file->resource;
    resource.insert(u"state"_s, state);
    resource.insert(u"updateTime"_s, wireTime6(wireNow()));
    resource.remove("error"_L1);
    if (!error.isEmpty()) {
        resource.insert(u"error"_s, error);
    }
    scripted().files().put(resource, {}, {}, contentOf(name).value_or(QByteArray()));
    return true;
}

} // namespace pollux
