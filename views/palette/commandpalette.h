// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/palette/commandpalettemodel.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace pollux {

/// A search field over a window that runs commands and goes to files, stores and other things by name. Up, Down, Page
/// Up and Page Down, and Control with Home and End, move the current row while the focus stays in the field. Return
/// runs the row. Escape and a loss of the focus close the palette. The typed text is not kept. A child of the window,
/// because Wayland does not let windows place themselves; hidden until popUp().
class CommandPalette final : public QWidget {
    Q_OBJECT

public:
    /// A child of `window`.
    explicit CommandPalette(QWidget *window);

    /// Shows the sections, in this order until text is typed. An open palette starts again with an empty field.
    void popUp(const QList<PaletteSection> &sections);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    void find(const QString &typed);
    void moveTo(int row, bool isUpwards);
    void announce();
    void run(const QModelIndex &index);
    void dismiss();
    void fitToWindow();
    void watchFocus(QWidget *before, QWidget *now);

    CommandPaletteModel *m_model;
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_nothing;
    QPointer<QWidget> m_focusBefore; // may be deleted while the palette is open
};

} // namespace pollux
