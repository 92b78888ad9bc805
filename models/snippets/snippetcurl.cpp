// SPDX-License-Identifier: Apache-2.0
#include "models/snippets/snippetcurl.h"

#include "models/api/types/mimetypes.h"
#include "models/api/types/storecollection.h"
#include "models/snippets/snippetrequest.h"
#include "models/snippets/snippettext.h"

#include <QJsonArray>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString word(const QString &text)
{
    return snippettext::quoted(text, SnippetLanguage::Curl);
}

/// Of unreserved characters, slashes and escapes alone: nothing that bash, curl's globbing or a URL would read.
QString pathOf(const QString &resourceName)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(resourceName, "/"));
}

QString commentLine(const SnippetRequest::Item &item, const QString &indent)
{
    const QString words = snippettext::commentWords(item.displayName);
    return words.isEmpty() ? QString() : indent + u"# "_s + words + u'\n';
}

QString json(const QJsonObject &object)
{
    return snippettext::valueText(object, snippettext::ValueStyle::Json, 0);
}

QString generateContent(const SnippetRequest &request)
{
    QString comments;
    QJsonArray parts;
    for (const SnippetRequest::Item &item : request.items) {
        comments += commentLine(item, {});
        parts.append(
            QJsonObject{{u"fileData"_s, QJsonObject{{u"fileUri"_s, item.uri}, {u"mimeType"_s, item.mimeType}}}});
    }
    parts.append(QJsonObject{{u"text"_s, request.prompt()}});
    const QJsonObject content = {{u"parts"_s, parts}, {u"role"_s, u"user"_s}};
    return comments + snippettext::filled(uR"sh(call --header 'Content-Type: application/json' --data-binary @- \
  "$base_url/@version@/models/@model@:generateContent" <<'END_OF_JSON'
@body@
END_OF_JSON
)sh"_s,
                                          {{u"version"_s, pathOf(request.endpoint.apiVersion)},
                                           {u"model"_s, request.model()},
                                           {u"body"_s, json({{u"contents"_s, QJsonArray{content}}})}});
}

/// `command` is followed by the resource's URL, which ends in `query`.
QString forEachItem(const SnippetRequest &request, const QString &command, const QString &query)
{
    const QString version = pathOf(request.endpoint.apiVersion);
    const auto line = [&](const QString &name) {
        return command + u" \"$base_url/"_s + version + u'/' + name + query + u"\"\n"_s;
    };
    if (request.items.size() == 1) {
        const SnippetRequest::Item &item = request.items.constFirst();
        return commentLine(item, {}) + line(pathOf(item.name));
    }
    QString names;
    for (const SnippetRequest::Item &item : request.items)
        names += commentLine(item, u"  "_s) + u"  "_s + word(pathOf(item.name)) + u'\n';
    return u"names=(\n"_s + names + u")\nfor name in \"${names[@]}\"; do\n  "_s + line(u"$name"_s) + u"done\n"_s;
}

QString remove(const SnippetRequest &request)
{
    return forEachItem(request, u"call --request DELETE"_s, request.needsForce() ? u"?force=true"_s : QString());
}

/// Nothing where the type is none that a header could carry.
QString typeHeader(const QString &mimeType)
{
    if (!isMimeType(mimeType))
        return {};
    return u"  --header "_s + word(u"X-Goog-Upload-Header-Content-Type: "_s + mimeType) + u" \\\n"_s;
}

QString upload(const SnippetRequest &request)
{
    const SnippetRequest::Item &store = request.items.constFirst();
    const StoreCollection collection = collectionOf(store.name).value_or(StoreCollection::FileSearchStores);
    // The body stands in a function, as older versions of bash stumble over a quote in a document within $(…).
    return commentLine(store, {}) + snippettext::filled(uR"sh(store=@store@
file=@path@
config() { cat <<'END_OF_JSON'
@body@
END_OF_JSON
}

size=$(wc -c < "$file")
upload_url=$(config | call --output /dev/stderr --dump-header - \
  --header 'X-Goog-Upload-Protocol: resumable' \
  --header 'X-Goog-Upload-Command: start' \
  --header "X-Goog-Upload-Header-Content-Length: $((size))" \
@type@  --header 'Content-Type: application/json' --data-binary @- \
  "$base_url/upload/@version@/$store:@verb@" |
  tr -d '\r' | awk 'tolower($1) == "x-goog-upload-url:" { print $2 }')

# Whoever knows the URL of an upload can write to it, so it goes the same way as the key.
answer=$(curl --fail-with-body --silent --show-error \
  --config <(printf 'url = "%s"\n' "${upload_url:?The service gave no URL for the upload}") \
  --header 'X-Goog-Upload-Command: upload, finalize' \
  --header 'X-Goog-Upload-Offset: 0' \
  --header 'Content-Type: application/octet-stream' --data-binary "@$file") || fail "$answer"
operation=$(grep -o '@collection@/[A-Za-z0-9_-]*/[a-z/]*operations/[A-Za-z0-9_-]*' <<<"$answer" | head -n 1) ||
  fail "$answer"

until grep -q '"done": *true' <<<"$answer"; do
  sleep 2
  answer=$(call "$base_url/@version@/$operation") || fail "$answer"
done
printf '%s\n' "$answer"
)sh"_s,
                                                        {{u"store"_s, word(pathOf(store.name))},
                                                         {u"path"_s, word(request.upload.path)},
                                                         {u"body"_s, json(request.uploadConfig())},
                                                         {u"type"_s, typeHeader(request.upload.mimeType)},
                                                         {u"version"_s, pathOf(request.endpoint.apiVersion)},
                                                         {u"verb"_s, uploadVerb(collection)},
                                                         {u"collection"_s, collectionName(collection)}});
}

QString listDocuments(const SnippetRequest &request)
{
    const SnippetRequest::Item &store = request.items.constFirst();
    return commentLine(store, {}) + snippettext::filled(uR"sh(store=@store@
page_token=
while :; do
  page=$(call --get --data pageSize=20 ${page_token:+--data-urlencode "pageToken=$page_token"} \
    "$base_url/@version@/$store/documents") || fail "$page"
  printf '%s\n' "$page"
  page_token=$(sed -n 's/.*"nextPageToken": *"\([^"]*\)".*/\1/p' <<<"$page")
  [[ -n $page_token ]] || break
done
)sh"_s,
                                                        {{u"store"_s, word(pathOf(store.name))},
                                                         {u"version"_s, pathOf(request.endpoint.apiVersion)}});
}

QString body(const SnippetRequest &request)
{
    switch (request.purpose) {
    case SnippetPurpose::GenerateContent:
        return generateContent(request);
    case SnippetPurpose::Get:
        return forEachItem(request, u"call"_s, {});
    case SnippetPurpose::Delete:
        return remove(request);
    case SnippetPurpose::UploadToStore:
        return upload(request);
    case SnippetPurpose::ListDocuments:
        break;
    }
    return listDocuments(request);
}

bool needsFail(SnippetPurpose purpose)
{
    return purpose == SnippetPurpose::UploadToStore || purpose == SnippetPurpose::ListDocuments;
}

} // namespace

QString curlSnippet(const SnippetRequest &request)
{
    // In a shell of its own, so that what is pasted neither changes nor ends the shell it is pasted into.
    return snippettext::filled(
        uR"sh(# @title@ Needs: bash, curl
(
set -euo pipefail
: "${GEMINI_API_KEY:?Put your API key into this environment variable}"
base_url=${GEMINI_BASE_URL:-@url@}
# The key does not go into an argument: those are shown in lists of processes.
call() {
  curl --fail-with-body --silent --show-error --header @<(printf 'x-goog-api-key: %s' "$GEMINI_API_KEY") "$@"
}
@fail@
@body@)
)sh"_s,
        {{u"title"_s, request.title()},
         {u"url"_s, word(request.baseUrl())},
         {u"fail"_s, needsFail(request.purpose) ? u"fail() { printf '%s\\n' \"$1\" >&2; exit 1; }\n"_s : QString()},
         {u"body"_s, body(request)}});
}

} // namespace pollux
