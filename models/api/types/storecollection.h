// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace pollux {

/// The two names under which the service has published its stores; request and answer bodies are the same (contract 0,
/// items 1 and 2).
enum class StoreCollection {
    RagStores,        ///< name in the first documentation (seed)
    FileSearchStores, ///< name in the released service
};

/// The collection that an account is set to use.
enum class CollectionChoice { Automatic, RagStores, FileSearchStores };

/// "ragStores" or "fileSearchStores".
QString collectionName(StoreCollection collection);
/// "uploadToRagStore" or "uploadToFileSearchStore".
QString uploadVerb(StoreCollection collection);

/// Which collection a full resource name of a store, document or operation belongs to: its first segment decides.
std::optional<StoreCollection> collectionOf(QStringView resourceName);

/// The store's name, such as "ragStores/x", from the name of the store, of one of its documents or of one of its
/// operations in either form (contract 1.8); empty if the name does not begin with a store's name.
QString storeOf(QStringView resourceName);

/// The full name of a document. `documentName` is a full name or a bare id, as in an operation's response (contract
/// 1.8). Empty for an empty `documentName`.
QString documentNameIn(const QString &store, const QString &documentName);

/// True if the name is safe to use in a request path: a known collection, and ids that consist of letters, digits,
/// dashes, dots, underscores, tildes and asterisks and do not begin with a dot.
bool isStoreName(QStringView name);
bool isDocumentName(QStringView name);
bool isOperationName(QStringView name);

} // namespace pollux
