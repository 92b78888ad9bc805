// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/uploads/preflightmodel.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;

namespace pollux {

/// One question for each notice that needs a decision, with one answer for all files that have the notice. Hidden if
/// there is nothing to ask.
class PreflightQuestions final : public QWidget {
    Q_OBJECT

public:
    /// The model must outlive this widget.
    explicit PreflightQuestions(PreflightModel &model, QWidget *parent = nullptr);

private:
    struct Question {
        PreflightNotice notice;
        QLabel *text;
        QComboBox *answer;
    };

    void addQuestion(PreflightNotice notice);
    void refresh();

    PreflightModel &m_model;
    std::vector<Question> m_questions;
};

} // namespace pollux
