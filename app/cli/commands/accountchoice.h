// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options/options.h"
#include "models/accounts/accounts.h"
#include "models/api/http/requestfactory.h"

#include <QObject>
#include <QProcessEnvironment>

namespace pollux {

/// An account that can be used: its requests, and the key for the journal's fingerprint.
struct ReadyAccount {
    Profile profile;
    RequestFactory requests;
    QByteArray key;
};

/// Finds the account that pollux-cli works with, and its key: the account is --profile's, else the environment's, else
/// the active one. --key-stdin replaces the key of --profile's account; without --profile it stands for the environment
/// variable, so that uploads begun with one of the two can be resumed with the other.
class AccountChoice final : public QObject {
    Q_OBJECT

public:
    /// `options` and `accounts` must outlive this object. The environment's account is added to `accounts`.
    AccountChoice(const CliOptions &options, Accounts &accounts, QObject *parent = nullptr);

    /// ready() or failed() follows, from the event loop; neither, if a signal ends the program while the key is
    /// read. Blocks while the key is read from standard input.
    void start();
    /// Finds the key of another account. otherReady() follows if there is one; else no signal is emitted.
    void startOther(const QString &profileId);
    /// True while startOther() waits for a keychain, which may ask a person and take minutes.
    bool isAsking() const { return m_keysAsked > 0; }

signals:
    void ready(const pollux::ReadyAccount &account);
    void failed(const QString &sentence);
    void otherReady(const pollux::ReadyAccount &account);

private:
    bool choose();
    bool chooseFromEnvironment(const QProcessEnvironment &environment, const QString &name);
    bool chooseNamed();
    bool readKey();
    void handleKey(const Profile &profile, const CredentialResult &result);
    bool refuse(const QString &sentence);

    const CliOptions &m_options;
    Accounts &m_accounts;
    QByteArray m_keyFromInput;
    QString m_profileId;
    QString m_problem;
    bool m_isInterrupted = false; // at the prompt for the key
    int m_keysAsked = 0;          // by startOther()
};

} // namespace pollux
