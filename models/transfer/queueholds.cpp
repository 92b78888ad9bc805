// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/queueholds.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds noPause(0);
constexpr CircuitBreaker::Pauses slowPauses{std::chrono::seconds(60), std::chrono::minutes(30)};

WaitReason accountReason(ErrorRemedy remedy)
{
    switch (remedy) {
    case ErrorRemedy::ChangeKey:
        return WaitReason::BadKey;
    case ErrorRemedy::FreeStorage:
        return WaitReason::StorageFull;
    case ErrorRemedy::ChangeLocation:
        return WaitReason::LocationBlocked;
    case ErrorRemedy::ChangeEndpoint:
        return WaitReason::EndpointWrong;
    default:
        return WaitReason::NoPermission;
    }
}

} // namespace

QueueHolds::QueueHolds(const RetrySchedule &retries, QObject *parent, Clock clock)
    : QObject(parent)
    , m_retries(retries)
    , m_now(std::move(clock))
    , m_timer(this)
{
    m_clock.start();
    if (!m_now)
        m_now = [this] { return milliseconds(m_clock.elapsed()); };
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QueueHolds::due);
}

QList<QueueHold> QueueHolds::all() const
{
    QList<QueueHold> holds;
    for (const Entry &entry : m_entries) {
        if (entry.isHeld())
            holds.append(entry.what);
    }
    return holds;
}

QList<UploadTask::Id> QueueHolds::probes() const
{
    QList<Id> ids;
    for (const Entry &entry : m_entries) {
        if (entry.probe != 0)
            ids.append(entry.probe);
    }
    return ids;
}

void QueueHolds::fill(Admission &admission)
{
    const milliseconds now = m_now();
    m_planTime = now;
    admission.holds.clear();
    for (const Entry &entry : m_entries) {
        if (entry.isHeld())
            admission.holds.push_back(
                {entry.what, entry.isProbed && entry.breaker.isProbeDue(now), entry.probe, entry.lastProbe});
    }
    admission.deferred.clear();
    for (auto deferral = m_deferrals.cbegin(); deferral != m_deferrals.cend(); ++deferral) {
        if (now < deferral->until)
            admission.deferred.insert(deferral.key());
    }
    admission.delayedAccounts.clear();
    for (auto time = m_notBefore.cbegin(); time != m_notBefore.cend(); ++time) {
        if (now < *time)
            admission.delayedAccounts.insert(time.key());
    }
}

void QueueHolds::handleFailedTry(const HeldUpload &upload, const ApiError &error, const Neighbours &neighbours)
{
    const ErrorTraits &traits = traitsOf(error.kind);
    if (traits.remedy == ErrorRemedy::AwaitQuota && error.retryAfter) {
        milliseconds &notBefore = m_notBefore[upload.profileId];
        notBefore = std::max(notBefore, m_now() + m_retries.timerFor(*error.retryAfter));
        emit slowedDown(upload.profileId, *error.retryAfter);
    }
    if (traits.scope == ErrorScope::Link)
        failLink(upload, error, neighbours);
    else if (traits.scope == ErrorScope::Service)
        failService(upload, error, neighbours);
    startTimer();
}

std::optional<QueueHolds::Wait> QueueHolds::handleEnd(const HeldUpload &upload, const ApiError &error,
                                                      const Neighbours &neighbours)
{
    const ErrorScope scope = traitsOf(error.kind).scope;
    if (error.httpStatus > 0 && (scope == ErrorScope::File || scope == ErrorScope::Account))
        handleReached(upload);
    switch (scope) {
    case ErrorScope::File:
        return std::nullopt;
    case ErrorScope::Account:
        holdAccount(upload, error);
        break;
    case ErrorScope::Link:
    case ErrorScope::Service:
        // The last try was not reported before.
        handleFailedTry(upload, error, neighbours);
        break;
    }
    std::optional<Wait> wait = waitOf(upload);
    if (!wait)
        wait = defer(upload.id, error);
    startTimer();
    return wait;
}

void QueueHolds::handleAnswered(const HeldUpload &upload, bool isWhole)
{
    handleReached(upload);
    eraseIf([&upload, isWhole](const Entry &entry) {
        return entry.what.scope == ErrorScope::Account && entry.probe == upload.id && (isWhole || !entry.needsFile);
    });
}

void QueueHolds::handleReached(const HeldUpload &upload)
{
    if (m_deferrals.value(upload.id).pause == noPause)
        m_deferrals.remove(upload.id);
    eraseIf([this, &upload](const Entry &entry) {
        if (entry.what.scope == ErrorScope::Account || !entry.what.covers(upload))
            return false;
        // This upload gets through, so the one that failed last has a fault of its own if it fails again. It has a
        // deferral without a pause until then.
        if (entry.isHeld() && entry.lastProbe != 0 && entry.lastProbe != upload.id)
            m_deferrals.insert(entry.lastProbe, m_deferrals.value(entry.lastProbe));
        return entry.isHeld() || entry.what.scope == ErrorScope::Link || entry.what.store == upload.store;
    });
}

std::optional<QueueHold> QueueHolds::blockerOf(const HeldUpload &upload) const
{
    for (const Entry &entry : m_entries) {
        const bool isOfAccount = entry.what.scope == ErrorScope::Account;
        if (entry.isHeld() && !isOfAccount && entry.probe != upload.id && entry.what.covers(upload))
            return entry.what;
    }
    return std::nullopt;
}

void QueueHolds::failLink(const HeldUpload &upload, const ApiError &error, const Neighbours &neighbours)
{
    Entry &entry = entryOf({.scope = ErrorScope::Link, .endpoint = upload.endpoint}, {m_retries.base, m_retries.cap});
    if (entry.isHeld()) {
        fail(entry, upload, WaitReason::Network, error);
        return;
    }
    const bool isOnly = neighbours.isOnlyUpload && !m_deferrals.contains(upload.id);
    if (traitsOf(error.kind).isTransient()) {
        entry.breaker.recordFailure(m_now(), upload.id, isOnly);
        entry.lastProbe = isOnly ? upload.id : 0; // another probes first
    } else {
        entry.breaker.open(m_now());
    }
    if (entry.breaker.isOpen()) {
        hold(entry, upload, WaitReason::Network, error);
        // Nothing is known of the service until the link works.
        eraseIf([&upload](const Entry &other) {
            return other.what.scope == ErrorScope::Service && other.what.endpoint == upload.endpoint;
        });
        return;
    }
    for (Entry &other : m_entries) {
        if (other.what.scope == ErrorScope::Service && other.isHeld() && other.probe == upload.id) {
            fail(other, upload, WaitReason::ServerDown, error);
            return;
        }
    }
}

void QueueHolds::failService(const HeldUpload &upload, const ApiError &error, const Neighbours &neighbours)
{
    eraseIf(
        [&upload](const Entry &entry) { return entry.what.scope == ErrorScope::Link && entry.what.covers(upload); });
    for (Entry &entry : m_entries) {
        if (entry.isHeld() && entry.what.scope == ErrorScope::Service && entry.what.covers(upload)) {
            fail(entry, upload, WaitReason::ServerDown, error);
            return;
        }
    }
    if (traitsOf(error.kind).remedy == ErrorRemedy::AwaitQuota)
        return;
    Entry &entry = entryOf({.scope = ErrorScope::Service, .endpoint = upload.endpoint, .store = upload.store}, {});
    const bool isOnly = neighbours.isOnlyUpload && !m_deferrals.contains(upload.id);
    entry.breaker.recordFailure(m_now(), upload.id, isOnly);
    entry.lastProbe = isOnly ? upload.id : 0; // another probes first
    if (!entry.breaker.isOpen())
        return;
    const auto isOfEndpoint = [&upload](const Entry &other) {
        return other.what.scope == ErrorScope::Service && other.what.endpoint == upload.endpoint;
    };
    const bool isOneOfMany =
        std::ranges::any_of(m_entries, [&](const Entry &other) { return isOfEndpoint(other) && other.isHeld(); });
    if (!upload.store.isEmpty() && !neighbours.isOnlyTarget && !isOneOfMany) {
        hold(entry, upload, WaitReason::ServerDown, error);
        return;
    }
    // Not only one store is concerned: one hold takes the place of all.
    Entry whole = entry;
    whole.what.store.clear();
    eraseIf(isOfEndpoint);
    m_entries.push_back(whole);
    hold(m_entries.back(), upload, WaitReason::ServerDown, error);
}

void QueueHolds::holdAccount(const HeldUpload &upload, const ApiError &error)
{
    const ErrorRemedy remedy = traitsOf(error.kind).remedy;
    const WaitReason reason = accountReason(remedy);
    // A full store does not prevent uploads to Files or to other stores.
    const QString store = remedy == ErrorRemedy::FreeStorage ? upload.store : QString();
    Entry &entry = entryOf({.scope = ErrorScope::Account, .profileId = upload.profileId, .store = store}, slowPauses);
    if (entry.isHeld() && entry.what.reason == reason) {
        fail(entry, upload, reason, error);
        return;
    }
    entry.breaker.recordSuccess();
    entry.breaker.open(m_now());
    entry.isProbed = remedy != ErrorRemedy::ChangeKey;
    entry.probe = 0;
    hold(entry, upload, reason, error);
}

void QueueHolds::fail(Entry &entry, const HeldUpload &upload, WaitReason reason, const ApiError &error)
{
    // Failures of other uploads are of requests that were sent before the hold.
    if (entry.probe != upload.id)
        return;
    entry.lastProbe = std::exchange(entry.probe, 0);
    entry.isProbed = traitsOf(error.kind).remedy != ErrorRemedy::ChangeKey;
    entry.breaker.open(m_now());
    hold(entry, upload, reason, error);
}

void QueueHolds::hold(Entry &entry, const HeldUpload &upload, WaitReason reason, const ApiError &error)
{
    const ErrorRemedy remedy = traitsOf(error.kind).remedy;
    const bool isOfProject = remedy == ErrorRemedy::FreeStorage || remedy == ErrorRemedy::ChangeProject;
    entry.needsFile = isOfProject && upload.hasSession;
    entry.breaker.waitUntil(m_now() + m_retries.timerFor(error.retryAfter.value_or(noPause)));
    QueueHold &what = entry.what;
    what.reason = reason;
    what.error = error;
    what.nextTry = entry.isProbed ? utcOf(entry.breaker.probeTime()) : QDateTime();
    what.isProbing = false;
    const QueueHold copy = what;
    report();
    emit held(copy);
}

void QueueHolds::takeProbe(const Admission::Probe &probe)
{
    for (Entry &entry : m_entries) {
        if (!entry.isHeld() || entry.what.key() != probe.hold || !entry.breaker.takeProbe(m_now()))
            continue;
        entry.probe = probe.id;
        entry.what.isProbing = true;
        report();
        return;
    }
}

void QueueHolds::sweep(const std::function<bool(const QueueHold &)> &isNeeded, const std::function<bool(Id)> &runs)
{
    bool isFreed = false;
    for (Entry &entry : m_entries) {
        if (entry.probe == 0 || runs(entry.probe))
            continue;
        entry.probe = 0;
        entry.breaker.dropProbe();
        entry.what.isProbing = false;
        isFreed = true;
    }
    if (isFreed)
        report();
    eraseIf([&isNeeded](const Entry &entry) { return entry.isHeld() && !isNeeded(entry.what); });
}

void QueueHolds::releaseAccount(const QString &profileId)
{
    m_notBefore.remove(profileId);
    eraseIf([&profileId](const Entry &entry) {
        return entry.what.scope == ErrorScope::Account && entry.what.profileId == profileId;
    });
}

void QueueHolds::tryNow()
{
    m_deferrals.clear();
    for (Entry &entry : m_entries) {
        entry.isProbed = true;
        entry.breaker.makeProbeDue(m_now());
    }
}

void QueueHolds::tryLinksNow()
{
    for (Entry &entry : m_entries) {
        if (entry.what.scope == ErrorScope::Link)
            entry.breaker.makeProbeDue(m_now());
    }
}

void QueueHolds::startTimer()
{
    std::optional<milliseconds> next;
    // What was due when the last plan was made, and did not start, needs no timer but a free place. What has become due
    // since then is not planned yet.
    const auto consider = [&](milliseconds time) {
        if (time > m_planTime && (!next || time < *next))
            next = time;
    };
    for (const Entry &entry : m_entries) {
        if (entry.isHeld() && entry.isProbed && entry.probe == 0)
            consider(entry.breaker.probeTime());
    }
    for (const Deferral &deferral : m_deferrals)
        consider(deferral.until);
    for (const milliseconds time : m_notBefore)
        consider(time);
    // QTimer may fire early, so add 1 ms.
    if (next)
        m_timer.start(std::max(*next - m_now(), milliseconds(0)) + milliseconds(1));
    else
        m_timer.stop();
}

QueueHolds::Entry *QueueHolds::find(const QueueHold &place)
{
    const auto found =
        std::ranges::find_if(m_entries, [&place](const Entry &entry) { return entry.what.key() == place.key(); });
    return found == m_entries.end() ? nullptr : &*found;
}

QueueHolds::Entry &QueueHolds::entryOf(const QueueHold &place, const CircuitBreaker::Pauses &pauses)
{
    if (Entry *known = find(place))
        return *known;
    const Entry entry{.what = place, .breaker = CircuitBreaker(m_retries.speed, pauses)};
    return *m_entries.insert(place.scope == ErrorScope::Account ? m_entries.begin() : m_entries.end(), entry);
}

QueueHolds::Wait QueueHolds::defer(Id id, const ApiError &error)
{
    Deferral &deferral = m_deferrals[id];
    deferral.pause = std::clamp(2 * deferral.pause, slowPauses.first, slowPauses.max);
    deferral.until = m_now() + m_retries.timerFor(std::max(deferral.pause, error.retryAfter.value_or(noPause)));
    return {WaitReason::Retry, utcOf(deferral.until)};
}

std::optional<QueueHolds::Wait> QueueHolds::waitOf(const HeldUpload &upload) const
{
    for (const Entry &entry : m_entries) {
        if (entry.isHeld() && entry.what.covers(upload))
            return Wait{entry.what.reason, entry.what.nextTry};
    }
    return std::nullopt;
}

void QueueHolds::eraseIf(const std::function<bool(const Entry &)> &isOver)
{
    bool wasHeld = false;
    std::erase_if(m_entries, [&](const Entry &entry) {
        const bool isErased = isOver(entry);
        wasHeld = wasHeld || (isErased && entry.isHeld());
        return isErased;
    });
    if (!wasHeld)
        return;
    report();
    emit due();
}

QDateTime QueueHolds::utcOf(milliseconds time) const
{
    return QDateTime::currentDateTimeUtc().addMSecs((time - m_now()).count());
}

} // namespace pollux
