// SPDX-License-Identifier: Apache-2.0
// Group I: outages with a long queue. Nobody presses anything, neither during an outage nor after it.
#include "app/demo/http/errorbody.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/outage.h"
#include "tests/faults/systemfaults.h"
#include "tests/faults/tlsfront.h"
#include "tests/faults/uninvolvedserver.h"
#include "tests/support/scriptedhttpproxy.h"

#include <QNetworkProxy>

#include <algorithm>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

const auto noOpenssl = u"there is no openssl to make certificates with"_s;
const auto location = "User location is not supported for the API use."_L1;

/// Somebody else answers for the service, with a certificate that cannot be trusted.
void badCertificate(FaultBench &bench, TlsFront::Certificate certificate)
{
    const quint16 server = bench.world().server().port();
    TlsFront good(server, TlsFront::Certificate::Good);
    std::optional<TlsFront> bad(std::in_place, server, certificate);
    if (!good.isReady() || !bad->isReady()) {
        bench.skip(noOpenssl);
        return;
    }
    bench.world().otherUrl = bad->baseUrl();
    bench.open();
    Outage outage(bench, {ErrorKind::Tls});
    outage.begin();
    bench.require(bad->bytesReceived() == 0, u"something was sent"_s);
    bench.require(bad->handshakes() <= Outage::mostProbes, u"%1 connections"_s.arg(bad->handshakes()));
    outage.end([&] {
        const quint16 port = bad->port();
        bad.reset();
        good.moveTo(port);
    });
}

void selfSigned(FaultBench &bench)
{
    badCertificate(bench, TlsFront::Certificate::SelfSigned);
}

void unknownAuthority(FaultBench &bench)
{
    badCertificate(bench, TlsFront::Certificate::UnknownAuthority);
}

void webProxy(FaultBench &bench, ScriptedHttpProxy::Mode mode)
{
    // Qt uses no web proxy for localhost, so the service needs another host name.
    TlsFront front(bench.world().server().port(), TlsFront::Certificate::WrongHost);
    if (!front.isReady()) {
        bench.skip(noOpenssl);
        return;
    }
    ScriptedHttpProxy proxy;
    bench.require(proxy.listen(), u"no port is free"_s);
    proxy.setTarget(u"127.0.0.1"_s, front.port());
    proxy.setMode(mode);
    QNetworkProxy::setApplicationProxy({QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.port()});
    bench.world().otherUrl = QUrl(u"https://%1:%2"_s.arg(TlsFront::otherHost).arg(front.port()));
    bench.open();
    Outage outage(bench, {ErrorKind::Proxy});
    outage.begin();
    bench.require(mode == ScriptedHttpProxy::Gone || proxy.connectCount() > 0, u"O9, the web proxy was not asked"_s);
    bench.require(proxy.connectCount() <= Outage::mostProbes, u"%1 CONNECTs"_s.arg(proxy.connectCount()));
    outage.end([&proxy] { proxy.setMode(ScriptedHttpProxy::Tunnel); });
}

void proxyAsksForPassword(FaultBench &bench)
{
    webProxy(bench, ScriptedHttpProxy::AskBasic);
}

void proxyAsksForNtlm(FaultBench &bench)
{
    webProxy(bench, ScriptedHttpProxy::AskNtlm);
}

void proxyAsksForNegotiate(FaultBench &bench)
{
    webProxy(bench, ScriptedHttpProxy::AskNegotiate);
}

void proxyForbids(FaultBench &bench)
{
    webProxy(bench, ScriptedHttpProxy::Refuse403);
}

void proxyGone(FaultBench &bench)
{
    webProxy(bench, ScriptedHttpProxy::Gone);
}

/// Every request gets this answer in the outage.
void answerAll(FaultBench &bench, const FaultAction &answer, const QList<ErrorKind> &kinds)
{
    bench.faults().add(faultOn({}, answer, -1));
    bench.open();
    Outage outage(bench, kinds);
    outage.begin();
    const QList<RequestRecord> refused = bench.world().server().requests();
    bench.require(refused.size() <= Outage::mostProbes, u"it asked %1 times"_s.arg(refused.size()));
    outage.end([&bench] {
        const QList<RequestRecord> records = bench.world().server().requests();
        bench.endFaults();
        // In the server's log, pages of a portal are starts that were answered with 200.
        bench.allowed.orphanStarts = static_cast<int>(std::ranges::count_if(
            records, [](const RequestRecord &record) { return record.faultId != 0 && record.status == 200; }));
    });
}

void portalRedirects(FaultBench &bench)
{
    UninvolvedServer portal;
    const QByteArray target = "http://127.0.0.1:" + QByteArray::number(portal.port()) + "/login";
    answerAll(bench, faults::answer(302, {}, "text/html"_ba, {{"Location"_ba, target}}), {ErrorKind::Redirected});
    bench.require(portal.connections() == 0, u"the redirect was followed"_s);
}

void portalPage(FaultBench &bench)
{
    const QByteArray page = "<!DOCTYPE html><html><body>Log in to the network</body></html>"_ba;
    answerAll(bench, faults::answer(200, page, "text/html"_ba), {ErrorKind::ProxyPage});
}

void nameServerGone(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"lookups cannot be made to fail on this system"_s);
        return;
    }
    bench.world().otherUrl = QUrl(u"http://localhost:%1"_s.arg(bench.world().server().port()));
    bench.open();
    systemfaults::failLookups(std::numeric_limits<int>::max());
    Outage outage(bench, {ErrorKind::Unreachable});
    outage.begin();
    bench.require(systemfaults::lookupsFailed() > 0, u"O9, no lookup failed"_s);
    bench.require(systemfaults::lookupsFailed() <= Outage::mostProbes,
                  u"%1 lookups"_s.arg(systemfaults::lookupsFailed()));
    outage.end([] { systemfaults::clear(); });
}

void blackHole(FaultBench &bench)
{
    bench.useProxy();
    bench.world().timeouts = {400ms, 1s, 2s};
    bench.world().options.retries.maximumAttempts = 3;
    bench.open();
    bench.proxy().setSilent(true);
    Outage outage(bench, {ErrorKind::Timeout});
    outage.begin();
    const int connections = bench.proxy().counters().connections;
    bench.require(connections > 0 && connections <= Outage::mostProbes, u"%1 connections"_s.arg(connections));
    outage.end([&bench] { bench.proxy().setSilent(false); });
}

void locationRefused(FaultBench &bench)
{
    const HttpAnswer answer = erroranswer::failedPrecondition(location);
    answerAll(bench, faults::answer(answer.status, answer.body), {ErrorKind::LocationBlocked});
}

void locationForbidden(FaultBench &bench)
{
    const HttpAnswer answer = erroranswer::of(403, u"PERMISSION_DENIED"_s, location);
    answerAll(bench, faults::answer(answer.status, answer.body), {ErrorKind::LocationBlocked});
}

void serviceDown(FaultBench &bench)
{
    answerAll(bench, faults::answer(503), {ErrorKind::ServerBusy});
}

} // namespace

QList<FaultCase> outageCases()
{
    return {
        {u"I01"_s, u"500 files, certificate self-signed"_s, selfSigned},
        {u"I02"_s, u"500 files, certificate of an unknown authority"_s, unknownAuthority},
        {u"I03"_s, u"500 files, proxy asks for a password"_s, proxyAsksForPassword},
        {u"I04"_s, u"500 files, proxy asks for NTLM"_s, proxyAsksForNtlm},
        {u"I04-negotiate"_s, u"500 files, proxy asks for Negotiate"_s, proxyAsksForNegotiate},
        {u"I05"_s, u"500 files, proxy forbids"_s, proxyForbids},
        {u"I06"_s, u"500 files, proxy gone"_s, proxyGone},
        {u"I07"_s, u"500 files, portal redirects"_s, portalRedirects},
        {u"I07-page"_s, u"500 files, portal answers with its page"_s, portalPage},
        {u"I08"_s, u"500 files, no name server"_s, nameServerGone},
        {u"I09"_s, u"500 files, black hole"_s, blackHole},
        {u"I10"_s, u"500 files, location refused with 403"_s, locationForbidden},
        {u"I10-400"_s, u"500 files, location refused with 400"_s, locationRefused},
        {u"I11"_s, u"500 files, every answer 503"_s, serviceDown},
    };
}

} // namespace pollux
