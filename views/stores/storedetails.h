// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/ragstore.h"
#include "views/details/detailspane.h"

namespace pollux {

/// All that is known about one store: each field under its name on the wire, and its JSON.
class StoreDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit StoreDetails(QWidget *parent = nullptr);

    /// Nothing: asks for a store to be chosen. A store that is as it was leaves selection and scroll place as they are.
    void setStore(const std::optional<RagStore> &store);
};

} // namespace pollux
