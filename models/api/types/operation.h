// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/status.h"

#include <QJsonObject>
#include <QMetaType>

#include <optional>

namespace pollux {

/// A long-running operation of a store (seed; contract 1.8). If `done` is absent, it is false, even if there is a
/// response already, as in the first answer to an upload (contract 0, item 12).
struct Operation {
    QString name; ///< "{store}/operations/…" or "{store}/upload/operations/…"; never empty in a decoded operation
    bool isDone = false;
    QJsonObject metadata;
    std::optional<Status> error; ///< its code is a google.rpc.Code; if there is a response too, the error counts
    QJsonObject response;        ///< empty if there is none
    QJsonObject unknownFields;   ///< keys that belong to no field above or could not be read, unchanged

    /// Nothing if the object has no name.
    static std::optional<Operation> fromJson(const QJsonObject &object);
    QJsonObject toJson() const;

    /// The store's resource name, from the operation's name.
    QString store() const;
    /// The document's full resource name: from the response, which has a full name or a bare id, else from the
    /// operation's id, which is also the document's id (contract 1.8). Empty if that is not a document of this store.
    QString documentName() const;
    /// Size in bytes and MIME type of the stored document, from the response; nothing or empty if it does not have
    /// them.
    std::optional<qint64> responseSizeBytes() const;
    QString responseMimeType() const;

    bool operator==(const Operation &) const = default;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::Operation)
