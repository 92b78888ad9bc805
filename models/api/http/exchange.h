// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace pollux {

/// One request and its answer, as the Requests page shows them. All texts in it are already without API keys and upload
/// session identifiers.
struct Exchange {
    struct Header {
        QString name;
        QString value;

        bool operator==(const Header &) const = default;
    };

    /// A request or response body.
    struct Body {
        QString text;    ///< at most ExchangeLog::maxBodyLength characters; "n bytes …" for the content of a file
        qint64 size = 0; ///< bytes on the wire
        bool isCut = false;

        bool operator==(const Body &) const = default;
    };

    quint64 number = 0; ///< counts from 1 in each run of the program
    QDateTime started;  ///< UTC
    QString method;     ///< "GET", "POST" or "DELETE"
    QString url;        ///< scheme, host, path and query
    QString path;       ///< path and query
    int attempt = 1;    ///< number of the try, from 1; always 1 if the sender does not count tries
    QList<Header> requestHeaders;
    Body requestBody;
    bool isFinished = false;
    int httpStatus = 0; ///< 0 if no answer came
    QList<Header> responseHeaders;
    Body responseBody;
    QString transportError; ///< why there is no complete answer
    qint64 duration = 0;    ///< ms

    /// True for no answer, an incomplete answer, or a status of 400 and above.
    bool isFailed() const { return isFinished && (httpStatus == 0 || httpStatus >= 400 || !transportError.isEmpty()); }
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::Exchange)
