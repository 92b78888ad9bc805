// SPDX-License-Identifier: Apache-2.0
#include "views/window/pastekeyfilter.h"

#include "views/widgets/localpaths.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QWidget>

namespace pollux {

PasteKeyFilter::PasteKeyFilter(const QAction &paste, QWidget &window)
    : QObject(&window)
    , m_paste(paste)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool PasteKeyFilter::eventFilter(QObject *watched, QEvent *event)
{
    // A text field that accepts this event keeps the key from the shortcuts of its window.
    if (event->type() != QEvent::ShortcutOverride || !m_paste.isEnabled() ||
        !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste))
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || widget->window() != &m_window)
        return false;
    const QMimeData *clipboard = QGuiApplication::clipboard()->mimeData();
    if (!clipboard || localPaths(*clipboard).paths.isEmpty())
        return false;
    event->ignore();
    return true;
}

} // namespace pollux
