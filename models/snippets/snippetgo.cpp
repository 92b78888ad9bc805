// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippetgo.h"

#include "models/snippets/snippetrequest.h"
#include "models/snippets/snippettext.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = SnippetRequest::Kind;

QString literal(const QString &text)
{
    return snippettext::quoted(text, SnippetLanguage::Go);
}

QString commentLine(const SnippetRequest::Item &item, const QString &indent)
{
    const QString words = snippettext::commentWords(item.displayName);
    return words.isEmpty() ? QString() : indent + u"// "_s + words + u'\n';
}

QString clientConfig(const SnippetRequest &request)
{
    QStringList options;
    if (!request.isStandardUrl)
        options.append(u"BaseURL: "_s + literal(request.baseUrl()));
    options.append(u"APIVersion: "_s + literal(request.endpoint.apiVersion));
    return u"\t\tAPIKey:      os.Getenv(\"GEMINI_API_KEY\"),\n\t\tBackend:     genai.BackendGeminiAPI,\n"
           "\t\tHTTPOptions: genai.HTTPOptions{"_s +
           options.join(u", "_s) + u"},\n"_s;
}

QString resources(Kind kind)
{
    switch (kind) {
    case Kind::File:
        return u"client.Files"_s;
    case Kind::Store:
        return u"client.FileSearchStores"_s;
    case Kind::Document:
        break;
    }
    return u"client.FileSearchStores.Documents"_s;
}

QString generateContent(const SnippetRequest &request)
{
    QString parts;
    for (const SnippetRequest::Item &item : request.items) {
        parts += commentLine(item, u"\t\t"_s);
        parts += snippettext::filled(u"\t\tgenai.NewPartFromURI(@uri@, @type@),\n"_s,
                                     {{u"uri"_s, literal(item.uri)}, {u"type"_s, literal(item.mimeType)}});
    }
    return snippettext::filled(
        uR"(	parts := []*genai.Part{
@parts@		genai.NewPartFromText(@prompt@),
	}
	contents := []*genai.Content{genai.NewContentFromParts(parts, genai.RoleUser)}
	response, err := client.Models.GenerateContent(ctx, @model@, contents, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Text())
)"_s,
        {{u"model"_s, literal(request.model())}, {u"parts"_s, parts}, {u"prompt"_s, literal(request.prompt())}});
}

QString forEachItem(const SnippetRequest &request, const QString &body)
{
    QString names;
    for (const SnippetRequest::Item &item : request.items)
        names += commentLine(item, u"\t\t"_s) + u"\t\t"_s + literal(item.name) + u",\n"_s;
    return u"\tnames := []string{\n"_s + names + u"\t}\n\tfor _, name := range names {\n"_s + body + u"\t}\n"_s;
}

QString get(const SnippetRequest &request)
{
    return forEachItem(request, uR"(		resource, err := %1.Get(ctx, name, nil)
		if err != nil {
			log.Fatal(err)
		}
		text, err := json.MarshalIndent(resource, "", "  ")
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(string(text))
)"_s.arg(resources(request.kind)));
}

QString remove(const SnippetRequest &request)
{
    const QString type = request.kind == Kind::Store ? u"DeleteFileSearchStoreConfig"_s : u"DeleteDocumentConfig"_s;
    const QString config = request.needsForce() ? u"&genai.%1{Force: genai.Ptr(true)}"_s.arg(type) : u"nil"_s;
    const QString results = request.kind == Kind::File ? u"_, err"_s : u"err"_s; // the other answers are empty
    return forEachItem(request, uR"(		if %1 := %2.Delete(ctx, name, %3); err != nil {
			log.Fatal(err)
		}
)"_s.arg(results, resources(request.kind), config));
}

/// The client has a 32-bit float here, and a constant beyond its range does not compile.
QString floatText(double number)
{
    constexpr double largest = std::numeric_limits<float>::max();
    return u"genai.Ptr(float32(%1))"_s.arg(snippettext::numberText(std::clamp(number, -largest, largest)));
}

QString metadataValue(const CustomMetadata::Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return u"StringValue: "_s + literal(*text);
    if (const auto *number = std::get_if<double>(&value))
        return u"NumericValue: "_s + floatText(*number);
    QStringList literals;
    for (const QString &text : std::get<QStringList>(value))
        literals.append(literal(text));
    return u"StringListValue: &genai.StringList{Values: []string{"_s + literals.join(u", "_s) + u"}}"_s;
}

QString uploadConfig(const SnippetUpload &upload)
{
    QString lines = u"\tconfig := &genai.UploadToFileSearchStoreConfig{}\n"_s;
    if (!upload.displayName.isEmpty())
        lines += u"\tconfig.DisplayName = "_s + literal(upload.displayName) + u'\n';
    if (!upload.mimeType.isEmpty())
        lines += u"\tconfig.MIMEType = "_s + literal(upload.mimeType) + u'\n';
    if (upload.chunking) {
        lines += uR"(	config.ChunkingConfig = &genai.ChunkingConfig{WhiteSpaceConfig: &genai.WhiteSpaceConfig{
		MaxTokensPerChunk: genai.Ptr(int32(%1)),
		MaxOverlapTokens:  genai.Ptr(int32(%2)),
	}}
)"_s.arg(upload.chunking->maxTokensPerChunk)
                     .arg(upload.chunking->maxOverlapTokens);
    }
    if (upload.metadata.isEmpty())
        return lines;
    lines += u"\tconfig.CustomMetadata = []*genai.CustomMetadata{\n"_s;
    for (const CustomMetadata &entry : upload.metadata)
        lines += u"\t\t{Key: "_s + literal(entry.key) + u", "_s + metadataValue(entry.value) + u"},\n"_s;
    return lines + u"\t}\n"_s;
}

QString upload(const SnippetRequest &request)
{
    const SnippetRequest::Item &store = request.items.constFirst();
    return commentLine(store, u"\t"_s) + snippettext::filled(uR"(	store := @store@
@config@	operation, err := client.FileSearchStores.UploadToFileSearchStoreFromPath(ctx, @path@, store, config)
	if err != nil {
		log.Fatal(err)
	}
	for !operation.Done {
		time.Sleep(2 * time.Second)
		operation, err = client.Operations.GetUploadToFileSearchStoreOperation(ctx, operation, nil)
		if err != nil {
			log.Fatal(err)
		}
	}
	if operation.Error != nil {
		log.Fatal(operation.Error)
	}
	fmt.Println(operation.Response.DocumentName)
)"_s,
                                                             {{u"store"_s, literal(store.name)},
                                                              {u"path"_s, literal(request.upload.path)},
                                                              {u"config"_s, uploadConfig(request.upload)}});
}

QString listDocuments(const SnippetRequest &request)
{
    const SnippetRequest::Item &store = request.items.constFirst();
    return commentLine(store, u"\t"_s) + snippettext::filled(uR"(	store := @store@
	for document, err := range client.FileSearchStores.Documents.All(ctx, store) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(document.Name, document.State, document.DisplayName)
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

/// Sorted; an import that is not used does not compile.
QString imports(SnippetPurpose purpose)
{
    QStringList packages = {u"context"_s};
    if (purpose == SnippetPurpose::Get)
        packages.append(u"encoding/json"_s);
    if (purpose != SnippetPurpose::Delete)
        packages.append(u"fmt"_s);
    packages += {u"log"_s, u"os"_s};
    if (purpose == SnippetPurpose::UploadToStore)
        packages.append(u"time"_s);
    return u"\t\""_s + packages.join(u"\"\n\t\""_s) + u"\"\n\n\t\"google.golang.org/genai\"\n"_s;
}

} // namespace

QString goSnippet(const SnippetRequest &request)
{
    return snippettext::filled(uR"(// @title@ Needs: go get google.golang.org/genai
package main

import (
@imports@)

func main() {
	ctx := context.Background()
	client, err := genai.NewClient(ctx, &genai.ClientConfig{
@config@	})
	if err != nil {
		log.Fatal(err)
	}

@body@}
)"_s,
                               {{u"title"_s, request.title()},
                                {u"imports"_s, imports(request.purpose)},
                                {u"config"_s, clientConfig(request)},
                                {u"body"_s, body(request)}});
}

} // namespace pollux
