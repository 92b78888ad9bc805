// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/httpmessage.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

bool sameName(QByteArrayView left, QByteArrayView right)
{
    return left.compare(right, Qt::CaseInsensitive) == 0;
}

/// Pointer to the header of this name, nullptr if there is none.
const HttpHeader *findHeader(const QList<HttpHeader> &headers, QByteArrayView name)
{
    const auto found = std::find_if(headers.cbegin(), headers.cend(),
                                    [name](const HttpHeader &header) { return sameName(header.first, name); });
    return found == headers.cend() ? nullptr : &*found;
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    const HttpHeader *found = findHeader(headers, name);
    return found ? found->second : QByteArray();
}

bool HttpRequest::hasHeader(QByteArrayView name) const
{
    return findHeader(headers, name) != nullptr;
}

QByteArray HttpRequest::queryValue(QByteArrayView name) const
{
    const QByteArray key = name.toByteArray() + '=';
    for (const QByteArray &item : query.split('&')) {
        if (item.startsWith(key)) {
            return QByteArray::fromPercentEncoding(item.mid(key.size()).replace('+', ' '));
        }
    }
    return {};
}

bool HttpRequest::hasQueryValue(QByteArrayView name) const
{
    const QByteArray wanted = name.toByteArray();
    const QList<QByteArray> items = query.split('&');
    return std::any_of(items.cbegin(), items.cend(),
                       [&wanted](const QByteArray &item) { return item == wanted || item.startsWith(wanted + '='); });
}

qint64 HttpRequest::contentLength() const
{
    if (hasHeader("Transfer-Encoding")) {
        return -1;
    }
    return header("Content-Length").toLongLong();
}

HttpRequest HttpRequest::parse(const QByteArray &head)
{
    HttpRequest request;
    QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    request.method = first.value(0);
    const QByteArray target = first.value(1);
    const qsizetype question = target.indexOf('?');
    request.path = question < 0 ? target : target.first(question);
    request.query = question < 0 ? QByteArray() : target.mid(question + 1);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0) {
            request.headers.emplaceBack(line.first(colon), line.mid(colon + 1).trimmed());
        }
    }
    return request;
}

void HttpAnswer::setHeader(const QByteArray &name, const QByteArray &value)
{
    removeHeader(name);
    headers.emplaceBack(name, value);
}

void HttpAnswer::removeHeader(QByteArrayView name)
{
    headers.removeIf([name](const HttpHeader &header) { return sameName(header.first, name); });
}

HttpAnswer HttpAnswer::plainText(int status, const QByteArray &text)
{
    return {.status = status, .headers = {{"Content-Type"_ba, "text/plain; charset=utf-8"_ba}}, .body = text};
}

HttpAnswer HttpAnswer::json(int status, const QJsonObject &body)
{
    // Qt indents by four blanks. Line breaks inside strings are escaped, so every leading blank is indentation.
    static const QRegularExpression indentation(u"^( +)\\1"_s, QRegularExpression::MultilineOption);
    QString text = QString::fromUtf8(QJsonDocument(body).toJson());
    text = body.isEmpty() ? u"{}\n"_s : text.replace(indentation, u"\\1"_s);
    return {.status = status,
            .headers = {{"Content-Type"_ba, "application/json; charset=UTF-8"_ba}},
            .body = text.toUtf8()};
}

HttpAnswer HttpAnswer::dropped()
{
    return {.isDropped = true};
}

} // namespace pollux
