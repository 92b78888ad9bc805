// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/palette/commandpalettemodel.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;

namespace pollux {

/// A field over a window in which commands, files and all else that has a name are found and run: Up, Down, Page Up and
/// Page Down, with Control also Home and End, move while the focus stays in the field; Return runs, Escape closes. It
/// closes as well when the focus goes elsewhere. Nothing of what is typed is kept. A child of the window, because a
/// window of its own could not be placed everywhere; hidden until popUp().
class CommandPalette final : public QWidget {
    Q_OBJECT

public:
    /// Lies over `window`, and dies with it.
    explicit CommandPalette(QWidget *window);

    /// Shows the sections in this order as long as nothing is typed. Where it is open already, it begins anew.
    void popUp(const QList<PaletteSection> &sections);
    /// Closes, and gives the focus back to where it was.
    void dismiss();

    /// Of the current row; null without one.
    const PaletteEntry *currentEntry() const;

signals:
    void dismissed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    void find(const QString &typed);
    void moveTo(int row, bool isUpwards);
    void announce();
    void runCurrent();
    void run(const QModelIndex &index);
    void fitToWindow();
    void watchFocus(QWidget *before, QWidget *now);

    CommandPaletteModel *m_model;
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_nothing;
    QPointer<QWidget> m_focusBefore; // may die while the palette is open
};

} // namespace pollux
