// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/errorbody.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

HttpAnswer errorAnswer(int code, const QString &status, const QString &message, const QJsonArray &details = {})
{
    return HttpAnswer::json(code, errorBody(code, status, message, details));
}

} // namespace

QByteArray prettyJson(const QJsonObject &object)
{
    if (object.isEmpty()) {
        return "{}\n"_ba;
    }
    // Qt indents by four blanks. Line breaks inside strings are escaped, so every leading blank is indentation.
    QByteArray halved;
    for (const QByteArray &line : QJsonDocument(object).toJson(QJsonDocument::Indented).split('\n')) {
        qsizetype blanks = 0;
        while (blanks < line.size() && line.at(blanks) == ' ') {
            ++blanks;
        }
        if (!line.isEmpty()) {
            halved += QByteArray(blanks / 2, ' ') + line.mid(blanks) + '\n';
        }
    }
    return halved;
}

QByteArray errorBody(int code, const QString &status, const QString &message, const QJsonArray &details)
{
    QJsonObject error{{u"code"_s, code}, {u"message"_s, message}};
    if (!status.isEmpty()) {
        error.insert(u"status"_s, status);
    }
    if (!details.isEmpty()) {
        error.insert(u"details"_s, details);
    }
    return prettyJson({{u"error"_s, error}});
}

namespace erroranswer {

HttpAnswer invalidKey()
{
    const QString message = u"API key not valid. Please pass a valid API key."_s;
    const QJsonObject info{{u"@type"_s, u"type.googleapis.com/google.rpc.ErrorInfo"_s},
                           {u"reason"_s, u"API_KEY_INVALID"_s},
                           {u"domain"_s, u"googleapis.com"_s},
                           {u"metadata"_s, QJsonObject{{u"service"_s, u"generativelanguage.googleapis.com"_s}}}};
    const QJsonObject localized{{u"@type"_s, u"type.googleapis.com/google.rpc.LocalizedMessage"_s},
                                {u"locale"_s, u"en-US"_s},
                                {u"message"_s, message}};
    return errorAnswer(400, u"INVALID_ARGUMENT"_s, message, {info, localized});
}

HttpAnswer missingKey()
{
    return errorAnswer(403, u"PERMISSION_DENIED"_s,
                       u"Method doesn't allow unregistered callers (callers without established identity). "
                       "Please use API Key or other form of API consumer identity to call this API."_s);
}

HttpAnswer missingFile(const QString &id)
{
    return errorAnswer(403, u"PERMISSION_DENIED"_s,
                       u"You do not have permission to access the File %1 or it may not exist."_s.arg(id));
}

HttpAnswer nameTaken(const QString &id)
{
    return errorAnswer(409, {}, u"%1 already exists."_s.arg(id));
}

HttpAnswer invalidArgument(const QString &message)
{
    return errorAnswer(400, u"INVALID_ARGUMENT"_s, message);
}

HttpAnswer badPageToken()
{
    return invalidArgument(u"The page token is not valid."_s);
}

HttpAnswer fileNotActive(const QString &id)
{
    return errorAnswer(400, u"FAILED_PRECONDITION"_s,
                       u"The File %1 is not in an ACTIVE state and usage is not allowed."_s.arg(id));
}

HttpAnswer storageLimit(qint64 bytes)
{
    return errorAnswer(429, u"RESOURCE_EXHAUSTED"_s, u"Corpus has reached the storage limit of %1 bytes."_s.arg(bytes));
}

HttpAnswer storeNotEmpty()
{
    return errorAnswer(400, u"FAILED_PRECONDITION"_s, u"Cannot delete non-empty FileSearchStore"_s);
}

HttpAnswer documentNotEmpty()
{
    return errorAnswer(400, u"FAILED_PRECONDITION"_s, u"Cannot delete non-empty Document"_s);
}

HttpAnswer missingResource()
{
    return errorAnswer(404, u"NOT_FOUND"_s, u"Requested entity was not found."_s);
}

HttpAnswer unknownPath(const QByteArray &path)
{
    return errorAnswer(404, u"NOT_FOUND"_s,
                       u"The requested URL %1 was not found on this server."_s.arg(QString::fromLatin1(path)));
}

} // namespace erroranswer

} // namespace pollux
