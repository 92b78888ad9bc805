// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/storecollection.h"

#include <QString>

#include <optional>

/// Names of stores, documents and operations as people type and paste them.
namespace pollux::storenames {

enum class Kind { Store, Document, Operation };

/// Returns the resource name in `text`, which may be in quotation marks or a URI. If the name has no collection,
/// returns it as it is: "x", "x/documents/y". Nullopt if the text is not a name of this kind.
std::optional<QString> typed(QStringView text, Kind kind);

/// Returns the resource name. Puts the collection before a name that has none; others stay as they are.
QString completed(const QString &typedName, StoreCollection collection);

} // namespace pollux::storenames
