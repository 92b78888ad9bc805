// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <chrono>
#include <map>
#include <mutex>
#include <optional>

namespace pollux {

/// What a FaultProxy does to one request, and to which.
struct ProxyRule {
    enum class Kind {
        CutRequest, ///< the connection breaks once `bytes` bytes of the request body went to the server, which has read
                    ///< them by then
        CutAnswer,  ///< the connection breaks once `bytes` bytes of the answer (head included) went to the client; 0:
                    ///< before it
        BlackHole,  ///< after `bytes` bytes of the request body nothing passes any more, in either direction; all stays
                    ///< open
        DelayAnswer, ///< the answer waits for `time`
        SliceAnswer, ///< the answer goes out in pieces of `bytes` bytes, one packet each, `time` apart
        FlipBit,     ///< one bit of byte `bytes` (from 0) of the request body is flipped
        EarlyAnswer, ///< after `bytes` bytes of the request body `answer` goes to the client; then as BlackHole
        SlowRequest, ///< the request body passes at `bytes` bytes per second
        EndAfter     ///< the connection ends in order `time` after the answer's last byte, unannounced
    };

    Kind kind = Kind::CutRequest;
    qint64 bytes = 0;
    QByteArray headText = {}; ///< befalls requests whose head contains this text, in any case; empty: all
    int skip = 0;             ///< matching requests that pass first
    int times = 1;            ///< requests that are hit after that; -1: all
    bool reset = true;        ///< a cut before any answer byte: TCP reset towards the client; false: an orderly end
    std::chrono::milliseconds time{};
    QByteArray answer = {}; ///< head and body, of an EarlyAnswer
};

/// The rules of a proxy and what came of them, with its counters. Thread-safe.
class ProxyRules {
public:
    /// Returns the rule's id, from 1. A request is befallen by the first rule added that matches and is not used up.
    int add(const ProxyRule &rule);
    void clear();
    [[nodiscard]] int fired(int id) const;
    /// True if every rule fired as often as planned; a rule for all requests, at least once.
    [[nodiscard]] bool allFired() const;

    struct Planned {
        int id = 0;
        ProxyRule rule;
    };
    /// For the proxy: the rule for a request with this head, counted as used.
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
    std::map<int, Entry> m_entries; ///< by id, which is the order of adding
    int m_lastId = 0;
    Counters m_counters;
};

} // namespace pollux
