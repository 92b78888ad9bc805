// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace pollux {

/// The two names under which the service has published its stores; bodies are the same (contract 0, items 1 and 2).
enum class StoreCollection {
    RagStores,        ///< the founding pages
    FileSearchStores, ///< the released service
};

/// Which collection a person wants stores to be looked for in.
enum class CollectionChoice { Automatic, RagStores, FileSearchStores };

/// "ragStores" or "fileSearchStores".
QString collectionName(StoreCollection collection);
/// "uploadToRagStore" or "uploadToFileSearchStore".
QString uploadVerb(StoreCollection collection);

/// Which collection a full resource name of a store, document or operation belongs to: its first segment decides.
std::optional<StoreCollection> collectionOf(QStringView resourceName);

/// "ragStores/x" out of the name of the store itself, of one of its documents, or of one of its operations in either
/// form (contract 1.8); empty where the name has no such beginning.
QString storeOf(QStringView resourceName);

/// The full name of a document, from what an operation's answer says: a full name or a bare id (contract 1.8). Empty
/// for an empty `documentName`.
QString documentNameIn(const QString &store, const QString &documentName);

/// True for a name that requests can be made of: a collection, ids of letters, digits, dashes, dots, underscores,
/// tildes and asterisks, nothing that would climb out of the path.
bool isStoreName(QStringView name);
bool isDocumentName(QStringView name);
bool isOperationName(QStringView name);

} // namespace pollux
