// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/filesendpoint.h"

#include "app/demo/http/errorbody.h"
#include "app/demo/http/listrequest.h"
#include "app/demo/service/demofiles.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int defaultPageSize = 10;
constexpr int maxPageSize = 100;

/// Captures the id and the custom verb, each possibly empty.
QRegularExpressionMatch matchPath(const HttpRequest &request)
{
    static const QRegularExpression pattern(u"^/(?:v1beta|v1)/files(?:/([^/:]+)(:download)?)?$"_s);
    return pattern.match(QString::fromUtf8(QByteArray::fromPercentEncoding(request.path)));
}

QString fullName(const QString &id)
{
    return "files/"_L1 + id;
}

} // namespace

bool FilesEndpoint::serves(const HttpRequest &request)
{
    const QRegularExpressionMatch match = matchPath(request);
    const bool hasId = !match.captured(1).isEmpty();
    const bool isDownload = !match.captured(2).isEmpty();
    return match.hasMatch() && (request.method == "GET" || (request.method == "DELETE" && hasId && !isDownload));
}

HttpAnswer FilesEndpoint::handle(const HttpRequest &request)
{
    const QRegularExpressionMatch match = matchPath(request);
    const QString id = match.captured(1);
    if (id.isEmpty()) {
        return list(request);
    }
    if (request.method == "DELETE") {
        return remove(id);
    }
    return match.captured(2).isEmpty() ? get(id) : download(id);
}

HttpAnswer FilesEndpoint::list(const HttpRequest &request)
{
    return listAnswer(request, u"files"_s, defaultPageSize, maxPageSize,
                      [this](int size, const QByteArray &token) { return m_files.page(size, token); });
}

HttpAnswer FilesEndpoint::get(const QString &id)
{
    const auto file = m_files.find(fullName(id));
    return file ? HttpAnswer::json(200, prettyJson(file->resource)) : erroranswer::missingFile(id);
}

HttpAnswer FilesEndpoint::remove(const QString &id)
{
    return m_files.remove(fullName(id)) ? HttpAnswer::json(200, prettyJson({})) : erroranswer::missingFile(id);
}

HttpAnswer FilesEndpoint::download(const QString &id)
{
    const auto file = m_files.find(fullName(id));
    if (!file) {
        return erroranswer::missingFile(id);
    }
    const auto content = m_files.contentOf(fullName(id));
    if (file->resource.value("source"_L1) != "GENERATED"_L1 || !content) {
        return erroranswer::invalidArgument(u"Only generated files can be downloaded."_s);
    }
    HttpAnswer answer;
    answer.body = *content;
    answer.setHeader("Content-Type"_ba, file->resource.value("mimeType"_L1).toString().toUtf8());
    return answer;
}

} // namespace pollux
