// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/settings.h"

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace pollux {

class MessageWidget;
class Prompts;
class SettingsPage;

/// The settings of the program, by page. What a person changes is written to the settings at once, and told by
/// changed(); on disk it is at the latest when the dialog closes. Show it with open().
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    struct Places {
        QString dataDirectory; ///< shown; empty where nothing is kept on disk
        QString translationsFolder = QStringLiteral(":/i18n");
    };

    /// `settings` and `prompts` must outlive the dialog.
    SettingsDialog(Settings &settings, Prompts &prompts, const Places &places, QWidget *parent = nullptr);

    void done(int result) override;

signals:
    /// The settings hold another value for this key: put it into force.
    void changed(pollux::Settings::Key key);

private:
    QWidget *createFooter();
    void addPage(SettingsPage *page, const QIcon &icon, const QString &title);
    void fitPageList();
    void showProblem();
    void askToReset();
    void reset();

    Settings &m_settings;
    Prompts &m_prompts;
    QListWidget *m_pageList;
    QStackedWidget *m_stack;
    MessageWidget *m_notice;
    QList<SettingsPage *> m_pages;
};

} // namespace pollux
