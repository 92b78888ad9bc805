// SPDX-License-Identifier: Apache-2.0
// Group K: the local clock is wrong, jumps or skips an hour; the Date header is missing or absurd.
#include "models/api/http/serverclock.h"
#include "models/items/files/expirywatch.h"
#include "models/items/files/statepoller.h"
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/systemfaults.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

using State = UploadTask::State;

const auto wholeBody = "upload, finalize"_ba;
const auto noClock = u"the clock cannot be moved on this system"_s;

/// The list of files and what follows them, joined to the queue as in the program with a window.
class Desk {
public:
    explicit Desk(FaultBench &bench)
        : m_client(m_network)
        , files(m_client)
        , m_poller(m_client, {20ms, 100ms})
        , m_watch(files, nullptr, 1ms)
    {
        RequestFactory requests({bench.world().server().baseUrl(), u"v1beta"_s}, FaultBench::canaryKey);
        requests.setClock(bench.world().clock);
        m_client.setRequests(requests);
        files.setClock([clock = bench.world().clock] { return clock->now(); });
        UploadQueue *queue = &bench.queue();
        QObject::connect(queue, &UploadQueue::uploaded, &files,
                         [this](const QString &, const RemoteFile &file) { files.upsert(file); });
        QObject::connect(&files, &FilesModel::fileSeen, queue, &UploadQueue::handleRemoteFile);
        QObject::connect(&files, &FilesModel::fileSeen, &m_poller, &StatePoller::consider);
        QObject::connect(&m_poller, &StatePoller::updated, &files, &FilesModel::upsert);
        QObject::connect(&m_poller, &StatePoller::gone, queue, &UploadQueue::handleRemoteGone);
        QObject::connect(&m_poller, &StatePoller::gone, &files, [this](const QString &name) { gone.append(name); });
        QObject::connect(&m_watch, &ExpiryWatch::expiringSoon, &files, [this] { ++reminders; });
        m_watch.setNotice(60min);
        files.reset(true);
    }

    RemoteFile::State stateOf(const QString &displayName) const { return fileOf(displayName).state; }
    QString expiryOf(const QString &displayName) const { return expiryBadge(fileOf(displayName), files.now()).text; }

private:
    RemoteFile fileOf(const QString &displayName) const
    {
        for (int row = 0; row < files.rowCount(); ++row) {
            const RemoteFile file = files.fileAt(row);
            if (file.displayName == displayName)
                return file;
        }
        return {};
    }

    QNetworkAccessManager m_network;
    ApiClient m_client;

public:
    FilesModel files;
    QStringList gone;
    int reminders = 0;

private:
    StatePoller m_poller;
    ExpiryWatch m_watch;
};

/// Opens the queue, with a server whose clock is right whatever the local one says. False if the case is skipped.
bool open(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(noClock);
        return false;
    }
    bench.world().clock = std::make_shared<ServerClock>();
    bench.faults().setPrologue(&systemfaults::keepTimeOfThisThread);
    bench.open();
    return true;
}

void requireFresh(FaultBench &bench, const Desk &desk, const QString &name)
{
    // A Date has no fractions of a second, so the service's time may be a little earlier than the file's.
    const bool isFresh = desk.expiryOf(name) == "in 47 h"_L1 || desk.expiryOf(name) == "in 48 h"_L1;
    bench.require(isFresh, u"%1 expires %2"_s.arg(name, desk.expiryOf(name)));
    bench.require(desk.gone.isEmpty(), u"%1 was called gone"_s.arg(name));
    bench.require(desk.reminders == 0, u"there was a reminder"_s);
}

void uploadVideoWithWrongClock(FaultBench &bench, std::chrono::hours shift)
{
    bench.serverOptions.processing = 1s;
    if (!open(bench))
        return;
    systemfaults::shiftWallClock(shift);
    Desk desk(bench);
    const QString name = u"clip.mp4"_s;
    bench.add({bench.write(name, testVideo(1500))});
    bench.waitUntil([&] { return desk.stateOf(name) == RemoteFile::State::Processing; }, u"it is not listed"_s);
    requireFresh(bench, desk, name);
    bench.waitUntil([&] { return desk.stateOf(name) == RemoteFile::State::Active || !desk.gone.isEmpty(); },
                    u"it never became ACTIVE"_s);
    requireFresh(bench, desk, name);
    bench.waitForState(State::Done, name);
    const UploadTask task = bench.victim(name);
    bench.require(task.file && task.file->state == RemoteFile::State::Active, u"the queue does not know it"_s);
    const auto offset = bench.world().clock->offset();
    bench.require(offset && std::chrono::abs(*offset + shift) < 1min, u"the clock was not learnt"_s);
    systemfaults::clear();
    bench.finishHealthy();
}

void clockAhead(FaultBench &bench)
{
    uploadVideoWithWrongClock(bench, 72h);
}

void clockBehind(FaultBench &bench)
{
    uploadVideoWithWrongClock(bench, -72h);
}

/// The last answer and the session are lost, so the file has to be found in the list. With `header`, the answer that
/// says so has it.
void loseTheOutcome(FaultBench &bench, const HttpHeader &header = {})
{
    bench.faults().add(faultOn(wholeBody, faults::dropAfter()));
    bench.faults().add(faultOn("query"_ba, faults::endSession(404, header)));
}

void clockJumpsDuringAnUpload(FaultBench &bench)
{
    if (!open(bench))
        return;
    Desk desk(bench);
    for (const auto shift : {72h, -72h}) {
        const QString name = u"victim%1.bin"_s.arg(shift.count());
        const int stall = bench.faults().add(faultOn("start"_ba, faults::stallAfter()));
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitUntilFired();
        systemfaults::shiftWallClock(shift);
        loseTheOutcome(bench);
        bench.faults().release(stall);
        bench.waitForState(State::Done, name);
        bench.waitUntil([&] { return desk.stateOf(name) == RemoteFile::State::Active; }, u"it is not listed"_s);
        requireFresh(bench, desk, name);
        systemfaults::clear();
        requireFresh(bench, desk, name);
    }
    bench.finishHealthy();
}

QByteArray header(const QDateTime &time)
{
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

/// A zone whose clocks skip an hour that the present time of day, taken for local time, lies in.
QByteArray zoneThatSkips(const QDateTime &now)
{
    const QDateTime gap = now.addSecs(-600);
    const int day = gap.date().dayOfYear() - 1;
    return "AAA0BBB," + QByteArray::number(day) + gap.time().toString(u"/HH:mm:ss"_s).toLatin1() + ',' +
           QByteArray::number((day + 100) % 365);
}

void datesInASkippedHour(FaultBench &bench)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    qputenv("TZ", zoneThatSkips(now));
    bench.require(!QDateTime(now.date(), now.time()).isValid() ||
                      QDateTime(now.date(), now.time()).time() != now.time(),
                  u"O9, no hour is skipped"_s);
    bench.world().clock = std::make_shared<ServerClock>();
    bench.open();
    const QByteArray asked = header(now.addSecs(60));
    bench.faults().add(faultOn(
        "start"_ba, faults::answer(503, {}, "text/plain"_ba, {{"Retry-After"_ba, asked}, {"Date"_ba, header(now)}})));
    loseTheOutcome(bench);
    bench.addVictim();
    bench.waitUntil([&bench] { return bench.victim().error.has_value(); }, u"it was not refused"_s);
    const auto wait = bench.victim().error.value_or(ApiError()).retryAfter.value_or(0ms);
    bench.require(wait == 60s, u"it waits %1 ms"_s.arg(wait.count()));
    bench.waitForState(State::Done);
    const auto offset = bench.world().clock->offset();
    bench.require(offset && std::chrono::abs(*offset) < 1min, u"the clock was not learnt"_s);
    bench.finishHealthy();
}

/// Each answer has this Date header.
void uploadWithDate(FaultBench &bench, const QByteArray &date)
{
    bench.world().clock = std::make_shared<ServerClock>();
    bench.open();
    loseTheOutcome(bench, {"Date"_ba, date});
    bench.faults().add(faultOn({}, faults::setHeader("Date"_ba, date), -1));
    Desk desk(bench);
    bench.addVictim();
    bench.waitForState(State::Done);
    bench.waitUntil([&] { return desk.stateOf(u"victim.bin"_s) == RemoteFile::State::Active; }, u"it is not listed"_s);
    requireFresh(bench, desk, u"victim.bin"_s);
    bench.finishHealthy();
    bench.require(!bench.world().clock->offset(), u"that Date was believed"_s);
    bench.endFaults();
}

void dateIsAbsent(FaultBench &bench)
{
    uploadWithDate(bench, {});
}

void dateIsAbsurd(FaultBench &bench)
{
    uploadWithDate(bench, "Fri, 31 Dec 2100 23:59:59 GMT"_ba);
}

} // namespace

QList<FaultCase> clockCases()
{
    return {
        {u"K01"_s, u"clock three days ahead"_s, clockAhead},
        {u"K02"_s, u"clock three days behind"_s, clockBehind},
        {u"K03"_s, u"clock jumps by three days during an upload"_s, clockJumpsDuringAnUpload},
        {u"K04"_s, u"dates in an hour that the local zone skips"_s, datesInASkippedHour},
        {u"K05"_s, u"no Date header"_s, dateIsAbsent},
        {u"K06"_s, u"absurd Date header"_s, dateIsAbsurd},
    };
}

} // namespace pollux
