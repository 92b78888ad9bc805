// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"
#include "app/demo/service/bodystore.h"
#include "app/demo/service/demoserveroptions.h"
#include "app/demo/service/uploadtarget.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace pollux {

/// Faults of one request to a session; only tests set them.
struct UploadTrouble {
    std::optional<qint64> keepUntil = {}; ///< bytes from this absolute offset on are lost, and the answer is a 503
    std::optional<qint64> rollBack = {};  ///< the persisted bytes are cut to this number before the request is handled
    std::optional<int> endSession = {};   ///< the session is dead from now on and answers this status
};

/// One upload session of the resumable protocol, from `start` on (contract 1.2 and 1.11).
/// One request at a time works on it; a newer one takes it over, so that a `query` on a second connection gets an
/// answer while the first one hangs. Thread-safe.
class DemoSession {
public:
    /// `target`: of the start request; size, hash and path of its upload are filled in here. `path`: where the bytes
    /// are kept; empty: nowhere. `announcedSize`: bytes; -1: unknown.
    DemoSession(const UploadTarget &target, const DemoServerOptions &options, const QString &path,
                qint64 announcedSize);

    /// Answers any command but `start`.
    [[nodiscard]] HttpAnswer handle(const HttpRequest &request, const BodyReader &readBody,
                                    const UploadTrouble &trouble);

private:
    enum class State { Active, Final, Cancelled, Dead };

    // m_mutex must be locked for all of these.
    [[nodiscard]] QByteArray stateText() const;
    [[nodiscard]] HttpAnswer withStatus(HttpAnswer answer) const;
    [[nodiscard]] HttpAnswer refuse(int status, const QByteArray &text) const;
    [[nodiscard]] HttpAnswer refuseGranularity(qint64 length) const;
    [[nodiscard]] HttpAnswer refuseSize(qint64 total) const;
    /// Ends the request that still writes, if any, after a short wait. Its bytes that were not persisted yet are lost.
    void takeOver(std::unique_lock<std::mutex> &lock);
    /// The answer that refuses this upload request; nullopt if it is accepted.
    [[nodiscard]] std::optional<HttpAnswer> refusal(const HttpRequest &request, bool hasContent, bool finalize) const;
    [[nodiscard]] HttpAnswer query() const;
    [[nodiscard]] HttpAnswer cancel();
    /// The answer to an upload request after its body was read. `arrived`: to the end; `storeIsFine`: the bytes were
    /// stored.
    [[nodiscard]] HttpAnswer settle(bool arrived, bool storeIsFine, qint64 lengthBefore, bool finalize);
    [[nodiscard]] HttpAnswer finish();
    /// Unlocks m_mutex while the body is read.
    [[nodiscard]] HttpAnswer upload(std::unique_lock<std::mutex> &lock, const HttpRequest &request,
                                    const BodyReader &readBody, const UploadTrouble &trouble, bool hasContent,
                                    bool finalize);

    const UploadTarget::Finish m_finishUpload;
    const DemoServerOptions m_options; ///< the maximumSize is that of this upload
    const qint64 m_announcedSize;

    std::mutex m_mutex;
    std::condition_variable m_writerLeft;
    State m_state = State::Active;
    int m_deadStatus = 0;
    quint64 m_lastTicket = 0;
    quint64 m_writer = 0; ///< ticket of the request whose body is being read; 0: none
    FinishedUpload m_upload;
    BodyStore m_body;
    HttpAnswer m_finalAnswer;
};

/// The upload command of a request in lower case, words joined by ", "; empty if there is none (contract 1.11).
[[nodiscard]] QByteArray uploadCommand(const HttpRequest &request);
/// Reads JSON of up to 1 MiB into `body`. If that fails, returns the answer to the request.
[[nodiscard]] std::optional<HttpAnswer> readJson(const BodyReader &readBody, QByteArray &body);
/// Reads the whole body and throws it away, so that the connection stays usable.
void discardBody(const BodyReader &readBody);
/// 500: the demo server's own disk is full or gone.
[[nodiscard]] HttpAnswer storeFailed();

} // namespace pollux
