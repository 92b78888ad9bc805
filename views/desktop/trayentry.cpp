// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/trayentry.h"

#include "models/productinfo.h"
#include "views/style/icons.h"

#include <QAction>

#include <algorithm>

namespace pollux {

TrayEntry::TrayEntry(QObject *parent)
    : QObject(parent)
    , m_icon(icon(IconName::Application), this)
{
    connect(m_menu.addAction(tr("Show %1").arg(productinfo::displayName)), &QAction::triggered, this,
            &TrayEntry::showRequested);
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, this, &TrayEntry::quitRequested);
    m_icon.setContextMenu(&m_menu);
    m_icon.setToolTip(productinfo::displayName);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit showRequested();
    });
}

void TrayEntry::setVisible(bool isVisible)
{
    m_icon.setVisible(isVisible);
}

void TrayEntry::setProgress(double fraction, int count)
{
    const QString left = tr("%n uploads left", nullptr, count);
    // 100 % would say that all is done.
    const int percent = std::clamp(static_cast<int>(fraction * 100), 0, 99);
    const QString text = fraction < 0 ? tr("%1: %2", "program, uploads left").arg(productinfo::displayName, left)
                                      : tr("%1: %2, %3 %").arg(productinfo::displayName, left).arg(percent);
    // Each change is a message to the desktop.
    if (text != m_icon.toolTip())
        m_icon.setToolTip(text);
}

} // namespace pollux
