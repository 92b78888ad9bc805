// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/proxychoice.h"
#include "views/settings/settingspage.h"

class QLineEdit;

namespace pollux {

/// How often a state is asked for, and the proxy. A proxy is written only when it is complete: until then the one
/// before stays in force, and it is said what is missing.
class NetworkSettingsPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit NetworkSettingsPage(Settings &settings, QWidget *parent = nullptr);

    QList<Settings::Key> keys() const override;
    void load() override;
    void finish() override;

private:
    ProxyChoice entered() const;
    void showProblem();
    void handleProxy();

    QSpinBox *m_pollInterval;
    QComboBox *m_kind;
    QLineEdit *m_host;
    FieldMessage *m_hostMessage;
    QSpinBox *m_port;
};

} // namespace pollux
