// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploads/preflightmodel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace pollux {

class MimeTypeField;
class NamePatternField;

/// Shows and changes the type and the decision of the files selected in the table, and names them by a pattern;
/// disabled if none is selected.
class PreflightEditor final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive this widget.
    explicit PreflightEditor(PreflightModel &model, QWidget *parent = nullptr);

    void setRows(const QList<int> &rows);
    void editType();
    void editDecision();
    /// Why the pattern for names cannot be applied, as a sentence; empty if it can.
    QString problem() const;

signals:
    /// problem() may have changed.
    void edited();

private:
    void refresh();
    void refreshRemembered(const QString &type);
    void applyNames(const QString &pattern);

    PreflightModel &m_model;
    MimeTypeField *m_type;
    QCheckBox *m_remembered;
    QComboBox *m_decision;
    NamePatternField *m_names;
    QList<int> m_rows;
    QList<PreflightDecision> m_choices; // the items of m_decision, by index
};

} // namespace pollux
