// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/accounts.h"
#include "models/accounts/proxypassword.h"
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

/// The tools of the window: the command palette for every command, file, store and account, the page of shortcuts, the
/// dialogs for settings and accounts with the messages about their problems, and the list of files that expire next.
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
        ProxyPassword &proxyPassword;
        QNetworkAccessManager &network;
    };

    /// `dataDirectory` is shown in the settings; empty if nothing is stored on disk.
    ToolsController(const Models &models, WindowActions &actions, MessageBar &messages, Prompts &prompts,
                    QMainWindow &window, const QString &dataDirectory);

    /// Sets the active account and removes the message about a key.
    void setProfile(const QString &profileId);
    void showAbout();
    /// Shows a message that says why the key of the active account is not available, and what to do next.
    void reportCredentialProblem(const CredentialResult &result);
    /// Shows a message if the settings file is damaged, of a newer version or not writable.
    void reportSettingsProblem();

signals:
    /// The user changed a setting, which should be applied.
    void settingChanged(pollux::Settings::Key key);
    /// The key of the active account should be read again.
    void keyRequested();
    /// The list should show the files with these resource names.
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
    CommandPalette *m_palette = nullptr; // created when it is first needed
};

} // namespace pollux
