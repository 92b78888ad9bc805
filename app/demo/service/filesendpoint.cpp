// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/filesendpoint.h"

#include "app/demo/http/errorbody.h"
#include "app/demo/http/listrequest.h"
#include "app/demo/service/demofiles.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux::filesendpoint {

namespace {

constexpr int defaultPageSize = 10;
constexpr int maxPageSize = 100;

/// Captures the id and the custom verb, each possibly empty.
QRegularExpressionMatch matchPath(const HttpRequest &request)
{
    static const QRegularExpression pattern(u"^/(?:v1beta|v1)/files(?:/([^/:]+)(:download)?)?$"_s);
    return pattern.match(QString::fromUtf8(QByteArray::fromPercentEncoding(request.path)));
}

} // namespace

bool serves(const HttpRequest &request)
{
    const QRegularExpressionMatch match = matchPath(request);
    const bool hasId = !match.captured(1).isEmpty();
    const bool isDownload = !match.captured(2).isEmpty();
    return match.hasMatch() && (request.method == "GET" || (request.method == "DELETE" && hasId && !isDownload));
}

HttpAnswer handle(const HttpRequest &request, DemoFiles &files)
{
    const QRegularExpressionMatch match = matchPath(request);
    const QString id = match.captured(1);
    if (id.isEmpty()) {
        return listAnswer(request, u"files"_s, defaultPageSize, maxPageSize,
                          [&files](int size, const QByteArray &token) { return files.page(size, token); });
    }
    const QString name = "files/"_L1 + id;
    if (request.method == "DELETE") {
        return files.remove(name) ? HttpAnswer::json(200, {}) : erroranswer::missingFile(id);
    }
    const auto file = files.find(name);
    if (!file) {
        return erroranswer::missingFile(id);
    }
    if (match.captured(2).isEmpty()) {
        return HttpAnswer::json(200, file->resource);
    }
    const auto content = files.contentOf(name);
    if (file->resource.value("source"_L1) != "GENERATED"_L1 || !content) {
        return erroranswer::invalidArgument(u"Only generated files can be downloaded."_s);
    }
    return {.headers = {{"Content-Type"_ba, file->resource.value("mimeType"_L1).toString().toUtf8()}},
            .body = *content};
}

} // namespace pollux::filesendpoint
