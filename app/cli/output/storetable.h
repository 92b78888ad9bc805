// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"
#include "models/api/types/ragstore.h"
#include "models/journal/operationrecord.h"

#include <QString>

#include <algorithm>

/// Stores, documents and operations as lines for people. Names are never cut: they are what the commands take. A column
/// of names is `nameWidth` columns of the terminal wide.
namespace pollux::storetable {

/// The width that the column of names needs.
template <typename Resource>
int nameWidth(const QList<Resource> &resources)
{
    int width = 20;
    for (const Resource &resource : resources)
        width = std::max(width, static_cast<int>(resource.name.size()));
    return width;
}

QString storeHeader(int nameWidth);
QString row(const RagStore &store, int nameWidth);
QString documentHeader(int nameWidth);
QString row(const Document &document, int nameWidth);
QString operationHeader(int nameWidth);
QString row(const OperationRecord &operation, int nameWidth);
/// "1 active, 0 pending, 2 failed".
QString documentCounts(const RagStore &store);

} // namespace pollux::storetable
