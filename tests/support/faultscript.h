// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QRegularExpression>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

namespace pollux {

/// What goes wrong with one request. Created by the functions below, one for each kind of fault.
struct FaultAction {
    enum class Kind {
        Answer,      ///< `answer` instead of the real one, after a stall of `time`; nothing is executed
        AnswerAfter, ///< executed; `answer` instead of the real one
        DropBefore,  ///< connection closed once the head is read; nothing is executed
        DropAfter,   ///< executed, then closed without an answer
        StallBefore, ///< waits, then executes
        StallAfter,  ///< executes, then waits before it answers
        CutBody,     ///< closed once `bytes` of the request body are read
        SlowBody,    ///< request body read at `bytes` per second; closed without an answer if `status` is not 0
        SlowAnswer,  ///< answer sent at `bytes` per second
        Garbage,     ///< executed; the answer's body is replaced by `bytes` bytes that are neither JSON nor UTF-8
        KeepUntil,   ///< bytes at absolute offset `bytes` and after are lost; such an upload answers 503 with status
                     ///< active
        RollBack,    ///< before executing, the session's persisted bytes shrink to `bytes`
        EndSession,  ///< the upload session is dead from now on and answers `status` (404, 410, or 400 "terminated")
        SetHeader,   ///< executed; answer header `name` becomes `value`
        RemoveHeader ///< executed; answer header `name` is removed
    };

    Kind kind = Kind::Answer;
    HttpAnswer answer;
    qint64 bytes = 0;
    int status = 0;
    QByteArray name;
    QByteArray value;
    std::chrono::milliseconds time{}; ///< length of a stall; max(): until FaultScript::release()
};

namespace faults {

/// With `bodyBytes` >= 0 only that number of bytes of the request body is read, then the answer is sent and the
/// connection is closed (the early answer of a proxy); otherwise the whole body is read and discarded.
[[nodiscard]] FaultAction answer(int status, const QByteArray &body = {},
                                 const QByteArray &contentType = "application/json; charset=UTF-8",
                                 const QList<HttpHeader> &headers = {}, qint64 bodyBytes = -1);
/// For the second copy of a request that a proxy sends twice.
[[nodiscard]] FaultAction answerAfter(int status, const QByteArray &body = {},
                                      const QByteArray &contentType = "text/plain");
[[nodiscard]] FaultAction dropBefore();
[[nodiscard]] FaultAction dropAfter();
[[nodiscard]] FaultAction stallBefore(std::chrono::milliseconds time = std::chrono::milliseconds::max());
[[nodiscard]] FaultAction stallAfter(std::chrono::milliseconds time = std::chrono::milliseconds::max());
[[nodiscard]] FaultAction cutBody(qint64 bytes);
[[nodiscard]] FaultAction slowBody(qint64 bytesPerSecond, bool isAnswerLost = false);
[[nodiscard]] FaultAction slowAnswer(qint64 bytesPerSecond);
[[nodiscard]] FaultAction garbage(qint64 bytes = 64);
[[nodiscard]] FaultAction keepUntil(qint64 absoluteOffset);
[[nodiscard]] FaultAction rollBack(qint64 absoluteOffset);
/// With `header`, the answer has it instead of its own.
[[nodiscard]] FaultAction endSession(int status, const HttpHeader &header = {});
[[nodiscard]] FaultAction setHeader(const QByteArray &name, const QByteArray &value);
[[nodiscard]] FaultAction removeHeader(const QByteArray &name);

} // namespace faults

/// Values of FaultRule::path for the requests to stores, each for both collections and both versions. Method and
/// command distinguish requests with the same path: GET and DELETE of a store; "start", "upload, finalize" and "query"
/// of an upload into a store, whose session has the same path as its start.
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

/// The requests that a fault applies to. Empty fields match every request.
struct FaultRule {
    QByteArray method;
    QRegularExpression path; ///< searched in the path as sent, without the query
    QByteArray command;      ///< upload command in lower case, words joined by ", ": "upload, finalize"
    int skip = 0;            ///< number of matching requests that pass first
    int times = 1;           ///< number of matching requests that fail after those; -1: all
    FaultAction action;
};

/// The faults planned for a server. The first rule, in the order of adding, that matches a request and is not used up
/// applies to it; earlier rules that match but still skip count the request. Thread-safe.
class FaultScript {
public:
    /// Returns the rule's id, from 1.
    int add(FaultRule rule);
    void clear();

    /// How often the fault took effect (a cut at a byte that the body never reached does not count).
    [[nodiscard]] int fired(int id) const;
    /// True if every rule took effect as often as planned, a rule for all requests at least once.
    [[nodiscard]] bool allFired() const;
    /// Ends the stalls of a rule, the current ones and the later ones.
    void release(int id);

    /// `prologue` is called in the server's thread before each request is looked at.
    void setPrologue(std::function<void()> prologue);

    struct Planned {
        int id = 0;
        FaultAction action;
    };
    /// For the server: returns the fault for this request, and counts it as used.
    [[nodiscard]] std::optional<Planned> take(const HttpRequest &request);
    /// For the server: the fault took effect.
    void markFired(int id);
    /// For the server: waits as long as the stall lasts. False if the server is stopping.
    bool stall(const Planned &planned);
    /// For the server: true ends every stall, current and later ones; false lets later stalls wait again.
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
    std::map<int, Entry> m_entries; ///< by id, that is in the order of adding
    int m_lastId = 0;
    bool m_stopping = false;
    std::function<void()> m_prologue;
};

} // namespace pollux
