// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippets.h"

#include "models/api/types/storecollection.h"
#include "models/snippets/snippetcurl.h"
#include "models/snippets/snippetgo.h"
#include "models/snippets/snippetjavascript.h"
#include "models/snippets/snippetpython.h"
#include "models/snippets/snippetrequest.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pollux::snippets {

namespace {

constexpr std::array allLanguages = {SnippetLanguage::Python, SnippetLanguage::JavaScript, SnippetLanguage::Go,
                                     SnippetLanguage::Curl};

} // namespace

QList<SnippetPurpose> purposesFor(const SnippetSubject &subject)
{
    switch (SnippetRequest(subject, SnippetPurpose::Get).kind) {
    case SnippetRequest::Kind::File:
        return {SnippetPurpose::GenerateContent, SnippetPurpose::Get, SnippetPurpose::Delete};
    case SnippetRequest::Kind::Store:
        return {SnippetPurpose::UploadToStore, SnippetPurpose::ListDocuments, SnippetPurpose::Get,
                SnippetPurpose::Delete};
    case SnippetRequest::Kind::Document:
        break;
    }
    return {SnippetPurpose::Get, SnippetPurpose::Delete};
}

QList<SnippetLanguage> languagesFor(const SnippetSubject &subject)
{
    const SnippetRequest request(subject, SnippetPurpose::Get);
    const bool isFounding = request.kind != SnippetRequest::Kind::File &&
                            collectionOf(request.items.constFirst().name) == StoreCollection::RagStores;
    if (isFounding)
        return {SnippetLanguage::Curl};
    return {allLanguages.cbegin(), allLanguages.cend()};
}

QString source(const SnippetSubject &subject, SnippetPurpose purpose, SnippetLanguage language)
{
    if (!purposesFor(subject).contains(purpose) || !languagesFor(subject).contains(language))
        return {};
    const SnippetRequest request(subject, purpose);
    if (request.items.isEmpty())
        return {};
    switch (language) {
    case SnippetLanguage::Python:
        return pythonSnippet(request);
    case SnippetLanguage::JavaScript:
        return javaScriptSnippet(request);
    case SnippetLanguage::Go:
        return goSnippet(request);
    case SnippetLanguage::Curl:
        break;
    }
    return curlSnippet(request);
}

QString keyOf(SnippetLanguage language)
{
    switch (language) {
    case SnippetLanguage::Python:
        return u"python"_s;
    case SnippetLanguage::JavaScript:
        return u"javascript"_s;
    case SnippetLanguage::Go:
        return u"go"_s;
    case SnippetLanguage::Curl:
        break;
    }
    return u"curl"_s;
}

std::optional<SnippetLanguage> languageWithKey(const QString &key)
{
    for (const SnippetLanguage language : allLanguages) {
        if (keyOf(language) == key)
            return language;
    }
    return std::nullopt;
}

} // namespace pollux::snippets
