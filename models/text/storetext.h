// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/custommetadata.h"
#include "models/api/types/document.h"
#include "models/api/types/ragstore.h"
#include "models/chunking/chunkingconfig.h"
#include "models/journal/operationrecord.h"

#include <QString>

/// Sentences about stores, their documents and operations, the same in the window and on the command line. Plain text,
/// one line each; texts of the server in them are sanitised.
namespace pollux::storetext {

/// Why these numbers are refused; empty for None. With numbers as they are documented, so it tells what is allowed.
QString problemText(ChunkingProblem problem);
/// What is known against numbers that are allowed; empty where there is nothing.
QString cautionText(const ChunkingConfig &config);

/// What is wrong with the metadata, naming the key or the entry's place counted from 1; empty for None. `metadata` is
/// the list that the fault was found in.
QString problemText(const MetadataFault &fault, const QList<CustomMetadata> &metadata);

/// Why a store does not take such a document, as it stands after the document's name: "is an image, …"; empty where
/// nothing is known against it (contract 4). `size` in bytes.
QString refusalText(const QString &mimeType, qint64 size, const RagStore &store);

/// The display name, or the resource name where it has none.
QString storeTitle(const RagStore &store);

/// "24 active · 2 pending · 1 failed · 3.4 MB": states that no document is in are left out; "no documents" for an empty
/// store.
QString countsText(const RagStore &store);

/// "Pending", "Active", "Failed"; the wire's own word for one that Pollux does not know.
QString stateText(const Document &document);
/// "Still working", "Done", "Failed", "Gone".
QString stateText(OperationRecord::State state);

} // namespace pollux::storetext
