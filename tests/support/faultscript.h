// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QRegularExpression>

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

namespace pollux {

/// What goes wrong with one request. Made by the functions below, one kind of trouble each.
struct FaultAction {
    enum class Kind {
        Answer,      ///< `answer` instead of the real one; nothing is executed
        DropBefore,  ///< connection closed once the head is read; nothing is executed
        DropAfter,   ///< executed, then closed without an answer: the lost answer
        StallBefore, ///< waits, then executes
        StallAfter,  ///< executes, then waits with the answer
        CutBody,     ///< closed once `bytes` of the request body are read
        SlowBody,    ///< request body read at `bytes` per second
        SlowAnswer,  ///< answer sent at `bytes` per second
        Garbage,     ///< executed; the answer's body is replaced by `bytes` bytes that are neither JSON nor UTF-8
        KeepUntil,   ///< bytes at absolute offset `bytes` and after are lost; such an upload answers 503 with status
                     ///< active
        RollBack,    ///< before executing, the session's persisted bytes shrink to `bytes`
        EndSession,  ///< the upload session is dead from now on and answers `status` (404, 410, or 400 "terminated")
        SetHeader,   ///< executed; answer header `name` becomes `value`
        RemoveHeader ///< executed; answer header `name` is taken away
    };

    Kind kind = Kind::Answer;
    HttpAnswer answer;
    qint64 bytes = 0;
    int status = 0;
    QByteArray name;
    QByteArray value;
    std::chrono::milliseconds time{}; ///< of a stall; max(): until FaultScript::release()
};

namespace faults {

/// With `bodyBytes` >= 0 only so many bytes of the request body are read, then the answer goes out and the connection
/// is closed (the early answer of a proxy); else the whole body is read and thrown away.
[[nodiscard]] FaultAction answer(int status, const QByteArray &body = {},
                                 const QByteArray &contentType = "application/json; charset=UTF-8",
                                 const QList<HttpHeader> &headers = {}, qint64 bodyBytes = -1);
[[nodiscard]] FaultAction dropBefore();
[[nodiscard]] FaultAction dropAfter();
[[nodiscard]] FaultAction stallBefore(std::chrono::milliseconds time = std::chrono::milliseconds::max());
[[nodiscard]] FaultAction stallAfter(std::chrono::milliseconds time = std::chrono::milliseconds::max());
[[nodiscard]] FaultAction cutBody(qint64 bytes);
[[nodiscard]] FaultAction slowBody(qint64 bytesPerSecond);
[[nodiscard]] FaultAction slowAnswer(qint64 bytesPerSecond);
[[nodiscard]] FaultAction garbage(qint64 bytes = 64);
[[nodiscard]] FaultAction keepUntil(qint64 absoluteOffset);
[[nodiscard]] FaultAction rollBack(qint64 absoluteOffset);
[[nodiscard]] FaultAction endSession(int status);
[[nodiscard]] FaultAction setHeader(const QByteArray &name, const QByteArray &value);
[[nodiscard]] FaultAction removeHeader(const QByteArray &name);

} // namespace faults

/// Values of FaultRule::path for the requests to stores, each in both collections and both versions. With a method and
/// a command they tell apart what shares a path: GET and DELETE of a store; "start", "upload, finalize" and "query" of
/// an upload into one, whose session keeps the path of its start.
namespace faultpaths {

[[nodiscard]] QRegularExpression stores();        ///< GET: list; POST: create
[[nodiscard]] QRegularExpression store();         ///< GET, DELETE
[[nodiscard]] QRegularExpression storeUpload();   ///< POST under /upload; not the metadata-only form
[[nodiscard]] QRegularExpression storeMetadata(); ///< POST: the metadata-only form of an upload
[[nodiscard]] QRegularExpression storeImport();   ///< POST
[[nodiscard]] QRegularExpression documents();     ///< GET: list
[[nodiscard]] QRegularExpression document();      ///< GET, DELETE
[[nodiscard]] QRegularExpression operation();     ///< GET, both forms of the name

} // namespace faultpaths

/// Which requests a fault befalls. Empty fields match every request.
struct FaultRule {
    QByteArray method;
    QRegularExpression path; ///< searched in the path as sent, query excluded
    QByteArray command;      ///< upload command in lower case, words joined by ", ": "upload, finalize"
    int skip = 0;            ///< matching requests that pass unharmed first
    int times = 1;           ///< requests that are hit after that; -1: all
    FaultAction action;
};

/// The faults planned for a server. A request is befallen by the first rule, in the order of adding, that matches and
/// is not used up; rules before it that match but still skip count the request. Thread-safe.
class FaultScript {
public:
    /// Returns the rule's id, from 1.
    int add(FaultRule rule);
    void clear();

    /// How often the fault really took effect (a cut at a byte that the body never reached did not).
    [[nodiscard]] int fired(int id) const;
    /// True if every rule fired as often as planned; a rule for all requests, at least once.
    [[nodiscard]] bool allFired() const;
    /// Ends the stalls of a rule, those under way and those to come.
    void release(int id);

    struct Planned {
        int id = 0;
        FaultAction action;
    };
    /// For the server: the fault for this request, counted as used.
    [[nodiscard]] std::optional<Planned> take(const HttpRequest &request);
    /// For the server: the fault took effect.
    void markFired(int id);
    /// For the server: waits as a stall does. False if the server is stopping.
    bool stall(const Planned &planned);
    /// For the server: ends every stall, now (true) or no longer (false).
    void setStopping(bool stopping);

private:
    struct Entry {
        FaultRule rule;
        int seen = 0;
        int fired = 0;
        bool released = false;
    };

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<int, Entry> m_entries; ///< by id, which is the order of adding
    int m_lastId = 0;
    bool m_stopping = false;
};

} // namespace pollux
