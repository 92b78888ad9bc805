// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkProxy>
#include <QString>

namespace pollux {

/// Which proxy the program's requests use, as set in the settings. A value type.
struct ProxyChoice {
    enum class Kind { System, None, Http, Socks5 };

    enum class Problem {
        None,
        NoHost,
        BadHost, ///< not a host name or address, for example a URL or a text with a blank or a port
        BadPort, ///< not from 1 to 65535
    };

    Kind kind = Kind::System;
    QString host; ///< for Http and Socks5: a name, or an address, IPv6 without brackets
    int port = 0; ///< for Http and Socks5
    // Only if the chosen proxy asks for them. Those of the system's proxy are in the environment's URL.
    QString user = {};
    QString password = {};

    /// `kind` is a value of Settings::Key::ProxyKind: "system", "none", "http" or "socks5". Any other text counts as
    /// "system".
    static ProxyChoice fromSettings(const QString &kind, const QString &host, int port);
    static QString kindName(Kind kind);

    bool needsHost() const { return kind == Kind::Http || kind == Kind::Socks5; }
    Problem problem() const;

    /// The proxy for a request to `query`. If there are credentials, an HTTP proxy gets them unasked by the method
    /// Basic, because of several methods Qt chooses NTLM, which it does not complete. Requests to this computer, such
    /// as to the demo server, never use a proxy. If the chosen proxy has a problem(), requests fail: they never bypass
    /// a proxy that was chosen.
    QNetworkProxy proxyFor(const QNetworkProxyQuery &query) const;

    /// Sets this choice for all requests made afterwards, in all threads of the program; open connections are not
    /// changed. The system's proxies are queried for each request, in the thread that sends it.
    void apply() const;

    bool operator==(const ProxyChoice &) const = default;
};

} // namespace pollux
