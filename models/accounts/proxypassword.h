// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace pollux {

class Settings;

/// The password for the proxy in the settings: in the keychain, and in memory once it has been read or entered. For the
/// GUI thread.
class ProxyPassword final : public QObject {
    Q_OBJECT

public:
    /// Both must outlive this object. @p settings stores whether there is a password.
    ProxyPassword(Settings &settings, CredentialStore &store, QObject *parent = nullptr);

    /// Nothing until it has been read or entered.
    [[nodiscard]] const std::optional<QString> &value() const { return m_value; }
    [[nodiscard]] bool isStored() const;

    /// Reads the keychain, unless that is under way. Emits changed() if there is a value afterwards, else unreadable();
    /// then finished().
    void read();
    [[nodiscard]] bool isReading() const { return m_isReading; }

    /// Uses the password from now on, and writes it to the keychain; removes it there if it is empty. The callback says
    /// whether the keychain did so, without the password.
    void set(const QString &password, QObject *context, const CredentialStore::Callback &callback);

signals:
    void changed();
    void unreadable();
    void finished();

private:
    Settings &m_settings;
    CredentialStore &m_store;
    std::optional<QString> m_value;
    bool m_isReading = false;
};

} // namespace pollux
