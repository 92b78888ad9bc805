// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/details/field.h"

#include <QScrollArea>

class QFormLayout;

namespace pollux {

class FieldValue;

/// Names and values in sections, to be read and copied: each value takes the focus, its text can be selected, Ctrl+C
/// and its context menu copy it. Never wider than its place.
class FieldList final : public QScrollArea {
    Q_OBJECT

public:
    explicit FieldList(QWidget *parent = nullptr);

    /// `subject` says whose fields these are. While it stays the same, so do the scroll place, the focus, and the
    /// selection in each value that has not changed.
    void showFields(const QString &subject, const QList<FieldSection> &sections);

    /// All of it, one field per line.
    QString text() const;
    /// In the order shown.
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
