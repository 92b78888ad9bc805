// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;

namespace pollux {

/// Lies over one part of a window while something is dragged over it, and says what a drop there would do. It only
/// shows: the part takes the drop itself.
class DropHint final : public QWidget {
    Q_OBJECT

public:
    /// `part` becomes the parent. Hidden in the beginning.
    explicit DropHint(QWidget *part);

    /// Plain text.
    void showHint(const QString &sentence);

    /// What it says at present; empty while it is hidden.
    QString sentence() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_sentence;
};

} // namespace pollux
