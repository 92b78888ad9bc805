// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/status.h"

#include <QJsonObject>
#include <QMetaType>

#include <optional>

namespace pollux {

/// A long-running operation of a store (seed; contract 1.8). Absent `done` means false, also where a response is there
/// already, as an upload's first answer has it (contract 0, item 12).
struct Operation {
    QString name; ///< "{store}/operations/…" or "{store}/upload/operations/…"; never empty in a decoded operation
    bool isDone = false;
    QJsonObject metadata;
    std::optional<Status> error; ///< its code is a google.rpc.Code; where both came, the error counts
    QJsonObject response;        ///< empty where there is none
    QJsonObject unknownFields;   ///< keys that no field above has taken, as they came

    /// Nothing where the object has no name.
    static std::optional<Operation> fromJson(const QJsonObject &object);
    QJsonObject toJson() const;

    /// The store by the operation's name.
    QString store() const;
    /// The full name of the document: from the response, in both forms of it; else from the operation's own id, which
    /// the service gives to the document as well (contract 1.8).
    QString documentName() const;
    /// What the response says of the stored bytes; nothing where it does not.
    std::optional<qint64> responseSizeBytes() const;
    QString responseMimeType() const;

    bool operator==(const Operation &) const = default;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::Operation)
