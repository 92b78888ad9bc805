// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/keychainstore.h"

#include "models/accounts/apikey.h"
#include "models/accounts/keychainerrors.h"

#include <QProcessEnvironment>

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

CredentialResult plainResult(CredentialStatus status)
{
    return {status, {}, MissingService::None, {}};
}

/// Another program may have put anything under our name (H07): only a key, the whole key and nothing else is taken.
CredentialResult resultOfValue(const QString &value)
{
    const ApiKeyCheck check = checkedApiKey(value);
    if (check.problem != ApiKeyProblem::None || check.key.size() != value.size()) {
        return plainResult(CredentialStatus::BadValue);
    }
    return {CredentialStatus::Ok, check.key, MissingService::None, {}};
}

} // namespace

KeychainStore::KeychainStore(const QString &applicationId, WasStored wasStored, QObject *parent)
    : CredentialStore(parent)
    , m_applicationId(applicationId)
    , m_wasStored(std::move(wasStored))
{
    Q_ASSERT(m_wasStored);
}

QString KeychainStore::entryName(const Request &request) const
{
    return m_applicationId + u'/' + request.profileId;
}

void KeychainStore::startRead(const Request &request)
{
    readEntry(request, entryName(request), [this, request](const Answer &answer) {
        finish(request, answer.result.status == CredentialStatus::Ok ? resultOfValue(answer.value) : answer.result);
    });
}

void KeychainStore::startWrite(const Request &request, const QByteArray &key)
{
    const QString value = QString::fromLatin1(key);
    const auto compare = [this, request, value](const Answer &readBack) {
        const bool kept = readBack.result.status == CredentialStatus::Ok && readBack.value == value;
        CredentialResult result = plainResult(kept ? CredentialStatus::Ok : CredentialStatus::Unverified);
        result.detail = readBack.result.detail;
        finish(request, result);
    };
    writeEntry(request, entryName(request), value, [this, request, compare](const Answer &written) {
        if (written.result.status == CredentialStatus::Ok) {
            readEntry(request, entryName(request), compare);
        } else {
            finish(request, written.result);
        }
    });
}

void KeychainStore::startRemove(const Request &request)
{
    readEntry(request, entryName(request), [this, request](const Answer &answer) {
        if (answer.result.status == CredentialStatus::Ok) {
            removeKnownKey(request);
        } else if (answer.entryMissing && m_wasStored(request.profileId)) {
            removeUnseenKey(request);
        } else {
            finish(request, answer.entryMissing ? plainResult(CredentialStatus::Ok) : answer.result);
        }
    });
}

/// The keychain has just shown the key, so it is unlocked and will show it again unless it is really gone.
void KeychainStore::removeKnownKey(const Request &request)
{
    const auto expectMissing = [this, request](const Answer &readBack) {
        if (readBack.entryMissing) {
            finish(request, plainResult(CredentialStatus::Ok));
        } else if (readBack.result.status == CredentialStatus::Ok) {
            finish(request, plainResult(CredentialStatus::Failed));
        } else {
            finish(request, readBack.result);
        }
    };
    deleteEntry(request, entryName(request), [this, request, expectMissing](const Answer &deleted) {
        if (deleted.result.status == CredentialStatus::Ok) {
            readEntry(request, entryName(request), expectMissing);
        } else {
            finish(request, deleted.result);
        }
    });
}

/// A key was stored and is not to be seen: removed by another hand, or behind a lock. Only a write tells which, since a
/// locked keychain refuses it.
void KeychainStore::removeUnseenKey(const Request &request)
{
    writeEntry(request, m_applicationId + "/probe"_L1, u"probe"_s, [this, request](const Answer &written) {
        if (written.result.status == CredentialStatus::Ok) {
            finishIfUnlocked(request);
        } else {
            finish(request, written.result);
        }
    });
}

void KeychainStore::finishIfUnlocked(const Request &request)
{
    const auto end = [this, request](const Answer &) {
        // The write may have unlocked the keychain (a person was asked): what was unseen may be there now.
        readEntry(request, entryName(request), [this, request](const Answer &answer) {
            if (answer.result.status == CredentialStatus::Ok) {
                removeKnownKey(request);
            } else {
                finish(request, answer.entryMissing ? plainResult(CredentialStatus::Ok) : answer.result);
            }
        });
    };
    deleteEntry(request, m_applicationId + "/probe"_L1, end);
}

void KeychainStore::readEntry(const Request &request, const QString &name, const NextStep &next)
{
    run(new QKeychain::ReadPasswordJob(m_applicationId), request, name, next);
}

void KeychainStore::writeEntry(const Request &request, const QString &name, const QString &value, const NextStep &next)
{
    auto *job = new QKeychain::WritePasswordJob(m_applicationId);
    // Text only: a binary value beside a text one makes two entries, of which the older is read (reliability 3.1).
    job->setTextData(value);
    run(job, request, name, next);
}

void KeychainStore::deleteEntry(const Request &request, const QString &name, const NextStep &next)
{
    run(new QKeychain::DeletePasswordJob(m_applicationId), request, name, next);
}

/// The job has no parent and deletes itself when it is done: deleting a running one crashes (reliability 3.1), so it
/// may outlive this store, and its answer is then dropped with the connection.
void KeychainStore::run(QKeychain::Job *job, const Request &request, const QString &name, const NextStep &next)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [this, request, next](const QKeychain::Job *finished) {
        if (!isCurrent(request)) {
            return;
        }
        Answer answer;
        const QKeychain::Error error = finished->error();
        const KeychainEnvironment dependencies = error == QKeychain::NoError
                                                     ? KeychainEnvironment{}
                                                     : keychainEnvironment(QProcessEnvironment::systemEnvironment());
        answer.result = keychainResult(error, finished->errorString(), m_wasStored(request.profileId), dependencies);
        answer.entryMissing = error == QKeychain::EntryNotFound;
        if (const auto *readJob = qobject_cast<const QKeychain::ReadPasswordJob *>(finished)) {
            answer.value = readJob->textData();
        }
        next(answer);
    });
    job->start();
}

} // namespace pollux
