// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/errorbody.h"

using namespace Qt::StringLiterals;

namespace pollux::erroranswer {

HttpAnswer of(int code, const QString &status, const QString &message, const QJsonArray &details)
{
    QJsonObject error{{u"code"_s, code}, {u"message"_s, message}};
    if (!status.isEmpty()) {
        error.insert(u"status"_s, status);
    }
    if (!details.isEmpty()) {
        error.insert(u"details"_s, details);
    }
    return HttpAnswer::json(code, {{u"error"_s, error}});
}

QJsonArray details(const QString &reason, const QJsonObject &metadata, const QString &message)
{
    return {QJsonObject{{u"@type"_s, u"type.googleapis.com/google.rpc.ErrorInfo"_s},
                        {u"reason"_s, reason},
                        {u"domain"_s, u"googleapis.com"_s},
                        {u"metadata"_s, metadata}},
            QJsonObject{{u"@type"_s, u"type.googleapis.com/google.rpc.LocalizedMessage"_s},
                        {u"locale"_s, u"en-US"_s},
                        {u"message"_s, message}}};
}

HttpAnswer invalidKey()
{
    const QString message = u"API key not valid. Please pass a valid API key."_s;
    const QJsonObject metadata{{u"service"_s, u"generativelanguage.googleapis.com"_s}};
    return of(400, u"INVALID_ARGUMENT"_s, message, details(u"API_KEY_INVALID"_s, metadata, message));
}

HttpAnswer oldKey()
{
    const QString message =
        u"Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
        "authentication credential."_s;
    const QJsonObject metadata{{u"service"_s, u"generativelanguage.googleapis.com"_s}};
    return of(401, u"UNAUTHENTICATED"_s, message, details(u"ACCESS_TOKEN_TYPE_UNSUPPORTED"_s, metadata, message));
}

HttpAnswer noRight()
{
    return of(403, u"PERMISSION_DENIED"_s, u"The caller does not have permission"_s);
}

HttpAnswer internalError()
{
    return of(500, u"INTERNAL"_s, u"Internal error encountered."_s);
}

HttpAnswer missingKey()
{
    return of(403, u"PERMISSION_DENIED"_s,
              u"Method doesn't allow unregistered callers (callers without established identity). "
              "Please use API Key or other form of API consumer identity to call this API."_s);
}

HttpAnswer missingFile(const QString &id)
{
    return of(403, u"PERMISSION_DENIED"_s,
              u"You do not have permission to access the File %1 or it may not exist."_s.arg(id));
}

HttpAnswer invalidArgument(const QString &message)
{
    return of(400, u"INVALID_ARGUMENT"_s, message);
}

HttpAnswer failedPrecondition(const QString &message)
{
    return of(400, u"FAILED_PRECONDITION"_s, message);
}

HttpAnswer storageLimit(qint64 bytes)
{
    return of(429, u"RESOURCE_EXHAUSTED"_s, u"Corpus has reached the storage limit of %1 bytes."_s.arg(bytes));
}

HttpAnswer missingResource()
{
    return of(404, u"NOT_FOUND"_s, u"Requested entity was not found."_s);
}

} // namespace pollux::erroranswer
