// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QAction;

namespace pollux {

/// Makes a paste of local files the window's command wherever the focus is: the texts and text fields of the window do
/// not get the key while the clipboard holds local files and the command is enabled. They get it for any other content,
/// and the fields of dialogs always do.
class PasteKeyFilter final : public QObject {
    Q_OBJECT

public:
    /// The filter becomes a child of the window; `paste` must have the key as its shortcut and outlive the filter.
    PasteKeyFilter(const QAction &paste, QWidget &window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const QAction &m_paste;
    QWidget &m_window;
};

} // namespace pollux
