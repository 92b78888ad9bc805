// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/document.h"
#include "models/api/types/operation.h"
#include "models/api/types/ragstore.h"
#include "models/api/types/remotefile.h"
#include "models/api/types/storeupload.h"
#include "tests/fuzz/fuzztargets.h"

namespace pollux {

namespace {

/// What was decoded is written so that it is decoded to the same again.
template <typename Resource>
std::optional<Resource> readTwice(const QJsonObject &object)
{
    const std::optional<Resource> resource = Resource::fromJson(object);
    require(!resource || !resource->name.isEmpty(), "a resource without a name was decoded");
    require(!resource || Resource::fromJson(resource->toJson()) == resource,
            "a resource changes on its way through JSON");
    return resource;
}

template <typename Resource>
void checkPage(const QJsonObject &object)
{
    const auto page = Page<Resource>::fromJson(object);
    if (!page)
        return;
    qsizetype entries = 0;
    for (const auto key : Resource::listKeys)
        entries = std::max(entries, object.value(key).toArray().size());
    require(page->entries.size() + page->unreadable <= entries, "a page has more entries than its list");
    for (const Resource &entry : page->entries)
        readTwice<Resource>(entry.toJson());
}

} // namespace

void fuzzFile(const QByteArray &input)
{
    const auto file = readTwice<RemoteFile>(objectFrom(input));
    if (!file)
        return;
    require(!file->title().isEmpty(), "a file has no title");
    require(file->sha256Hash.isEmpty() || file->sha256Hash.size() == 32, "a hash has not 32 bytes");
    require(!file->sizeBytes || *file->sizeBytes >= 0, "a size is negative");
}

void fuzzDocument(const QByteArray &input)
{
    const QJsonObject object = objectFrom(input);
    const auto document = readTwice<Document>(object);
    require(!document || document->sizeBytes >= 0, "a size is negative");
    readTwice<RagStore>(object);
    const auto upload = StoreUpload::fromJson(object);
    require(!upload || upload->isSendable(), "settings that cannot be sent were decoded");
    require(!upload || StoreUpload::fromJson(upload->toJson()) == upload, "settings change on their way through JSON");
}

void fuzzOperation(const QByteArray &input)
{
    const auto operation = readTwice<Operation>(objectFrom(input));
    if (!operation)
        return;
    const QString document = operation->documentName();
    require(document.isEmpty() || document.startsWith(operation->store()), "a document lies in another store");
    const auto size = operation->responseSizeBytes();
    require(!size || *size >= 0, "a size is negative");
    operation->responseMimeType();
}

void fuzzPage(const QByteArray &input)
{
    const QJsonObject object = objectFrom(input);
    checkPage<RemoteFile>(object);
    checkPage<Document>(object);
    checkPage<RagStore>(object);
}

} // namespace pollux
