// SPDX-License-Identifier: Apache-2.0
// Sends one file as the body of one POST with a plain QNetworkAccessManager, and ends: this is the least time that an
// upload with Qt's network stack takes.
#include <QCoreApplication>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

#include <cstdio>

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) {
        std::fputs("usage: onerequest URL FILE\n", stderr);
        return 2;
    }
    QFile file(arguments.at(2));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        std::fputs("the file cannot be opened\n", stderr);
        return 1;
    }
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(arguments.at(1))};
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/octet-stream"));
    QNetworkReply *reply = network.put(request, &file);
    QObject::connect(reply, &QNetworkReply::finished, reply,
                     [reply] { QCoreApplication::exit(reply->error() == QNetworkReply::NoError ? 0 : 1); });
    return QCoreApplication::exec();
}
