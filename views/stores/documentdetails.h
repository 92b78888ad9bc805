// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"
#include "views/details/detailspane.h"

namespace pollux {

/// Shows all that is known about one document: each field under its API name, metadata with the type of each value, the
/// fields that Pollux does not know, and its JSON. For several documents it shows a summary.
class DocumentDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit DocumentDetails(QWidget *parent = nullptr);

    /// An empty list shows a hint to select a document. Selection and scroll position stay if the document has not
    /// changed.
    void setDocuments(const QList<Document> &documents);
};

} // namespace pollux
