// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/document.h"

#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QScrollArea;
class QStackedLayout;

namespace pollux {

/// All that is known about one document: each field under its name on the wire, metadata with the type of each value,
/// and the fields that Pollux does not know as they came. Every value can be selected and copied as text; times are
/// local, with UTC in the tool tip.
class DocumentDetails final : public QWidget {
    Q_OBJECT

public:
    explicit DocumentDetails(QWidget *parent = nullptr);

    /// Nothing: asks for a row to be selected. A document that is as it was leaves a selected text selected.
    void setDocument(const std::optional<Document> &document);

    QSize sizeHint() const override;

private:
    struct Field {
        QString name; ///< on the wire
        QString value;
        QString toolTip = {};
        QString type = {}; ///< of a metadata value, its name on the wire
    };

    static QList<Field> fields(const Document &document);
    static QList<Field> metadataFields(const Document &document);
    static QList<Field> unknownFields(const Document &document);
    QWidget *createPage();
    void addFields(QFormLayout &form, const QList<Field> &fields);
    void addHeading(QFormLayout &form, const QString &text);
    void copyJson() const;

    std::optional<Document> m_document;
    QLabel *m_empty;
    QWidget *m_content;
    QScrollArea *m_area;
    QStackedLayout *m_stack;
};

} // namespace pollux
