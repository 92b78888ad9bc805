// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/endpoint.h"
#include "models/api/types/document.h"
#include "models/api/types/ragstore.h"
#include "models/api/types/remotefile.h"
#include "models/chunking/chunkingconfig.h"

#include <QJsonObject>
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

/// What a document is uploaded with. As it is made here: a file beside the program, with the service's own chunking.
struct SnippetUpload {
    QString path = QStringLiteral("document.txt");
    QString mimeType = QStringLiteral("text/plain"); ///< empty: not announced
    QString displayName = {};                        ///< empty: none is given
    std::optional<ChunkingConfig> chunking = {};     ///< nothing: none is sent
    QList<CustomMetadata> metadata = {};             ///< without a fault
};

/// What a snippet is about.
struct SnippetSubject {
    std::variant<QList<RemoteFile>, RagStore, Document> resource; ///< files: at least one
    Endpoint endpoint = Endpoint::standard();
    SnippetUpload upload = {}; ///< for SnippetPurpose::UploadToStore
};

/// A subject and a purpose as the writers of the four languages want them.
struct SnippetRequest {
    enum class Kind { File, Store, Document };

    struct Item {
        QString name;
        QString displayName;
        QString uri = {};      ///< of a file
        QString mimeType = {}; ///< of a file; never empty
    };

    SnippetRequest(const SnippetSubject &subject, SnippetPurpose purpose);

    /// What the program does, for its first line.
    QString title() const;
    /// What SnippetPurpose::GenerateContent asks: an alias that the service keeps on a current model.
    QString model() const;
    /// The question to it.
    QString prompt() const;
    /// Deleting takes with it what is inside.
    bool needsForce() const { return kind != Kind::File; }
    /// The body of the upload's start, in the wire's form (contract 1.7).
    QJsonObject uploadConfig() const;
    /// Without a slash at its end. Programs that have a default only say it where isStandardUrl is false. The version
    /// they always say: the clients' defaults are not the same (@google/genai 3.1.0 has v1 for some calls).
    QString baseUrl() const;

    Kind kind = Kind::File;
    QList<Item> items;
    SnippetPurpose purpose;
    SnippetUpload upload;
    Endpoint endpoint;
    bool isStandardUrl = true;
};

} // namespace pollux
