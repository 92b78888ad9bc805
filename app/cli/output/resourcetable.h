// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"
#include "models/api/types/ragstore.h"
#include "models/api/types/remotefile.h"
#include "models/journal/operationrecord.h"

#include <QString>

#include <algorithm>

/// Files, stores, documents and operations as text for people: a row each, or every field of a file. Names are never
/// cut: they are what the commands take. A column of names is `nameWidth` columns of the terminal wide.
namespace pollux::resourcetable {

/// The width that the column of names needs.
template <typename Resource>
int nameWidth(const QList<Resource> &resources)
{
    int width = 20;
    for (const Resource &resource : resources)
        width = std::max(width, static_cast<int>(resource.name.size()));
    return width;
}

/// Names of files all have about the same length.
inline int nameWidth(const QList<RemoteFile> &)
{
    return 18;
}

QString fileHeader(int nameWidth);
QString row(const RemoteFile &file, int nameWidth);
/// A line "name: value" for each field that is known.
QString fields(const RemoteFile &file);
QString storeHeader(int nameWidth);
QString row(const RagStore &store, int nameWidth);
QString documentHeader(int nameWidth);
QString row(const Document &document, int nameWidth);
QString operationHeader(int nameWidth);
QString row(const OperationRecord &operation, int nameWidth);
/// "1 active, 0 pending, 2 failed".
QString documentCounts(const RagStore &store);

} // namespace pollux::resourcetable
