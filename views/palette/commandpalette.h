// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/palette/commandpalettemodel.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace pollux {

/// A field over a window that finds and runs commands, files and all else that has a name. Up, Down, Page Up and Page
/// Down, with Control also Home and End, move while the focus stays in the field; Return runs; Escape, or the focus
/// going elsewhere, closes. What is typed is not kept. A child of the window, because Wayland does not let windows
/// place themselves; hidden until popUp().
class CommandPalette final : public QWidget {
    Q_OBJECT

public:
    /// A child of `window`.
    explicit CommandPalette(QWidget *window);

    /// Shows the sections, in this order as long as nothing is typed. Starts again if it is open already.
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
