// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"
#include "models/api/types/ragstore.h"
#include "models/journal/operationrecord.h"

#include <QString>

/// Stores, documents and operations as lines for people. Names are never cut: they are what the commands take. A column
/// of names is `nameWidth` columns of the terminal wide.
namespace pollux::storetable {

/// What the column of names needs at least.
int nameWidth(const QList<RagStore> &stores);
int nameWidth(const QList<Document> &documents);
int nameWidth(const QList<OperationRecord> &operations);

QString storeHeader(int nameWidth);
QString row(const RagStore &store, int nameWidth);
QString documentHeader(int nameWidth);
QString row(const Document &document, int nameWidth);
QString operationHeader(int nameWidth);
QString row(const OperationRecord &operation, int nameWidth);
/// "1 active, 0 pending, 2 failed".
QString documentCounts(const RagStore &store);

} // namespace pollux::storetable
