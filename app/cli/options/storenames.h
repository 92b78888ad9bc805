// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/storecollection.h"

#include <QString>

#include <optional>

/// Names of stores, documents and operations as people type and paste them.
namespace pollux::storenames {

enum class Kind { Store, Document, Operation };

/// The resource name in `text`, which may stand in quotation marks or be a URI; or, where it names no collection, what
/// follows the collection in one: "x", "x/documents/y". Nothing where it is no such name in any collection.
std::optional<QString> typed(QStringView text, Kind kind);

/// The resource name; one that names its collection stays as it is.
QString completed(const QString &typedName, StoreCollection collection);

} // namespace pollux::storenames
