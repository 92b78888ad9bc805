// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demofiles.h"

#include <QJsonArray>

namespace pollux {

/// A document that is about to be created.
struct NewDocument {
    QString store;              ///< full name
    FinishedUpload upload = {}; ///< without a name; the MIME type may be empty
    QJsonArray customMetadata = {};
    QJsonObject chunkingConfig = {};
    bool isImport = false; ///< by importFile: its operation has another name and response (contract 1.8)
};

/// An id as the service makes it from a display name: its lower-case letters and digits, with dashes for spaces,
/// shortened, then a dash and randomId() (contract 1.6); if the name has no such letters, randomId() twice (sample 14).
/// At most 40 characters.
[[nodiscard]] QString freshStoreId(const QString &displayName);

/// A store with the counts and the size of its documents: 64-bit numbers as text, zeros left out, as proto3 JSON does
/// it.
[[nodiscard]] QJsonObject storeWithCounts(QJsonObject store, const QList<QJsonObject> &documents);

/// A new document as documents.get shows it, STATE_PENDING. `now`: microseconds since the epoch.
[[nodiscard]] QJsonObject documentResource(const NewDocument &document, const QString &name, qint64 now);

/// The response of the operation that makes a document: full names for an upload, bare ids for an import (samples 14
/// and 16).
[[nodiscard]] QJsonObject documentResponse(const NewDocument &document, const QString &name);

} // namespace pollux
