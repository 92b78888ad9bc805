// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/exchangeexport.h"

#include "models/productinfo.h"
#include "models/snippets/snippettext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace pollux::exchangeexport {

namespace {

QString quoted(const QString &text)
{
    return snippettext::quoted(text, SnippetLanguage::Curl);
}

QString valueOf(const QList<Exchange::Header> &headers, QLatin1StringView name)
{
    for (const Exchange::Header &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

QString readable(const Exchange::Body &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body.text.toUtf8());
    return json.isNull() || body.isCut ? body.text : QString::fromUtf8(json.toJson(QJsonDocument::Indented)).trimmed();
}

void appendPart(QStringList &lines, const QList<Exchange::Header> &headers, const Exchange::Body &body)
{
    for (const Exchange::Header &header : headers)
        lines.append(header.name + ": "_L1 + header.value);
    if (body.size > 0)
        lines.append(u"\n%1 bytes%2"_s.arg(body.size).arg(body.isCut ? u", cut here"_s : QString()));
    if (!body.text.isEmpty())
        lines.append(readable(body));
}

/// Headers or the parts of a query, each a name and a value.
QJsonArray harPairs(const auto &pairs)
{
    QJsonArray array;
    for (const auto &[name, value] : pairs)
        array.append(QJsonObject{{"name"_L1, name}, {"value"_L1, value}});
    return array;
}

QJsonObject harRequest(const Exchange &exchange)
{
    QJsonObject request{{"method"_L1, exchange.method},
                        {"url"_L1, exchange.url},
                        {"httpVersion"_L1, "HTTP/1.1"_L1},
                        {"cookies"_L1, QJsonArray()},
                        {"headers"_L1, harPairs(exchange.requestHeaders)},
                        {"queryString"_L1, harPairs(QUrlQuery(QUrl(exchange.url)).queryItems(QUrl::FullyDecoded))},
                        {"headersSize"_L1, -1},
                        {"bodySize"_L1, exchange.requestBody.size}};
    if (!exchange.requestBody.text.isEmpty())
        request.insert("postData"_L1, QJsonObject{{"mimeType"_L1, valueOf(exchange.requestHeaders, "content-type"_L1)},
                                                  {"text"_L1, exchange.requestBody.text}});
    return request;
}

QJsonObject harResponse(const Exchange &exchange)
{
    const QJsonObject content{{"size"_L1, exchange.responseBody.size},
                              {"mimeType"_L1, valueOf(exchange.responseHeaders, "content-type"_L1)},
                              {"text"_L1, exchange.responseBody.text}};
    return {{"status"_L1, exchange.httpStatus},
            {"statusText"_L1, QString()},
            {"httpVersion"_L1, "HTTP/1.1"_L1},
            {"cookies"_L1, QJsonArray()},
            {"headers"_L1, harPairs(exchange.responseHeaders)},
            {"content"_L1, content},
            {"redirectURL"_L1, QString()},
            {"headersSize"_L1, -1},
            {"bodySize"_L1, exchange.responseBody.size},
            {"_error"_L1, exchange.transportError}};
}

} // namespace

QString curlCommand(const Exchange &exchange)
{
    QStringList words{u"curl -sS -X "_s + exchange.method};
    for (const Exchange::Header &header : exchange.requestHeaders) {
        const bool isKey = header.name.compare("x-goog-api-key"_L1, Qt::CaseInsensitive) == 0;
        // Double quotes, so that the shell inserts the key.
        words.append(isKey ? u"-H \"x-goog-api-key: $GEMINI_API_KEY\""_s
                           : u"-H "_s + quoted(header.name + ": "_L1 + header.value));
    }
    if (!exchange.requestBody.text.isEmpty())
        words.append(u"--data-binary "_s + quoted(exchange.requestBody.text));
    words.append(quoted(exchange.url));
    const bool isToSession = exchange.url.endsWith("?session"_L1);
    return (isToSession ? u"# Put the URL of the upload session in: it is a secret and is not kept.\n"_s : QString()) +
           words.join(" \\\n  "_L1) + u'\n';
}

QString details(const Exchange &exchange)
{
    QStringList lines{exchange.method + u' ' + exchange.url};
    appendPart(lines, exchange.requestHeaders, exchange.requestBody);
    lines.append(QString());
    if (!exchange.isFinished) {
        lines.append(u"no answer yet"_s);
    } else {
        lines.append(exchange.httpStatus > 0 ? u"HTTP %1"_s.arg(exchange.httpStatus) : u"no answer"_s);
        if (!exchange.transportError.isEmpty())
            lines.append(exchange.transportError);
        appendPart(lines, exchange.responseHeaders, exchange.responseBody);
        lines.append(u"\n%1 ms, attempt %2, %3"_s.arg(exchange.duration)
                         .arg(exchange.attempt)
                         .arg(exchange.started.toString(Qt::ISODateWithMs)));
    }
    return lines.join(u'\n');
}

QByteArray har(const QList<Exchange> &exchanges)
{
    QJsonArray entries;
    for (const Exchange &exchange : exchanges) {
        if (!exchange.isFinished)
            continue;
        entries.append(QJsonObject{
            {"startedDateTime"_L1, exchange.started.toString(Qt::ISODateWithMs)},
            {"time"_L1, exchange.duration},
            {"request"_L1, harRequest(exchange)},
            {"response"_L1, harResponse(exchange)},
            {"cache"_L1, QJsonObject()},
            {"timings"_L1, QJsonObject{{"send"_L1, 0}, {"wait"_L1, exchange.duration}, {"receive"_L1, 0}}}});
    }
    const QJsonObject creator{{"name"_L1, QLatin1StringView(productinfo::displayName)},
                              {"version"_L1, QLatin1StringView(productinfo::version)}};
    const QJsonObject log{{"version"_L1, "1.2"_L1}, {"creator"_L1, creator}, {"entries"_L1, entries}};
    return QJsonDocument(QJsonObject{{"log"_L1, log}}).toJson();
}

} // namespace pollux::exchangeexport
