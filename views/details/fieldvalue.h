// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/details/field.h"

#include <QTextEdit>

namespace pollux {

/// The value of a field: plain text that can be selected with mouse and keyboard. The widget is as high as its text,
/// which wraps anywhere if necessary, so the widget is never wider than the space it gets.
///
/// Ctrl+C copies the selection, or the whole value if nothing is selected; the context menu can also copy the value as
/// it was sent.
class FieldValue final : public QTextEdit {
    Q_OBJECT

public:
    static constexpr int margin = 2; ///< around the text, in pixels

    explicit FieldValue(QWidget *parent = nullptr);

    /// `section`: the title of its section, for screen readers. The selection stays if the value has not changed.
    void setField(const QString &section, const Field &field);
    void deselect();
    QString value() const { return m_field.value; }
    /// Copies the selection, or the whole value if nothing is selected.
    void copyValue() const;
    /// Copies Field::exact, or the value if that is empty.
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
