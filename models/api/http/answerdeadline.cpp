// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/answerdeadline.h"

#include "models/api/http/requestattribute.h"

#include <QNetworkReply>
#include <QTimer>

namespace pollux::answerdeadline {

void set(QNetworkRequest &request, std::chrono::milliseconds time)
{
    request.setAttribute(requestattribute::answerTime, static_cast<qint64>(time.count()));
}

void watch(QNetworkReply &reply)
{
    const std::chrono::milliseconds time(reply.request().attribute(requestattribute::answerTime).toLongLong());
    if (time.count() <= 0)
        return;
    auto *timer = new QTimer(&reply);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, &reply, &QNetworkReply::abort);
    QObject::connect(&reply, &QNetworkReply::finished, timer, &QTimer::stop);
    const auto progress =
        QObject::connect(&reply, &QNetworkReply::uploadProgress, timer, [timer, time](qint64 sent, qint64 total) {
            if (sent < total)
                timer->stop();
            else
                timer->start(time);
        });
    // A server may begin its answer before it has read the whole body.
    QObject::connect(&reply, &QNetworkReply::metaDataChanged, timer, [timer, time, progress] {
        QObject::disconnect(progress);
        if (!timer->isActive())
            timer->start(time);
    });
    timer->start(time);
}

} // namespace pollux::answerdeadline
