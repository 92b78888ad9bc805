// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/replyreader.h"

#include "models/api/http/requestsecrets.h"
#include "models/api/http/secrets.h"
#include "models/api/http/serverclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QMetaEnum>

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

// Keys and session URLs are never logged.
Q_LOGGING_CATEGORY(logApi, "pollux.api", QtInfoMsg)

/// Qt reports answers of 400 and above as errors too; those are complete answers. ContentReSendError means that Qt
/// wanted to send a body again, and the body refused to be rewound: either the connection broke, so there is no answer,
/// or the answer was a 307 or 308, for which Qt rewinds the body even if redirects are not followed.
bool isHttpAnswer(const QNetworkReply &reply, int httpStatus)
{
    const QNetworkReply::NetworkError error = reply.error();
    if (httpStatus == 0)
        return false;
    if (error == QNetworkReply::ContentReSendError)
        return httpStatus >= 300 && httpStatus < 400;
    return error == QNetworkReply::NoError || (httpStatus >= 400 && error >= QNetworkReply::ContentAccessDenied);
}

} // namespace

ApiError ServerAnswer::error() const
{
    if (transportError)
        return *transportError;
    const auto answered = ServerClock::believable(header("date"_ba));
    return cleaned(ApiError::fromHttp(httpStatus, body, header("retry-after"_ba), header("location"_ba), answered));
}

ApiError ServerAnswer::cleaned(ApiError error) const
{
    const secrets::Redactor redactor(secrets);
    error.message = redactor.clean(error.message);
    if (!error.rawDetails.isEmpty()) {
        const QString details = QString::fromUtf8(QJsonDocument(error.rawDetails).toJson(QJsonDocument::Compact));
        error.rawDetails = QJsonDocument::fromJson(redactor.clean(details).toUtf8()).array();
    }
    return error;
}

Result<QJsonObject> ServerAnswer::json() const
{
    if (!succeeded())
        return error();
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return cleaned(ApiError::unreadable(httpStatus, body));
    return document.object();
}

void ReplyReader::read(QNetworkReply *reply, QObject *context, Callback callback)
{
    new ReplyReader(reply, context, std::move(callback));
}

void ReplyReader::leave(QNetworkReply *reply)
{
    connect(reply, &QNetworkReply::finished, reply,
            [reply, recorder = std::shared_ptr<ExchangeLog::Recorder>(ExchangeLog::record(*reply))] {
                if (recorder)
                    recorder->end(*reply, reply->readAll(), {});
                reply->deleteLater();
            });
}

ReplyReader::ReplyReader(QNetworkReply *reply, QObject *context, Callback callback)
    : QObject(reply)
    , m_reply(reply)
    , m_callback(std::move(callback))
    , m_recorder(ExchangeLog::record(*reply))
{
    if (m_recorder)
        connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) { m_recorder->setBytesSent(sent); });
    connect(reply, &QNetworkReply::metaDataChanged, this, [reply] { ServerClock::observe(*reply); });
    connect(reply, &QNetworkReply::readyRead, this, &ReplyReader::readAvailable);
    connect(reply, &QNetworkReply::finished, this, &ReplyReader::finish);
    connect(context, &QObject::destroyed, this, &ReplyReader::abandon);
}

void ReplyReader::readAvailable()
{
    // abort() closes the reply before it emits finished().
    if (m_isTooLarge || !m_reply->isOpen())
        return;
    m_body += m_reply->readAll();
    if (m_body.size() <= maxAnswerSize)
        return;
    m_isTooLarge = true;
    m_body.clear();
    m_reply->abort();
}

void ReplyReader::finish()
{
    if (!m_callback)
        return;
    readAvailable();
    const Callback callback = std::exchange(m_callback, {});
    m_reply->deleteLater();
    const ServerAnswer complete = answer();
    const char *error = QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(m_reply->error());
    if (m_recorder)
        m_recorder->end(*m_reply, m_body, complete.transportError ? QString::fromLatin1(error) : QString());
    callback(complete);
}

void ReplyReader::abandon()
{
    // The context is partly destroyed, and abort() emits finished() before it returns, so the callback is cleared
    // first.
    m_callback = {};
    m_reply->abort();
    m_reply->deleteLater();
}

ServerAnswer ReplyReader::answer() const
{
    ServerAnswer answer;
    answer.secrets = requestsecrets::of(*m_reply);
    answer.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    if (m_isTooLarge)
        answer.transportError = ApiError::local(ErrorKind::AnswerTooLarge);
    else if (isHttpAnswer(*m_reply, answer.httpStatus))
        answer.body = m_body;
    else
        answer.transportError = ApiError::fromNetwork(m_reply->error(), m_reply->errorString());
    // errorString() may quote the URL, which for an upload session is a secret.
    if (answer.transportError && answer.transportError->message.contains("upload_id"_L1))
        answer.transportError->message.clear();
    qCDebug(logApi) << m_reply->operation() << m_reply->url().path() << answer.httpStatus << m_body.size() << "bytes";
    return answer;
}

} // namespace pollux
