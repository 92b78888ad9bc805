// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <chrono>
#include <map>
#include <mutex>
#include <optional>

namespace pollux {

/// A fault of a FaultProxy, and the requests that it applies to.
struct ProxyRule {
    enum class Kind {
        CutRequest,  ///< the connection breaks once `bytes` bytes of the request body went to the server and the server
                     ///< has read them
        CutAnswer,   ///< the connection breaks once `bytes` bytes of the answer (head included) went to the client; 0:
                     ///< before the answer
        BlackHole,   ///< after `bytes` bytes of the request body nothing passes in either direction; both connections
                     ///< stay open
        DelayAnswer, ///< the answer waits for `time`
        SliceAnswer, ///< the answer goes out in pieces of `bytes` bytes, one packet each, `time` apart
        FlipBit,     ///< one bit of byte `bytes` (from 0) of the request body is flipped
        EarlyAnswer, ///< after `bytes` bytes of the request body `answer` goes to the client; then as BlackHole
        SlowRequest, ///< the request body passes at `bytes` bytes per second
        PrefixAnswer,  ///< `answer` goes to the client directly before the real answer
        EndlessAnswer, ///< the answer has a body without end, from the end of the request's head until the client
                       ///< closes the connection, which is when the fault has taken effect
        EndAfter ///< the connection is closed in order `time` after the answer's last byte, without an announcement
    };

    Kind kind = Kind::CutRequest;
    qint64 bytes = 0;
    QByteArray headText = {}; ///< applies to requests whose head contains this text, ignoring case; empty: all
    int skip = 0;             ///< number of matching requests that pass first
    int times = 1;            ///< number of matching requests that fail after those; -1: all
    bool reset = true;        ///< for a cut before the answer begins: TCP reset to the client; false: orderly close
    std::chrono::milliseconds time{};
    QByteArray answer = {}; ///< raw bytes, of an EarlyAnswer or a PrefixAnswer
};

/// The rules of a proxy, how often each was used and took effect, and the proxy's counters. Thread-safe.
class ProxyRules {
public:
    /// Returns the rule's id, from 1. The first added rule that matches a request and is not used up applies to it.
    int add(const ProxyRule &rule);
    void clear();
    [[nodiscard]] int fired(int id) const;
    /// True if every rule took effect as often as planned, a rule for all requests at least once.
    [[nodiscard]] bool allFired() const;

    struct Planned {
        int id = 0;
        ProxyRule rule;
    };
    /// For the proxy: returns the rule for a request with this head, and counts it as used.
    [[nodiscard]] std::optional<Planned> take(const QByteArray &head);
    /// For the proxy: the rule took effect.
    void markFired(int id);

    struct Counters {
        int connections = 0;
        int requests = 0;
        qint64 bytesToServer = 0;
        qint64 bytesToClient = 0;
    };
    [[nodiscard]] Counters counters() const;
    void count(const Counters &more);

private:
    struct Entry {
        ProxyRule rule;
        int seen = 0;
        int fired = 0;
    };

    mutable std::mutex m_mutex;
    std::map<int, Entry> m_entries; ///< by id, that is in the order of adding
    int m_lastId = 0;
    Counters m_counters;
};

} // namespace pollux
