// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"

namespace pollux {

/// Keys that end with the program: for the demo, for tests, and where there is no keychain.
class MemoryCredentialStore final : public CredentialStore {
    Q_OBJECT

public:
    explicit MemoryCredentialStore(QObject *parent = nullptr);
    ~MemoryCredentialStore() override;

private:
    void startRead(const Request &request) override;
    void startWrite(const Request &request, const QByteArray &key) override;
    void startRemove(const Request &request) override;

    QHash<QString, QByteArray> m_keys; ///< By profile id.
};

} // namespace pollux
