// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"
#include "models/api/http/proxychoice.h"

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace pollux {

class MessageWidget;
class Prompts;
class ProxyPassword;

/// The settings of the program, by page. Each change is written to the settings at once and reported by changed(); it
/// is saved to disk at the latest when the dialog closes. A proxy is written only when it is complete: until then the
/// previous one stays in use, and a message says what is missing. Show it with open().
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    /// `settings`, `password` and `prompts` must outlive the dialog. `dataDirectory` is shown; empty if nothing is
    /// stored on disk. The catalogues "pollux_<language>.qm" in `translationsFolder` are the languages offered.
    SettingsDialog(Settings &settings, ProxyPassword &password, Prompts &prompts, const QString &dataDirectory,
                   QWidget *parent = nullptr, const QString &translationsFolder = QStringLiteral(":/i18n"));

    void done(int result) override;

signals:
    /// The user changed the value of this key in the settings, which should be applied.
    void changed(pollux::Settings::Key key);

private:
    QWidget *createFooter();

    void bindFields();
    void load();
    void write(Settings::Key key, const QVariant &value);
    ProxyChoice enteredProxy() const;
    void showProxyProblem();
    void handleProxy();
    void showPasswordHint();
    void handlePassword();
    void setPassword(const QString &password);
    void showProblem();
    void askToReset();
    void reset();

    Settings &m_settings;
    ProxyPassword &m_password;
    Prompts &m_prompts;
    QListWidget *m_pageList;
    QStackedWidget *m_stack;
    MessageWidget *m_notice;
};

} // namespace pollux
