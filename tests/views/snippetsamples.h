// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/snippets/snippets.h"

namespace pollux {

/// Subjects with untrusted text in each place where it may occur.
namespace snippetsamples {

inline RemoteFile fileNamed(const QString &displayName, const QString &id = QStringLiteral("abc-123"))
{
    RemoteFile file;
    file.name = QStringLiteral("files/") + id;
    file.displayName = displayName;
    file.mimeType = QStringLiteral("application/pdf");
    file.uri = QStringLiteral("https://generativelanguage.googleapis.com/v1beta/files/") + id;
    return file;
}

inline RagStore storeNamed(const QString &displayName, const QString &name = QStringLiteral("fileSearchStores/a-1"))
{
    RagStore store;
    store.name = name;
    store.displayName = displayName;
    return store;
}

inline Document documentNamed(const QString &displayName)
{
    Document document;
    document.name = QStringLiteral("fileSearchStores/a-1/documents/b-2");
    document.displayName = displayName;
    return document;
}

/// An upload with all optional parts; each text is or contains `text`.
inline SnippetUpload uploadOf(const QString &text)
{
    SnippetUpload upload;
    upload.displayName = text;
    upload.chunking = ChunkingConfig{64, 16};
    upload.metadata = {{QStringLiteral("text ") + text, text},
                       {QStringLiteral("number"), 2024.5},
                       {QStringLiteral("texts"), QStringList{text, QStringLiteral("second")}}};
    return upload;
}

/// All kinds of subjects, with `text` in display names and in some also in names, URIs, types and paths.
inline QList<SnippetSubject> subjectsFullOf(const QString &text)
{
    RemoteFile strange = fileNamed(text, text);
    strange.uri = text;
    strange.mimeType = text;
    const RagStore strangeStore = storeNamed(text, QStringLiteral("fileSearchStores/") + text);
    Document strangeDocument = documentNamed(text);
    strangeDocument.name = QStringLiteral("fileSearchStores/a/documents/") + text;
    SnippetUpload strangeUpload = uploadOf(text);
    strangeUpload.path = text;
    strangeUpload.mimeType = text;
    Endpoint own;
    own.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:8080/a%22b'c/"));
    own.apiVersion = QStringLiteral("v1");
    return {
        {QList{fileNamed(text)}},
        {QList{fileNamed(text), strange}, own},
        {storeNamed(text), Endpoint::standard(), uploadOf(text)},
        {strangeStore, own, strangeUpload},
        {storeNamed(text, QStringLiteral("ragStores/a-1")), Endpoint::standard(), uploadOf(text)},
        {documentNamed(text)},
        {strangeDocument},
    };
}

} // namespace snippetsamples

} // namespace pollux
