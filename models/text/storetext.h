// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/custommetadata.h"
#include "models/api/types/document.h"
#include "models/api/types/ragstore.h"
#include "models/chunking/chunkingconfig.h"
#include "models/journal/operationrecord.h"

#include <QString>

/// Texts about stores, their documents and operations, for the window and the command line. Plain text, one line each;
/// text from the server in them is sanitised.
namespace pollux::storetext {

/// Why a chunking config is invalid, with the documented limits; empty for None.
QString problemText(ChunkingProblem problem);
/// A warning about a config that is valid but may be refused by the service; empty if there is none.
QString cautionText(const ChunkingConfig &config);

/// What is wrong with the metadata, with the key or the number of the entry, counted from 1; empty for None. `metadata`
/// is the list that has the fault.
QString problemText(const MetadataFault &fault, const QList<CustomMetadata> &metadata);

/// Why a store does not accept such a document; follows the document's name: "is an image, …". Empty if no reason is
/// known (contract 4). `size` in bytes.
QString refusalText(const QString &mimeType, qint64 size, const RagStore &store);

/// The display name, or the resource name if there is none.
QString storeTitle(const RagStore &store);

/// "24 active · 2 pending · 1 failed · 3.4 MB": states without documents are left out; "no documents" for an empty
/// store.
QString countsText(const RagStore &store);

/// "Pending", "Active", "Failed", "Failed, may recover" if Document::mayRecover(now); the state as the service sent it
/// if Pollux does not know it.
QString stateText(const Document &document, const QDateTime &now = {});
/// "Still working", "Done", "Failed", "Gone".
QString stateText(OperationRecord::State state);
/// The same; "Failed, may recover" while its document has failed and is still read.
QString stateText(const OperationRecord &operation);

} // namespace pollux::storetext
