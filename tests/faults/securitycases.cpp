// SPDX-License-Identifier: Apache-2.0
// Group E, security: portals, redirects, web proxies, certificates.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/systemfaults.h"
#include "tests/faults/tlsfront.h"
#include "tests/faults/uninvolvedserver.h"

#include <QNetworkProxy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

using State = UploadTask::State;

constexpr qint64 granule = FaultBench::granule;
const auto wholeBody = "upload, finalize"_ba;
const auto noOpenssl = u"there is no openssl to make certificates with"_s;

FaultAction portalPage(int status)
{
    return faults::answer(status, "<!DOCTYPE html><html><body>Log in to the network</body></html>"_ba, "text/html"_ba);
}

void captivePortal(FaultBench &bench)
{
    // The portal answers the starts and the queries until somebody logs in.
    constexpr int answers = 15;
    bench.open();
    bench.faults().add(faultOn("start"_ba, portalPage(200), answers));
    bench.faults().add(faultOn(wholeBody, faults::cutBody(granule + 1)));
    bench.faults().add(faultOn("query"_ba, portalPage(200), answers));
    bench.faults().add(faultOn("query"_ba, portalPage(511)));
    bench.addVictim();
    bench.waitUntil([&bench] { return bench.victim().waitReason == WaitReason::Network; },
                    u"the victim does not wait for the network"_s);
    bench.waitUntilFired();
    bench.finishHealthy();
    bench.requireState(State::Done);
    // In the server's log the portal's pages are starts that were answered with 200.
    bench.allowed.orphanStarts = answers;
    bench.require(bench.victim().sessionCount == 1, u"it took %1 sessions"_s.arg(bench.victim().sessionCount));
}

void redirects(FaultBench &bench)
{
    UninvolvedServer portal;
    bench.open();
    const QByteArray target = "http://127.0.0.1:" + QByteArray::number(portal.port()) + "/login";
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const QByteArray &command : {"start"_ba, wholeBody}) {
            bench.faults().add(faultOn(command, faults::answer(status, {}, "text/html"_ba, {{"Location"_ba, target}})));
            const QString name = QString::fromLatin1(command.left(5)) + u"-%1.bin"_s.arg(status);
            bench.addVictim(granule, name);
            bench.waitUntil([&] { return !bench.victim(name).isActive() || bench.victim(name).error; },
                            u"the redirect was not noticed"_s);
            bench.waitUntil([&] { return bench.victim(name).isFinished(); }, u"%1 does not end"_s.arg(name));
            const bool isHonest = bench.victim(name).state == State::Failed || bench.victim(name).state == State::Done;
            bench.require(isHonest, u"%1 is %2"_s.arg(name, stateName(bench.victim(name).state)));
        }
    }
    bench.waitUntilFired();
    bench.finishHealthy();
    bench.require(portal.connections() == 0, u"the redirect was followed"_s);
}

void requireTold(FaultBench &bench, ErrorKind kind, const QString &name)
{
    bench.waitUntil([&] { return bench.toldError(name).has_value(); }, u"%1: nothing was noticed"_s.arg(name));
    const int told = static_cast<int>(bench.toldError(name).value_or(ErrorKind::Cancelled));
    bench.require(told == static_cast<int>(kind), u"%1: the reason is not said: error %2"_s.arg(name).arg(told));
}

void webProxyRefuses(FaultBench &bench)
{
    // Qt uses no web proxy for localhost, so the service needs another host name.
    TlsFront front(bench.world().server().port(), TlsFront::Certificate::WrongHost);
    if (!front.isReady()) {
        bench.skip(noOpenssl);
        return;
    }
    UninvolvedServer webProxy("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                              "Content-Length: 0\r\nConnection: close\r\n\r\n"_ba);
    bench.world().otherUrl = QUrl(u"https://%1:%2"_s.arg(TlsFront::otherHost).arg(front.port()));
    QNetworkProxy::setApplicationProxy({QNetworkProxy::HttpProxy, u"127.0.0.1"_s, webProxy.port()});
    bench.open();
    bench.addVictim();
    requireTold(bench, ErrorKind::Proxy, u"victim.bin"_s);
    bench.require(webProxy.connections() > 0, u"O9, the web proxy was not asked"_s);
    bench.require(!webProxy.received().contains(FaultBench::canaryKey), u"the key went to the web proxy"_s);
    bench.require(webProxy.received().startsWith("CONNECT "), u"the request went to the web proxy in clear"_s);
    webProxy.tunnelTo(front.port());
    bench.finishHealthy();
    bench.requireState(State::Done);
}

/// Requires that nothing of a file is sent to `front`, whose certificate is not trusted or not valid at this time.
void requireNothingSent(FaultBench &bench, const TlsFront &front, const QString &name)
{
    const int before = front.handshakes();
    bench.world().otherUrl = front.baseUrl();
    bench.world().setAccount();
    bench.addVictim(granule, name);
    bench.waitUntil([&] { return front.handshakes() > before; }, u"O9, %1: nobody connected"_s.arg(name));
    requireTold(bench, ErrorKind::Tls, name);
    bench.require(front.bytesReceived() == 0, u"%1: something was sent"_s.arg(name));
    bench.require(bench.victim(name).state != State::Done, u"%1 is called done"_s.arg(name));
}

void badCertificates(FaultBench &bench)
{
    const quint16 port = bench.world().server().port();
    TlsFront good(port, TlsFront::Certificate::Good);
    TlsFront selfSigned(port, TlsFront::Certificate::SelfSigned);
    TlsFront wrongHost(port, TlsFront::Certificate::WrongHost);
    if (!good.isReady()) {
        bench.skip(noOpenssl);
        return;
    }
    bench.world().otherUrl = good.baseUrl();
    bench.open();
    requireNothingSent(bench, selfSigned, u"self-signed.bin"_s);
    requireNothingSent(bench, wrongHost, u"wrong-host.bin"_s);
    bench.require(bench.world().server().requests().isEmpty(), u"a request came through"_s);
    bench.world().otherUrl = good.baseUrl();
    bench.world().setAccount();
    bench.finishHealthy();
    bench.requireState(State::Done, u"self-signed.bin"_s);
    bench.requireState(State::Done, u"wrong-host.bin"_s);
}

void wrongClock(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"the clock cannot be moved on this system"_s);
        return;
    }
    TlsFront front(bench.world().server().port(), TlsFront::Certificate::Good);
    if (!front.isReady()) {
        bench.skip(noOpenssl);
        return;
    }
    bench.world().otherUrl = front.baseUrl();
    bench.open();
    systemfaults::shiftWallClock(24h * 400);
    requireNothingSent(bench, front, u"expired.bin"_s);
    systemfaults::shiftWallClock(-24h * 10);
    requireNothingSent(bench, front, u"not-yet.bin"_s);
    systemfaults::clear();
    bench.finishHealthy();
    bench.requireState(State::Done, u"expired.bin"_s);
    bench.requireState(State::Done, u"not-yet.bin"_s);
}

} // namespace

QList<FaultCase> securityCases()
{
    return {
        {u"E09"_s, u"captive portal in place of every answer"_s, captivePortal},
        {u"E09-redirect"_s, u"redirects to a portal, of five kinds"_s, redirects},
        {u"E10"_s, u"web proxy wants a password"_s, webProxyRefuses},
        {u"E11"_s, u"certificate self-signed, of another host"_s, badCertificates},
        {u"E11-clock"_s, u"clock 400 days ahead, 10 days behind"_s, wrongClock},
    };
}

} // namespace pollux
