// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/details/field.h"

#include <QTextEdit>

namespace pollux {

/// The value of a field: plain text that can be selected with mouse and keyboard, as high as it needs to be and never
/// wider than it is given, for it breaks anywhere where it must.
///
/// Ctrl+C copies what is selected, or else all of it; the context menu copies what was sent where that is more than
/// what is shown.
class FieldValue final : public QTextEdit {
    Q_OBJECT

public:
    static constexpr int margin = 2; ///< around the text, in pixels

    explicit FieldValue(QWidget *parent = nullptr);

    /// `section`: its title, which stands before the name for a screen reader. A text that stays as it is keeps what is
    /// selected in it.
    void setField(const QString &section, const Field &field);
    void deselect();
    QString value() const { return m_field.value; }
    /// To the clipboard: what is selected, or else all of it.
    void copyValue() const;
    /// The same of what was sent.
    void copyExact() const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void forgetHeight();

    Field m_field;
    mutable int m_measuredWidth = -1; // layouts ask for the same width several times
    mutable int m_measuredHeight = 0;
};

} // namespace pollux
