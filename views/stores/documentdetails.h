// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"
#include "views/details/detailspane.h"

namespace pollux {

/// All that is known about one document: each field under its name on the wire, metadata with the type of each value,
/// the fields that Pollux does not know as they came, and its JSON. Of several documents what they are together.
class DocumentDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit DocumentDetails(QWidget *parent = nullptr);

    /// None: asks for a row to be selected. A document that is as it was leaves selection and scroll place as they are.
    void setDocuments(const QList<Document> &documents);
};

} // namespace pollux
