// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/accounts.h"
#include "models/accounts/settings.h"
#include "models/items/files/filesmodel.h"
#include "models/items/stores/storesmodel.h"

#include <QObject>

class QMainWindow;
class QNetworkAccessManager;

namespace pollux {

class CommandPalette;
class MessageBar;
class Prompts;
class StoresClient;
class WindowActions;
struct PaletteSection;

/// What helps to find the way about the window: the command palette over every command, file, store and account, the
/// page of shortcuts, the settings with the accounts and what is wrong with either, and the list of what expires next.
class ToolsController final : public QObject {
    Q_OBJECT

public:
    /// All must outlive this object.
    struct Models {
        FilesModel &files;
        StoresModel &stores;
        StoresClient &storesClient;
        Accounts &accounts;
        Settings &settings;
        QNetworkAccessManager &network;
    };

    /// `dataDirectory` is shown in the settings; empty where nothing is kept on disk.
    ToolsController(const Models &models, WindowActions &actions, MessageBar &messages, Prompts &prompts,
                    QMainWindow &window, const QString &dataDirectory);

    /// The active account; takes away what was said about a key.
    void setProfile(const QString &profileId);
    void showAbout();
    /// Says why the key of the active account cannot be had, with the next step beside it.
    void reportCredentialProblem(const CredentialResult &result);
    /// Says so if the settings file is damaged, newer or cannot be written.
    void reportSettingsProblem();

signals:
    /// The user changed a setting, which is to be applied.
    void settingChanged(pollux::Settings::Key key);
    /// The key of the active account should be read again.
    void keyRequested();
    /// Resource names of files that are to be seen in the list.
    void filesRequested(const QStringList &names);
    void storeRequested(const QString &name);

private:
    void showPalette();
    void showShortcuts();
    void showSettings();
    void showAccounts();
    void showExpiring();
    PaletteSection fileSection();
    PaletteSection storeSection();
    PaletteSection accountSection();

    Models m_models;
    const WindowActions &m_actions;
    MessageBar &m_messages;
    Prompts &m_prompts;
    QMainWindow &m_window;
    QString m_dataDirectory;
    QString m_profileId;
    CommandPalette *m_palette = nullptr; // made when it is first needed
};

} // namespace pollux
