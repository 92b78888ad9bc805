// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/accounts.h"
#include "models/accounts/settings.h"
#include "models/items/files/filesmodel.h"
#include "models/items/stores/storesmodel.h"

#include <QObject>

class QMainWindow;

namespace pollux {

class CommandPalette;
class Prompts;
class WindowActions;
struct PaletteSection;

/// What helps to find the way about the window: the command palette over every command, file, store and account, the
/// page of shortcuts, the settings, and the list of what expires next.
class ToolsController final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object.
    struct Models {
        FilesModel &files;
        StoresModel &stores;
        Accounts &accounts;
        Settings &settings;
    };

    /// `dataDirectory` is shown in the settings; empty where nothing is kept on disk.
    ToolsController(const Models &models, WindowActions &actions, Prompts &prompts, QMainWindow &window,
                    const QString &dataDirectory);

signals:
    /// A person changed a setting: put it into force.
    void settingChanged(pollux::Settings::Key key);
    /// Resource names of files that are to be seen in the list.
    void filesRequested(const QStringList &names);
    void storeRequested(const QString &name);

private:
    void showPalette();
    void showShortcuts();
    void showSettings();
    void showExpiring();
    PaletteSection fileSection();
    PaletteSection storeSection();
    PaletteSection accountSection();

    Models m_models;
    const WindowActions &m_actions;
    Prompts &m_prompts;
    QMainWindow &m_window;
    QString m_dataDirectory;
    CommandPalette *m_palette = nullptr; // made when it is first needed
};

} // namespace pollux
