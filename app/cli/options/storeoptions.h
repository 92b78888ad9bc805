// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/storeupload.h"

#include <QStringList>

#include <optional>

namespace pollux {

/// The values of --max-tokens, --overlap and --metadata, as they were typed.
struct TypedStoreOptions {
    std::optional<QString> maxTokens;
    std::optional<QString> overlap;
    QStringList metadata; ///< "key=text", "key:=number", or "key[]=item", which makes a list of all items of that key
};

/// Takes them over into `upload`. Returns why they are refused, one sentence without a line break; empty where they are
/// not. One of the two numbers alone: the other one is its default. Neither: no chunkingConfig.
QString readStoreOptions(const TypedStoreOptions &typed, StoreUpload &upload);

} // namespace pollux
