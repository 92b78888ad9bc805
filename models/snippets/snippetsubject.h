// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/endpoint.h"
#include "models/api/types/document.h"
#include "models/api/types/ragstore.h"
#include "models/api/types/remotefile.h"
#include "models/chunking/chunkingconfig.h"

#include <QList>
#include <QString>

#include <optional>
#include <variant>

namespace pollux {

enum class SnippetLanguage {
    Python,     ///< google-genai
    JavaScript, ///< @google/genai, as an ES module
    Go,         ///< google.golang.org/genai
    Curl,       ///< curl in bash
};

enum class SnippetPurpose { GenerateContent, Get, Delete, UploadToStore, ListDocuments };

/// The parameters of an upload. The default is a file in the working directory, with the service's default chunking.
struct SnippetUpload {
    QString path = QStringLiteral("document.txt");
    QString mimeType = QStringLiteral("text/plain"); ///< empty: not sent
    QString displayName = {};                        ///< empty: not sent
    std::optional<ChunkingConfig> chunking = {};     ///< nothing: not sent
    QList<CustomMetadata> metadata = {};             ///< valid entries only
};

/// What a snippet is about.
struct SnippetSubject {
    std::variant<QList<RemoteFile>, RagStore, Document> resource; ///< files: at least one
    Endpoint endpoint = Endpoint::standard();
    SnippetUpload upload = {}; ///< for SnippetPurpose::UploadToStore
};

} // namespace pollux
