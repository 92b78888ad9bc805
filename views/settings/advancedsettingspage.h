// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/settings/settingspage.h"

namespace pollux {

/// The log, the inspector, and where the program keeps its data.
class AdvancedSettingsPage final : public SettingsPage {
    Q_OBJECT

public:
    /// `dataDirectory` is empty where nothing is kept on disk.
    explicit AdvancedSettingsPage(Settings &settings, const QString &dataDirectory, QWidget *parent = nullptr);

    QList<Settings::Key> keys() const override;
    void load() override;

private:
    void createFolder(const QString &path);

    QComboBox *m_logLevel = nullptr;
    QCheckBox *m_recordRequests = nullptr;
};

} // namespace pollux
