// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippets.h"

#include "models/api/types/mimetypes.h"
#include "models/api/types/storecollection.h"
#include "models/snippets/snippettext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <array>
#include <limits>

// The linker drops the resources of a static library unless Q_INIT_RESOURCE refers to them, outside any namespace.
static void initializeResources()
{
    Q_INIT_RESOURCE(snippets);
}

namespace pollux::snippets {

using namespace Qt::StringLiterals;

namespace {

using Files = QList<RemoteFile>;

constexpr std::array languageKeys = {"python"_L1, "javascript"_L1, "go"_L1, "curl"_L1}; // in the order of the enum

QString withoutSlash(const QUrl &url)
{
    QString text = url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

/// Unreserved characters, slashes and percent escapes only: bash, curl's globbing and URLs leave them alone.
QString encodedPath(const QString &resourceName)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(resourceName, "/"));
}

/// Says what the program does, for its first line.
QString title(const SnippetSubject &subject, SnippetPurpose purpose)
{
    const auto *files = std::get_if<Files>(&subject.resource);
    const bool isStore = std::holds_alternative<RagStore>(subject.resource);
    const QString what = !files               ? isStore ? u"a store"_s : u"a document"_s
                         : files->size() == 1 ? u"a file"_s
                                              : u"%1 files"_s.arg(files->size());
    switch (purpose) {
    case SnippetPurpose::GenerateContent:
        return u"Asks a model about %1."_s.arg(what);
    case SnippetPurpose::Get:
        return u"Shows what the service knows about %1."_s.arg(what);
    case SnippetPurpose::Delete:
        return u"Deletes %1%2."_s.arg(what, isStore ? u" and its documents"_s : QString());
    case SnippetPurpose::UploadToStore:
        return u"Uploads a document to a store and waits until it is indexed."_s;
    case SnippetPurpose::ListDocuments:
        break;
    }
    return u"Lists the documents of a store."_s;
}

QJsonObject itemOf(const auto &resource, SnippetLanguage language)
{
    const bool isCurl = language == SnippetLanguage::Curl;
    return {{"comment"_L1, snippettext::commentWords(resource.displayName)},
            {"name"_L1, snippettext::quoted(isCurl ? encodedPath(resource.name) : resource.name, language)},
            {"urlpath"_L1, encodedPath(resource.name)}};
}

/// One item per resource.
QJsonArray itemsOf(const SnippetSubject &subject, SnippetLanguage language)
{
    if (const auto *store = std::get_if<RagStore>(&subject.resource))
        return {itemOf(*store, language)};
    if (const auto *document = std::get_if<Document>(&subject.resource))
        return {itemOf(*document, language)};
    const QString base = withoutSlash(subject.endpoint.baseUrl) + u'/' + subject.endpoint.apiVersion + u'/';
    // In the template for curl, both values are in JSON.
    const auto literal = [language](const QString &text) {
        return language == SnippetLanguage::Curl ? snippettext::jsonQuoted(text) : snippettext::quoted(text, language);
    };
    QJsonArray items;
    for (const RemoteFile &file : std::get<Files>(subject.resource)) {
        QJsonObject item = itemOf(file, language);
        item.insert("uri"_L1, literal(file.uri.isEmpty() ? base + file.name : file.uri));
        item.insert("type"_L1, literal(file.mimeType.isEmpty() ? unknownMimeType() : file.mimeType));
        items.append(item);
    }
    return items;
}

/// The body of the request that starts the upload (contract 1.7), in the syntax of the language.
QString configText(const SnippetUpload &upload, SnippetLanguage language)
{
    using enum snippettext::ValueStyle;
    QJsonObject config;
    if (!upload.displayName.isEmpty())
        config.insert("displayName"_L1, upload.displayName);
    if (!upload.mimeType.isEmpty())
        config.insert("mimeType"_L1, upload.mimeType);
    if (upload.chunking)
        config.insert("chunkingConfig"_L1, upload.chunking->toJson());
    if (!upload.metadata.isEmpty())
        config.insert("customMetadata"_L1, toJson(upload.metadata));
    if (language == SnippetLanguage::Python)
        return snippettext::valueText(config, Python, 4);
    return language == SnippetLanguage::JavaScript ? snippettext::valueText(config, JavaScript, 2)
                                                   : snippettext::valueText(config, Json, 0);
}

/// Go's client has a type for each part of the upload's settings.
void addGoConfig(QJsonObject &values, const SnippetUpload &upload)
{
    const auto literal = [](const QString &text) { return snippettext::quoted(text, SnippetLanguage::Go); };
    if (!upload.displayName.isEmpty())
        values.insert("displayname"_L1, literal(upload.displayName));
    if (!upload.mimeType.isEmpty())
        values.insert("mimetype"_L1, literal(upload.mimeType));
    if (upload.chunking) {
        values.insert("tokens"_L1, QString::number(upload.chunking->maxTokensPerChunk));
        values.insert("overlap"_L1, QString::number(upload.chunking->maxOverlapTokens));
    }
    QJsonArray metadata;
    for (const CustomMetadata &entry : upload.metadata) {
        QJsonObject item{{"key"_L1, literal(entry.key)}};
        if (const auto *text = std::get_if<QString>(&entry.value)) {
            item.insert("text"_L1, literal(*text));
        } else if (const auto *number = std::get_if<double>(&entry.value)) {
            // A constant beyond the range of the client's 32-bit float does not compile.
            constexpr double largest = std::numeric_limits<float>::max();
            item.insert("number"_L1, snippettext::numberText(std::clamp(*number, -largest, largest)));
        } else {
            QStringList strings = std::get<QStringList>(entry.value);
            std::ranges::transform(strings, strings.begin(), literal);
            item.insert("strings"_L1, u'{' + strings.join(", "_L1) + u'}');
        }
        metadata.append(item);
    }
    values.insert("metadata"_L1, metadata);
    values.insert("annotated"_L1, !metadata.isEmpty());
}

void addUpload(QJsonObject &values, const SnippetSubject &subject, SnippetLanguage language)
{
    const SnippetUpload &upload = subject.upload;
    values.insert("path"_L1, snippettext::quoted(upload.path, language));
    values.insert("config"_L1, configText(upload, language));
    if (language == SnippetLanguage::Go)
        addGoConfig(values, upload);
    if (isMimeType(upload.mimeType)) // only a valid type may be put into a header
        values.insert("typeheader"_L1,
                      snippettext::quoted(u"X-Goog-Upload-Header-Content-Type: "_s + upload.mimeType, language));
    const StoreCollection collection =
        collectionOf(std::get<RagStore>(subject.resource).name).value_or(StoreCollection::FileSearchStores);
    values.insert("verb"_L1, uploadVerb(collection));
    values.insert("collection"_L1, collectionName(collection));
}

/// What the templates in resources/snippets refer to.
QJsonObject valuesOf(const SnippetSubject &subject, SnippetPurpose purpose, SnippetLanguage language)
{
    using enum SnippetPurpose;
    const QJsonArray items = itemsOf(subject, language);
    const bool asks = purpose == GenerateContent;
    const bool isSeveral = !asks && items.size() > 1;
    const QString &version = subject.endpoint.apiVersion;
    const QString url = withoutSlash(subject.endpoint.baseUrl);
    // A single item has its name in the program; several items use a loop variable.
    QJsonObject values = isSeveral ? QJsonObject{{"name"_L1, "name"_L1}, {"urlpath"_L1, "$name"_L1}}
                         : asks    ? QJsonObject()
                                   : items.at(0).toObject();
    const QJsonObject more = {
        {"ask"_L1, asks},
        {"get"_L1, purpose == Get},
        {"delete"_L1, purpose == Delete},
        {"upload"_L1, purpose == UploadToStore},
        {"list"_L1, purpose == ListDocuments},
        {"calls"_L1, purpose == Get || purpose == Delete},
        {"answers"_L1, purpose == UploadToStore || purpose == ListDocuments},
        {"file"_L1, std::holds_alternative<Files>(subject.resource)},
        {"store"_L1, std::holds_alternative<RagStore>(subject.resource)},
        {"document"_L1, std::holds_alternative<Document>(subject.resource)},
        {"title"_L1, title(subject, purpose)},
        {"model"_L1, "gemini-flash-latest"_L1}, // an alias that the service keeps on a current model
        {"prompt"_L1, items.size() == 1 ? "Describe this file."_L1 : "Describe these files."_L1},
        {"items"_L1, items},
        {"several"_L1, isSeveral},
        {"url"_L1, snippettext::quoted(url, language)},
        {"otherurl"_L1, url != withoutSlash(Endpoint::standard().baseUrl)},
        // Always set, because the defaults of the clients differ (@google/genai 3.1.0 uses v1 for some calls).
        {"version"_L1,
         language == SnippetLanguage::Curl ? encodedPath(version) : snippettext::quoted(version, language)},
    };
    for (auto value = more.begin(); value != more.end(); ++value)
        values.insert(value.key(), value.value());
    if (purpose == UploadToStore)
        addUpload(values, subject, language);
    return values;
}

} // namespace

QList<SnippetPurpose> purposesFor(const SnippetSubject &subject)
{
    using enum SnippetPurpose;
    if (std::holds_alternative<Files>(subject.resource))
        return {GenerateContent, Get, Delete};
    if (std::holds_alternative<RagStore>(subject.resource))
        return {UploadToStore, ListDocuments, Get, Delete};
    return {Get, Delete};
}

QList<SnippetLanguage> languagesFor(const SnippetSubject &subject)
{
    using enum SnippetLanguage;
    const auto *store = std::get_if<RagStore>(&subject.resource);
    const auto *document = std::get_if<Document>(&subject.resource);
    const QString name = store ? store->name : document ? document->name : QString();
    if (collectionOf(name) == StoreCollection::RagStores)
        return {Curl};
    return {Python, JavaScript, Go, Curl};
}

QString source(const SnippetSubject &subject, SnippetPurpose purpose, SnippetLanguage language)
{
    const auto *files = std::get_if<Files>(&subject.resource);
    if (!purposesFor(subject).contains(purpose) || !languagesFor(subject).contains(language) ||
        (files && files->isEmpty()))
        return {};
    initializeResources();
    QFile file(u":/snippets/%1.template"_s.arg(keyOf(language)));
    const bool isOpen = file.open(QIODevice::ReadOnly | QIODevice::Text);
    Q_ASSERT(isOpen);
    return snippettext::filled(QString::fromUtf8(file.readAll()), valuesOf(subject, purpose, language));
}

QString keyOf(SnippetLanguage language)
{
    return languageKeys.at(static_cast<std::size_t>(language));
}

std::optional<SnippetLanguage> languageWithKey(const QString &key)
{
    const auto found = std::ranges::find(languageKeys, key);
    if (found == languageKeys.end())
        return std::nullopt;
    return static_cast<SnippetLanguage>(found - languageKeys.begin());
}

} // namespace pollux::snippets
