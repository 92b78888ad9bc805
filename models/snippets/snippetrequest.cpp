// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippetrequest.h"

#include "models/api/types/mimetypes.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString withoutSlash(const QUrl &url)
{
    QString text = url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

SnippetRequest::Item itemFor(const RemoteFile &file, const Endpoint &endpoint)
{
    const QString uri = file.uri.isEmpty()
                            ? u"%1/%2/%3"_s.arg(withoutSlash(endpoint.baseUrl), endpoint.apiVersion, file.name)
                            : file.uri;
    return {file.name, file.displayName, uri, file.mimeType.isEmpty() ? unknownMimeType() : file.mimeType};
}

} // namespace

SnippetRequest::SnippetRequest(const SnippetSubject &subject, SnippetPurpose wanted)
    : purpose(wanted)
    , upload(subject.upload)
    , endpoint(subject.endpoint)
    , isStandardUrl(withoutSlash(endpoint.baseUrl) == withoutSlash(Endpoint::standard().baseUrl))
{
    if (const auto *files = std::get_if<QList<RemoteFile>>(&subject.resource)) {
        for (const RemoteFile &file : *files)
            items.append(itemFor(file, endpoint));
    } else if (const auto *store = std::get_if<RagStore>(&subject.resource)) {
        kind = Kind::Store;
        items.append({store->name, store->displayName});
    } else if (const auto *document = std::get_if<Document>(&subject.resource)) {
        kind = Kind::Document;
        items.append({document->name, document->displayName});
    }
}

QString SnippetRequest::title() const
{
    const qsizetype count = items.size();
    const QString files = count == 1 ? u"a file"_s : u"%1 files"_s.arg(count);
    const QString what = kind == Kind::File ? files : kind == Kind::Store ? u"a store"_s : u"a document"_s;
    switch (purpose) {
    case SnippetPurpose::GenerateContent:
        return u"Asks a model about %1."_s.arg(what);
    case SnippetPurpose::Get:
        return u"Shows what the service knows about %1."_s.arg(what);
    case SnippetPurpose::Delete:
        return u"Deletes %1%2."_s.arg(what, kind == Kind::Store ? u" and its documents"_s : QString());
    case SnippetPurpose::UploadToStore:
        return u"Uploads a document to a store and waits until it is indexed."_s;
    case SnippetPurpose::ListDocuments:
        return u"Lists the documents of a store."_s;
    }
    return {};
}

QString SnippetRequest::model() const
{
    return u"gemini-flash-latest"_s;
}

QString SnippetRequest::prompt() const
{
    return items.size() == 1 ? u"Describe this file."_s : u"Describe these files."_s;
}

QJsonObject SnippetRequest::uploadConfig() const
{
    QJsonObject config;
    if (!upload.displayName.isEmpty())
        config.insert("displayName"_L1, upload.displayName);
    if (!upload.mimeType.isEmpty())
        config.insert("mimeType"_L1, upload.mimeType);
    if (upload.chunking)
        config.insert("chunkingConfig"_L1, upload.chunking->toJson());
    if (!upload.metadata.isEmpty())
        config.insert("customMetadata"_L1, pollux::toJson(upload.metadata));
    return config;
}

QString SnippetRequest::baseUrl() const
{
    return withoutSlash(endpoint.baseUrl);
}

} // namespace pollux
