// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/page.h"
#include "models/api/types/status.h"
#include "models/api/types/timestamp.h"

#include <QMetaType>

#include <optional>

namespace pollux {

/// The File resource of the Files service, every field of it (seed, "REST Resource: files"; contract 1.13).
struct RemoteFile {
    /// The key of the array in an answer of the list call.
    static constexpr std::array listKeys{QLatin1StringView("files")};

    enum class State { Unspecified, Processing, Active, Failed, Unknown };
    enum class Source { Unspecified, Uploaded, Generated, Registered, Unknown };

    QString name; ///< resource name, "files/…"; immutable, never empty in a decoded file
    QString displayName;
    QString mimeType;
    std::optional<qint64> sizeBytes = 0; ///< bytes; 0 if absent in the JSON, nothing if it cannot be read
    std::optional<Timestamp> createTime;
    std::optional<Timestamp> updateTime;
    std::optional<Timestamp> expirationTime; ///< only set if the file will expire
    QByteArray sha256Hash;                   ///< the 32 raw bytes, or empty if it cannot be read
    QString uri;
    QString downloadUri; ///< only on generated files
    State state = State::Unspecified;
    QString stateText; ///< the state as sent, kept for states that Pollux does not know
    Source source = Source::Unspecified;
    QString sourceText;
    std::optional<Status> error; ///< why processing FAILED; its code is a google.rpc.Code
    std::optional<Duration> videoDuration;
    QJsonObject unknownFields; ///< keys that belong to no field above or could not be read, unchanged

    /// Decodes a bare File resource. Nothing if the object has no name; any other field that cannot be read keeps its
    /// default.
    static std::optional<RemoteFile> fromJson(const QJsonObject &object);
    /// The name to show: the display name, or the resource name if there is none.
    const QString &title() const { return displayName.isEmpty() ? name : displayName; }
    /// The JSON form of the service, including the unknown fields.
    QJsonObject toJson() const;

    bool operator==(const RemoteFile &) const = default;
};

/// One answer of files.list.
using FilePage = Page<RemoteFile>;

} // namespace pollux

Q_DECLARE_METATYPE(pollux::RemoteFile)
