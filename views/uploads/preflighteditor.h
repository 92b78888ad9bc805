// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploads/preflightmodel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace pollux {

/// Shows and changes type and decision of the files that are selected in the table; disabled where none is.
class PreflightEditor final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive this widget.
    explicit PreflightEditor(PreflightModel &model, QWidget *parent = nullptr);

    void setRows(const QList<int> &rows);
    void editType();
    void editDecision();
    /// True while a type is being typed: Enter takes it then, and does nothing else.
    bool isTypeEdited() const;

private:
    void handleType();
    void refresh();
    void refreshRemembered(const QString &type);

    PreflightModel &m_model;
    QComboBox *m_type;
    QCheckBox *m_remembered;
    QComboBox *m_decision;
    QList<int> m_rows;
    QList<PreflightDecision> m_choices; // of m_decision, by index
};

} // namespace pollux
