// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace pollux {

/// One request and what came back, as the inspector shows it. Keys and session identifiers were taken out of every text
/// before it was made.
struct Exchange {
    struct Header {
        QString name;
        QString value;

        bool operator==(const Header &) const = default;
    };

    /// What was sent or received as text.
    struct Body {
        QString text;    ///< at most ExchangeLog::maxBodyLength characters; "n bytes …" for the content of a file
        qint64 size = 0; ///< bytes on the wire
        bool isCut = false;

        bool operator==(const Body &) const = default;
    };

    quint64 number = 0; ///< counts up from 1 while the program runs
    QDateTime started;  ///< UTC
    QString method;     ///< "GET", "POST" or "DELETE"
    QString url;        ///< scheme, host, path and query
    QString path;       ///< path and query
    int attempt = 1;    ///< which try of the same thing, where a retry knows
    QList<Header> requestHeaders;
    Body requestBody;
    bool isFinished = false;
    int httpStatus = 0; ///< 0 where no answer came
    QList<Header> responseHeaders;
    Body responseBody;
    QString transportError; ///< why there is no complete answer
    qint64 duration = 0;    ///< ms

    /// No answer, or one of 400 and above.
    bool isFailed() const { return isFinished && (httpStatus == 0 || httpStatus >= 400 || !transportError.isEmpty()); }
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::Exchange)
