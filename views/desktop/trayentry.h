// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace pollux {

/// The program's entry in the notification area, for the time in which its window is hidden: its tool tip tells the
/// progress of the uploads, its menu leads back to the window or ends the program. Hidden at first. Where the desktop
/// has no notification area it shows nothing, until there is one. GUI thread only.
class TrayEntry final : public QObject {
    Q_OBJECT

public:
    explicit TrayEntry(QObject *parent = nullptr);

    void setVisible(bool isVisible);
    /// `fraction` is from 0 to 1; negative if it is not known. `count` is the number of uploads left.
    void setProgress(double fraction, int count);

signals:
    /// The user wants the window.
    void showRequested();
    /// The user wants to end the program; the uploads go on at its next start.
    void quitRequested();

private:
    QMenu m_menu; // outlives the icon, which shows it
    QSystemTrayIcon m_icon;
};

} // namespace pollux
