// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace pollux {

/// The contents of the JSON body of a request to stores, or what is wrong with it. Keys may have either spelling that
/// proto3 JSON accepts. The limits are those of contract 1.13 and 4 and of the founding pages.
struct StoreMessage {
    enum class Kind {
        CreateStore, ///< displayName, embeddingModel
        Upload,      ///< displayName, customMetadata, chunkingConfig, mimeType
        Import       ///< fileName, customMetadata, chunkingConfig
    };

    std::optional<QString> displayName; ///< nullopt if absent or empty
    QString embeddingModel;
    QString mimeType;
    QString fileName;
    QJsonArray customMetadata;  ///< as documents.get shows it
    QJsonObject chunkingConfig; ///< empty: the service's default

    QString complaint; ///< message of the refusal (400, INVALID_ARGUMENT); empty if nothing is wrong

    /// An empty body is an empty object. `request`: name of the message in complaints, "ImportFileRequest".
    [[nodiscard]] static StoreMessage read(const QByteArray &body, Kind kind, const QString &request);
};

} // namespace pollux
