// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

namespace pollux {

/// The address of the service.
struct Endpoint {
    QUrl baseUrl;       ///< scheme, host, port and perhaps a path before the version; no trailing slash needed
    QString apiVersion; ///< path segment, such as "v1beta"

    /// Google's published endpoint, v1beta.
    static Endpoint standard();
    /// The same address with the version in apiVersion only: if the path of the base URL ends in a version, such as
    /// "/v1beta" or "/v1/", that version is the one to use.
    Endpoint withVersionApart() const;
    /// Scheme, host and port of the address: what holds and clocks are counted by.
    QString origin() const;

    bool operator==(const Endpoint &) const = default;
};

/// True for https, and for plain http if the host is this computer (127.0.0.0/8, ::1, localhost).
bool isSecureOrLoopback(const QUrl &url);

} // namespace pollux
