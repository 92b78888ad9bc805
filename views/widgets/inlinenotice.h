// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"
#include "views/style/icons.h"

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QProgressBar;

namespace pollux {

class IconLabel;

/// What is going on with one thing in a dialog: a sentence with an icon, or a moving bar while something is awaited,
/// and buttons for what can be done. Each notice takes the place of the one before; without one the widget is hidden.
/// Texts are plain text.
class InlineNotice final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Busy, Success, Warning, Error };

    struct Action {
        QString text;
        std::function<void()> run;
    };

    explicit InlineNotice(QWidget *parent = nullptr);

    void showNotice(Kind kind, const QString &text, const QList<Action> &actions = {});
    void clear();

    QString text() const;
    Kind kind() const { return m_kind; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setActions(const QList<Action> &actions);
    void applyColors();

    Kind m_kind = Kind::Busy;
    IconLabel *m_icon;
    QLabel *m_text;
    QProgressBar *m_busy;
    QWidget *m_actionRow;
    QHBoxLayout *m_actionLayout;
};

} // namespace pollux
