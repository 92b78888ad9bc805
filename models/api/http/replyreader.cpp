// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/replyreader.h"

#include "models/api/http/answerdeadline.h"
#include "models/api/http/proxiedreply.h"
#include "models/api/http/requestsecrets.h"
#include "models/api/http/secrets.h"
#include "models/api/http/serverclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QMetaEnum>
#include <QNetworkAccessManager>

#include <algorithm>
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

/// True for an answer such as "103 Early Hints". Qt 6.4 ends the reply with it; the last answer is still to come on the
/// same connection, and Qt would hand it to the next request.
bool isEarlyAnswer(int httpStatus)
{
    return httpStatus > 100 && httpStatus < 200;
}

/// Closes the connections of a manager on which an answer came that may not have ended yet. Clearing ends the network
/// thread of the manager, and a request still running there would never finish, so it waits for the last of them.
void dropStrayAnswers(const QNetworkReply &finished, bool isOpenEnded)
{
    static constexpr auto mark = "polluxHasStrayAnswer";
    QNetworkAccessManager *manager = finished.manager();
    if (!manager)
        return;
    if (isOpenEnded)
        manager->setProperty(mark, true);
    if (!manager->property(mark).toBool())
        return;
    const auto replies = manager->findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
    if (std::ranges::any_of(replies, &QNetworkReply::isRunning))
        return;
    manager->setProperty(mark, {});
    manager->clearConnectionCache();
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
    for (QString *text : {&error.message, &error.rpcStatus, &error.subject})
        *text = redactor.clean(*text);
    if (!error.rawDetails.isEmpty()) {
        const QString details = QString::fromUtf8(QJsonDocument(error.rawDetails).toJson(QJsonDocument::Compact));
        error.rawDetails = QJsonDocument::fromJson(redactor.clean(details).toUtf8()).array();
        error.details = Status{{}, {}, {}, error.rawDetails}.readDetails();
    }
    // The service words its own limits in JSON; a limit of another size is a gateway's, and concerns large files only.
    const bool isLimitOfGateway = error.kind == ErrorKind::TooLarge && error.rpcStatus.isEmpty();
    if (error.kind == ErrorKind::ProxyPage || isLimitOfGateway)
        error.subject = host;
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
    answerdeadline::watch(*reply);
    reply->setReadBufferSize(maxLeftSize + 1);
    connect(reply, &QNetworkReply::readyRead, reply, [reply] {
        if (reply->bytesAvailable() > maxLeftSize)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, reply,
            [reply, recorder = std::shared_ptr<ExchangeLog::Recorder>(ExchangeLog::record(*reply))] {
                if (recorder)
                    recorder->end(*reply, reply->isOpen() ? reply->readAll() : QByteArray(), {});
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
    answerdeadline::watch(*reply);
    connect(reply, &QNetworkReply::metaDataChanged, this, &ReplyReader::checkHeaders);
    connect(reply, &QNetworkReply::metaDataChanged, this, [reply] { ServerClock::observe(*reply); });
    connect(reply, &QNetworkReply::readyRead, this, &ReplyReader::readAvailable);
    connect(reply, &QNetworkReply::finished, this, &ReplyReader::finish);
    connect(context, &QObject::destroyed, this, &ReplyReader::abandon);
}

void ReplyReader::checkHeaders()
{
    // Qt joins the values of a repeated header. Where an answer with two lengths ends is anybody's guess, and what
    // follows on the connection is, too.
    if (m_reply->rawHeader("content-length"_ba).contains(','))
        refuse(ErrorKind::Protocol);
}

void ReplyReader::readAvailable()
{
    // abort() closes the reply before it emits finished().
    if (m_refusal || !m_reply->isOpen())
        return;
    m_body += m_reply->readAll();
    if (m_body.size() > maxAnswerSize)
        refuse(ErrorKind::AnswerTooLarge);
}

void ReplyReader::refuse(ErrorKind kind)
{
    m_refusal = kind;
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
    dropStrayAnswers(*m_reply, isEarlyAnswer(complete.httpStatus) || m_refusal == ErrorKind::Protocol);
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
    answer.host = m_reply->url().host();
    answer.secrets = requestsecrets::of(*m_reply);
    answer.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    if (m_refusal)
        answer.transportError = ApiError::local(*m_refusal);
    else if (const auto refusal = ProxiedReply::refusalOf(*m_reply))
        answer.transportError = refusal;
    else if (isHttpAnswer(*m_reply, answer.httpStatus))
        answer.body = m_body;
    else
        answer.transportError = ApiError::fromNetwork(m_reply->error(), m_reply->errorString());
    // errorString() may quote the URL, which for an upload session is a secret.
    if (answer.transportError && answer.transportError->message.contains("upload_id"_L1))
        answer.transportError->message.clear();
    if (answer.transportError)
        answer.transportError = answer.cleaned(*answer.transportError);
    // The path of a session may hold its identifier.
    const bool isSecretPath = requestsecrets::isToSession(m_reply->request());
    qCDebug(logApi) << m_reply->operation() << (isSecretPath ? u"(session)"_s : m_reply->url().path())
                    << answer.httpStatus << m_body.size() << "bytes";
    return answer;
}

} // namespace pollux
