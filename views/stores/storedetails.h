// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/ragstore.h"
#include "views/details/detailspane.h"

namespace pollux {

/// Shows all that is known about one store: each field under its API name, and its JSON.
class StoreDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit StoreDetails(QWidget *parent = nullptr);

    /// nullopt shows a hint to choose a store. Selection and scroll position stay if the store has not changed.
    void setStore(const std::optional<RagStore> &store);
};

} // namespace pollux
