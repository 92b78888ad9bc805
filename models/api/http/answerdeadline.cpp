// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/answerdeadline.h"

#include <QNetworkReply>
#include <QTimer>

namespace pollux::answerdeadline {

namespace {

constexpr auto timeAttribute = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 5);

} // namespace

void set(QNetworkRequest &request, std::chrono::milliseconds time)
{
    request.setAttribute(timeAttribute, static_cast<qint64>(time.count()));
}

void watch(QNetworkReply &reply)
{
    const std::chrono::milliseconds time(reply.request().attribute(timeAttribute).toLongLong());
    if (time.count() <= 0)
        return;
    auto *timer = new QTimer(&reply);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, &reply, &QNetworkReply::abort);
    QObject::connect(&reply, &QNetworkReply::finished, timer, &QTimer::stop);
    QObject::connect(&reply, &QNetworkReply::uploadProgress, timer, [timer, time](qint64 sent, qint64 total) {
        if (sent < total)
            timer->stop();
        else
            timer->start(time);
    });
    timer->start(time);
}

} // namespace pollux::answerdeadline
