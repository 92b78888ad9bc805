// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QObject>

#include <optional>

class QAction;
class QMainWindow;
class QMenu;

namespace pollux {

enum class ErrorAction;
enum class IconName;

/// The commands of the main window, one QAction each: menus, toolbar, context menu and shortcuts all use these. The
/// object that carries out a command connects to its triggered().
class WindowActions final : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QMainWindow &window);

    QAction *uploadFiles;
    QAction *uploadFolder;
    QAction *paste;
    QAction *openByName; ///< reads one file of the service
    QAction *uploadToStore;
    QAction *createDocument; ///< without a file, in the store that is shown
    QAction *importToStore;  ///< of the selected files of the service
    QAction *createStore;
    QAction *deleteStore;
    QAction *refresh;
    QAction *remove;
    QAction *copyName;
    QAction *copyUri;
    QAction *snippet; ///< for the selected files, the selected document, or the store that is shown
    QAction *selectAll;
    QAction *find;
    QAction *commandPalette;
    QAction *accounts;
    QAction *settings;
    QAction *startDemo;
    QAction *showDetails; ///< checkable; for the page in the centre
    QAction *showUploads; ///< checkable
    QAction *showOperations;
    QAction *showRequests;
    QAction *showExpiring;
    QAction *shortcuts;
    QAction *quit;
    QAction *about;

    /// Builds the menu bar of the window, whose menus hold every command.
    void populate(QMainWindow &window);
    /// The command for the action that an error suggests; null if the window has none.
    QAction *forError(ErrorAction action) const;
    /// Shows a menu of the commands for the selected files; the position is global.
    void showFileMenu(const QPoint &position);

    struct Situation {
        bool hasAccount = false;
        bool isStore = false; ///< a store is shown, not the files
        int selected = 0;     ///< number of selected rows of the page in the centre
    };
    /// Enables the commands that make sense in the situation, and disables the others.
    void setEnabled(const Situation &situation);
    /// Why a disabled command makes no sense now, in a few words; empty for an enabled one.
    QString disabledReason(const QAction &action) const;

private:
    QAction *create(const QString &text, std::optional<IconName> name = {}, const QKeySequence &shortcut = {});
    void addFileCommands(QMenu &menu) const;

    QMainWindow &m_window;
    Situation m_situation;
};

} // namespace pollux
