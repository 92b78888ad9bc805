// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippetpython.h"

#include "models/snippets/snippetrequest.h"
#include "models/snippets/snippettext.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = SnippetRequest::Kind;

QString literal(const QString &text)
{
    return snippettext::quoted(text, SnippetLanguage::Python);
}

QString commentLine(const SnippetRequest::Item &item, const QString &indent)
{
    const QString words = snippettext::commentWords(item.displayName);
    return words.isEmpty() ? QString() : indent + u"# "_s + words + u'\n';
}

QString client(const SnippetRequest &request)
{
    QStringList options;
    if (!request.isStandardUrl)
        options.append(u"\"base_url\": "_s + literal(request.baseUrl()));
    options.append(u"\"api_version\": "_s + literal(request.endpoint.apiVersion));
    return u"client = genai.Client(\n    api_key=os.environ[\"GEMINI_API_KEY\"],\n    http_options={"_s +
           options.join(u", "_s) + u"},\n)\n"_s;
}

QString resources(Kind kind)
{
    switch (kind) {
    case Kind::File:
        return u"client.files"_s;
    case Kind::Store:
        return u"client.file_search_stores"_s;
    case Kind::Document:
        break;
    }
    return u"client.file_search_stores.documents"_s;
}

QString generateContent(const SnippetRequest &request)
{
    QString parts;
    for (const SnippetRequest::Item &item : request.items) {
        parts += commentLine(item, u"        "_s);
        parts += snippettext::filled(u"        types.Part.from_uri(file_uri=@uri@, mime_type=@type@),\n"_s,
                                     {{u"uri"_s, literal(item.uri)}, {u"type"_s, literal(item.mimeType)}});
    }
    return snippettext::filled(
        uR"(response = client.models.generate_content(
    model=@model@,
    contents=[
@parts@        @prompt@,
    ],
)
print(response.text)
)"_s,
        {{u"model"_s, literal(request.model())}, {u"parts"_s, parts}, {u"prompt"_s, literal(request.prompt())}});
}

/// One call for each item, `@name@` in it being the name.
QString forEachItem(const SnippetRequest &request, const QString &call)
{
    if (request.items.size() == 1) {
        const SnippetRequest::Item &item = request.items.constFirst();
        return commentLine(item, {}) + snippettext::filled(call, {{u"name"_s, literal(item.name)}});
    }
    QString names;
    for (const SnippetRequest::Item &item : request.items)
        names += commentLine(item, u"    "_s) + u"    "_s + literal(item.name) + u",\n"_s;
    return u"names = [\n"_s + names + u"]\nfor name in names:\n    "_s +
           snippettext::filled(call, {{u"name"_s, u"name"_s}});
}

QString get(const SnippetRequest &request)
{
    return forEachItem(request, u"print(%1.get(name=@name@).model_dump_json(indent=2, exclude_none=True))\n"_s.arg(
                                    resources(request.kind)));
}

QString remove(const SnippetRequest &request)
{
    const QString config = request.needsForce() ? u", config={\"force\": True}"_s : QString();
    return forEachItem(request, u"%1.delete(name=@name@%2)\n"_s.arg(resources(request.kind), config));
}

QString upload(const SnippetRequest &request)
{
    const SnippetRequest::Item &store = request.items.constFirst();
    const QString config = snippettext::valueText(request.uploadConfig(), snippettext::ValueStyle::Python, 4);
    return commentLine(store, {}) +
           snippettext::filled(
               uR"(store = @store@
operation = client.file_search_stores.upload_to_file_search_store(
    file_search_store_name=store,
    file=@path@,
    config=@config@,
)
while not operation.done:
    time.sleep(2)
    operation = client.operations.get(operation)
if operation.error:
    raise SystemExit(operation.error)
print(operation.response.document_name)
)"_s,
               {{u"store"_s, literal(store.name)}, {u"path"_s, literal(request.upload.path)}, {u"config"_s, config}});
}

QString listDocuments(const SnippetRequest &request)
{
    const SnippetRequest::Item &store = request.items.constFirst();
    return commentLine(store, {}) + snippettext::filled(uR"(store = @store@
for document in client.file_search_stores.documents.list(parent=store, config={"page_size": 20}):
    print(document.name, document.state, document.display_name)
)"_s,
                                                        {{u"store"_s, literal(store.name)}});
}

QString body(const SnippetRequest &request)
{
    switch (request.purpose) {
    case SnippetPurpose::GenerateContent:
        return generateContent(request);
    case SnippetPurpose::Get:
        return get(request);
    case SnippetPurpose::Delete:
        return remove(request);
    case SnippetPurpose::UploadToStore:
        return upload(request);
    case SnippetPurpose::ListDocuments:
        break;
    }
    return listDocuments(request);
}

} // namespace

QString pythonSnippet(const SnippetRequest &request)
{
    // Python looks for its coding mark in the first two lines, so no foreign word stands there.
    const bool waits = request.purpose == SnippetPurpose::UploadToStore;
    const bool needsTypes = request.purpose == SnippetPurpose::GenerateContent;
    return u"# "_s + request.title() + u" Needs: pip install google-genai\nimport os\n"_s +
           (waits ? u"import time\n"_s : QString()) + u"\nfrom google import genai\n"_s +
           (needsTypes ? u"from google.genai import types\n"_s : QString()) + u'\n' + client(request) + u'\n' +
           body(request);
}

} // namespace pollux
