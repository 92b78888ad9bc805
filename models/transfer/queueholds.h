// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/retryschedule.h"
#include "models/transfer/admission.h"
#include "models/transfer/circuitbreaker.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace pollux {

/// What holds the queue, by the scope of the errors that uploads meet:
/// - Account: the account, or with full storage one store; one upload probes it after 60 s, doubling to 30 min. A
///   refused key is probed only after tryNow().
/// - Link: all uploads to an endpoint; probed after RetrySchedule::base, doubling to its cap. Broken connections and
///   timeouts, which happen on good links too, count as the failures of a CircuitBreaker.
/// - Service: all uploads to an endpoint, or those into one store while others get through: CircuitBreaker, with its
///   pauses. One account that sends too many requests is only delayed.
///
/// All pauses are divided by RetrySchedule::speed. An upload that alone fails again and again is deferred, for 60 s
/// doubling to 30 min, while the others go on.
class QueueHolds final : public QObject {
    Q_OBJECT

public:
    using Id = UploadTask::Id;
    using Clock = std::function<std::chrono::milliseconds()>;

    /// The other uploads that are active at the same endpoint as one that failed.
    struct Neighbours {
        bool isOnlyUpload = true;
        bool isOnlyTarget = true; ///< all go into the same store
    };
    struct Wait {
        WaitReason reason = WaitReason::None;
        QDateTime nextTry; ///< UTC; invalid if not known
    };

    /// `clock` must not run backwards; empty: the time since the construction.
    explicit QueueHolds(const RetrySchedule &retries, QObject *parent = nullptr, Clock clock = {});

    QList<QueueHold> all() const;
    /// The uploads that probe now.
    QList<Id> probes() const;
    /// Fills in what the holds, and the waits of single uploads and accounts, mean for the next plan.
    void fill(Admission &admission);

    /// A try of a running upload failed; the upload tries again by itself.
    void handleFailedTry(const HeldUpload &upload, const ApiError &error, const Neighbours &neighbours);
    /// An upload ended with an error. Returns why and how long it must wait, or nothing if the fault is its own.
    std::optional<Wait> handleEnd(const HeldUpload &upload, const ApiError &error, const Neighbours &neighbours);
    /// The service answered a request of this upload as it should; `isWhole`: it has the whole file.
    void handleAnswered(const HeldUpload &upload, bool isWhole = false);
    /// The hold of a link or a service under which this upload, which is not its probe, must not go on.
    std::optional<QueueHold> blockerOf(const HeldUpload &upload) const;

    void takeProbe(const Admission::Probe &probe);
    /// Releases holds that hold no upload, and makes room for another probe where `runs` is false for the present one.
    void sweep(const std::function<bool(const QueueHold &)> &isNeeded, const std::function<bool(Id)> &runs);
    /// Releases what holds this account, and forgets what delays it.
    void releaseAccount(const QString &profileId);
    /// Makes the probes of all holds due, also of refused keys, and ends the waits of deferred uploads.
    void tryNow();
    void tryLinksNow();
    void endDeferral(Id id) { m_deferrals.remove(id); }
    /// True while the service asks this account to send nothing.
    bool isDelayed(const QString &profileId) const { return m_now() < m_notBefore.value(profileId); }

    /// Starts the timer for due().
    void startTimer();
    void shutDown() { m_timer.stop(); }

signals:
    void changed(const QList<pollux::QueueHold> &holds);
    /// The hold is new, or its probe has failed.
    void held(const pollux::QueueHold &hold);
    /// The service asks this account to send nothing for this time.
    void slowedDown(const QString &profileId, std::chrono::milliseconds time);
    /// Held uploads may be tried now.
    void due();

private:
    struct Entry {
        QueueHold what = {}; // reason None: not held, failures are counted
        CircuitBreaker breaker = CircuitBreaker();
        bool isProbed = true;   // by itself
        bool needsFile = false; // sessions are opened, but whole files are refused
        Id probe = 0;
        Id lastProbe = 0;

        bool isHeld() const { return what.reason != WaitReason::None; }
    };
    struct Deferral {
        std::chrono::milliseconds until{};
        std::chrono::milliseconds pause{};
    };

    Entry *find(const QueueHold &place);
    Entry &entryOf(const QueueHold &place, const CircuitBreaker::Pauses &pauses);
    void fail(Entry &entry, const HeldUpload &upload, WaitReason reason, const ApiError &error);
    void hold(Entry &entry, const HeldUpload &upload, WaitReason reason, const ApiError &error);
    void failLink(const HeldUpload &upload, const ApiError &error, const Neighbours &neighbours);
    void failService(const HeldUpload &upload, const ApiError &error, const Neighbours &neighbours);
    void holdAccount(const HeldUpload &upload, const ApiError &error);
    void handleReached(const HeldUpload &upload);
    Wait defer(Id id, const ApiError &error);
    std::optional<Wait> waitOf(const HeldUpload &upload) const;
    /// Emits changed() if a hold was among them.
    void eraseIf(const std::function<bool(const Entry &)> &isOver);
    void report() { emit changed(all()); }
    QDateTime utcOf(std::chrono::milliseconds time) const;

    RetrySchedule m_retries;
    Clock m_now;
    std::vector<Entry> m_entries; // accounts first
    QHash<Id, Deferral> m_deferrals;
    QHash<QString, std::chrono::milliseconds> m_notBefore; // by profile id
    QElapsedTimer m_clock;
    std::chrono::milliseconds m_planTime{-1}; // of the last fill()
    QTimer m_timer;
};

} // namespace pollux
