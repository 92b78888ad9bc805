// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippetjavascript.h"

#include "models/snippets/snippetrequest.h"
#include "models/snippets/snippettext.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = SnippetRequest::Kind;

QString literal(const QString &text)
{
    return snippettext::quoted(text, SnippetLanguage::JavaScript);
}

QString commentLine(const SnippetRequest::Item &item, const QString &indent)
{
    const QString words = snippettext::commentWords(item.displayName);
    return words.isEmpty() ? QString() : indent + u"// "_s + words + u'\n';
}

QString client(const SnippetRequest &request)
{
    QStringList options;
    if (!request.isStandardUrl)
        options.append(u"baseUrl: "_s + literal(request.baseUrl()));
    options.append(u"apiVersion: "_s + literal(request.endpoint.apiVersion));
    return u"const ai = new GoogleGenAI({\n  apiKey: process.env.GEMINI_API_KEY,\n  httpOptions: { "_s +
           options.join(u", "_s) + u" },\n});\n"_s;
}

QString resources(Kind kind)
{
    switch (kind) {
    case Kind::File:
        return u"ai.files"_s;
    case Kind::Store:
        return u"ai.fileSearchStores"_s;
    case Kind::Document:
        break;
    }
    return u"ai.fileSearchStores.documents"_s;
}

QString generateContent(const SnippetRequest &request)
{
    QString parts;
    for (const SnippetRequest::Item &item : request.items) {
        parts += commentLine(item, u"    "_s);
        parts += snippettext::filled(u"    createPartFromUri(@uri@, @type@),\n"_s,
                                     {{u"uri"_s, literal(item.uri)}, {u"type"_s, literal(item.mimeType)}});
    }
    return snippettext::filled(
        uR"(const response = await ai.models.generateContent({
  model: @model@,
  contents: createUserContent([
@parts@    @prompt@,
  ]),
});
console.log(response.text);
)"_s,
        {{u"model"_s, literal(request.model())}, {u"parts"_s, parts}, {u"prompt"_s, literal(request.prompt())}});
}

/// One call for each item, `@name@` in it being the property "name".
QString forEachItem(const SnippetRequest &request, const QString &call)
{
    if (request.items.size() == 1) {
        const SnippetRequest::Item &item = request.items.constFirst();
        return commentLine(item, {}) + snippettext::filled(call, {{u"name"_s, u"name: "_s + literal(item.name)}});
    }
    QString names;
    for (const SnippetRequest::Item &item : request.items)
        names += commentLine(item, u"  "_s) + u"  "_s + literal(item.name) + u",\n"_s;
    return u"const names = [\n"_s + names + u"];\nfor (const name of names) {\n  "_s +
           snippettext::filled(call, {{u"name"_s, u"name"_s}}) + u"}\n"_s;
}

QString get(const SnippetRequest &request)
{
    return forEachItem(request, u"console.log(await %1.get({ @name@ }));\n"_s.arg(resources(request.kind)));
}

QString remove(const SnippetRequest &request)
{
    const QString config = request.needsForce() ? u", config: { force: true }"_s : QString();
    return forEachItem(request, u"await %1.delete({ @name@%2 });\n"_s.arg(resources(request.kind), config));
}

QString upload(const SnippetRequest &request)
{
    const SnippetRequest::Item &store = request.items.constFirst();
    const QString config = snippettext::valueText(request.uploadConfig(), snippettext::ValueStyle::JavaScript, 2);
    return commentLine(store, {}) +
           snippettext::filled(
               uR"(const store = @store@;
let operation = await ai.fileSearchStores.uploadToFileSearchStore({
  fileSearchStoreName: store,
  file: @path@,
  config: @config@,
});
while (!operation.done) {
  await new Promise((resolve) => setTimeout(resolve, 2000));
  operation = await ai.operations.get({ operation });
}
if (operation.error) {
  throw new Error(JSON.stringify(operation.error));
}
console.log(operation.response.documentName);
)"_s,
               {{u"store"_s, literal(store.name)}, {u"path"_s, literal(request.upload.path)}, {u"config"_s, config}});
}

/// Without a config the client's 3.1.0 stops after the first page.
QString listDocuments(const SnippetRequest &request)
{
    const SnippetRequest::Item &store = request.items.constFirst();
    return commentLine(store, {}) + snippettext::filled(uR"(const store = @store@;
const documents = await ai.fileSearchStores.documents.list({ parent: store, config: { pageSize: 20 } });
for await (const document of documents) {
  console.log(document.name, document.state, document.displayName);
}
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

QString javaScriptSnippet(const SnippetRequest &request)
{
    const bool asks = request.purpose == SnippetPurpose::GenerateContent;
    return u"// "_s + request.title() + u" Needs: npm install @google/genai; a file name that ends in .mjs\n"_s +
           u"import { GoogleGenAI%1 } from \"@google/genai\";\n\n"_s.arg(
               asks ? u", createPartFromUri, createUserContent"_s : QString()) +
           client(request) + u'\n' + body(request);
}

} // namespace pollux
