// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"
#include "app/demo/service/demofiles.h"

#include <functional>
#include <optional>

namespace pollux {

class DemoStores;
struct StorePath;

/// The destination of an upload, read from path and metadata of its first request: the files, or a store.
struct UploadTarget {
    /// Takes the complete upload, with its bytes, and makes the final answer.
    using Finish = std::function<HttpAnswer(const FinishedUpload &upload)>;

    std::optional<HttpAnswer> refusal = {}; ///< the answer to a wrong request; the other members are not used then
    FinishedUpload upload = {};             ///< without size, hash and bytes
    Finish finish = {};

    /// `startBody`: JSON of a start request, `{"file":{…}}`.
    [[nodiscard]] static UploadTarget ofFile(DemoFiles &files, const HttpRequest &request, const QByteArray &startBody);
    /// For a body that comes without the resumable protocol (contract 1.4).
    [[nodiscard]] static UploadTarget ofPlainFile(DemoFiles &files, const HttpRequest &request);
    /// `startBody`: JSON of a start request, flat (contract 1.7). `announced`: bytes; -1: unknown.
    [[nodiscard]] static UploadTarget ofDocument(DemoStores &stores, const StorePath &path, const HttpRequest &request,
                                                 const QByteArray &startBody, qint64 announced);
    /// For a body that comes without the resumable protocol: the body, whatever it is, becomes the document (samples 14
    /// and 15).
    [[nodiscard]] static UploadTarget ofPlainDocument(DemoStores &stores, const StorePath &path,
                                                      const HttpRequest &request);
};

} // namespace pollux
