// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/details/field.h"

#include <QScrollArea>

class QFormLayout;

namespace pollux {

class FieldValue;

/// Names and values in sections. Each value can be focused, selected and copied. Never wider than the space it gets.
class FieldList final : public QScrollArea {
    Q_OBJECT

public:
    explicit FieldList(QWidget *parent = nullptr);

    /// `subject` identifies what has these fields. While it stays the same, so do the scroll position, the focus, and
    /// the selection in each value that has not changed.
    void showFields(const QString &subject, const QList<FieldSection> &sections);

    /// All fields, one per line.
    QString text() const;
    /// The widgets of the values, in the order shown.
    const QList<FieldValue *> &values() const { return m_values; }

private:
    void build();
    void fill();
    void addSection(QFormLayout &form, const FieldSection &section);

    QString m_subject;
    QList<FieldSection> m_sections;
    QList<FieldValue *> m_values;
};

} // namespace pollux
