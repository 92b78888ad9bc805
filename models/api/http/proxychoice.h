// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkProxy>
#include <QString>

namespace pollux {

/// Which proxy the program's requests go through, as a person chose it. A value.
struct ProxyChoice {
    enum class Kind { System, None, Http, Socks5 };

    enum class Problem {
        None,
        NoHost,
        BadHost, ///< not a host name or address: a URL, a blank, a port in it
        BadPort, ///< not from 1 to 65535
    };

    Kind kind = Kind::System;
    QString host; ///< for Http and Socks5: a name, or an address, IPv6 without brackets
    int port = 0; ///< for Http and Socks5

    /// From the words of Settings::Key::ProxyKind: "system", "none", "http", "socks5". An unknown word, as from an
    /// edited file, is "system".
    static ProxyChoice fromWords(const QString &kind, const QString &host, int port);
    static QString wordOf(Kind kind);

    bool needsHost() const { return kind == Kind::Http || kind == Kind::Socks5; }
    Problem problem() const;

    /// What a request to `query` goes through. A host of this computer itself, as the demo server, is never behind a
    /// proxy. Where a proxy was chosen that has a problem(), requests fail: none goes past a proxy that was asked for.
    QNetworkProxy proxyFor(const QNetworkProxyQuery &query) const;

    /// From now on, for all requests of all threads of the program; connections under way stay as they are. Asking the
    /// system for its proxies happens with each request, in the thread that makes it.
    void apply() const;

    bool operator==(const ProxyChoice &) const = default;
};

} // namespace pollux
