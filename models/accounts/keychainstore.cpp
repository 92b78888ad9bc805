// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/keychainstore.h"

#include "models/accounts/apikey.h"
#include "models/accounts/keychainerrors.h"

#include <QProcessEnvironment>

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// Another program may have written any value under the name of Pollux (H07): only a valid key is accepted, without
/// trimming.
CredentialResult resultOfValue(const QString &value)
{
    const ApiKeyCheck check = checkedApiKey(value);
    if (check.problem != ApiKeyProblem::None || check.key.size() != value.size()) {
        return CredentialResult{.status = CredentialStatus::BadValue};
    }
    return {.status = CredentialStatus::Ok, .key = check.key};
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
        finish(request, {.status = kept ? CredentialStatus::Ok : CredentialStatus::Unverified,
                         .detail = readBack.result.detail});
    };
    writeEntry(request, entryName(request), value,
               orFinish(request, [this, request, compare] { readEntry(request, entryName(request), compare); }));
}

void KeychainStore::startRemove(const Request &request)
{
    readEntry(request, entryName(request), [this, request](const Answer &answer) {
        if (answer.entryMissing && m_wasStored(request.profileId))
            removeUnseenKey(request);
        else
            removeIfSeen(request, answer);
    });
}

/// Removes the key if the answer has one; if there is none, it counts as removed.
void KeychainStore::removeIfSeen(const Request &request, const Answer &answer)
{
    if (answer.result.status != CredentialStatus::Ok) {
        finish(request, answer.entryMissing ? CredentialResult{.status = CredentialStatus::Ok} : answer.result);
        return;
    }
    // The keychain has just returned the key, so it is unlocked: if the key is not found now, it has been removed.
    const auto expectMissing = [this, request](const Answer &readBack) {
        if (readBack.entryMissing)
            finish(request, {.status = CredentialStatus::Ok});
        else if (readBack.result.status == CredentialStatus::Ok)
            finish(request, {.status = CredentialStatus::Failed});
        else
            finish(request, readBack.result);
    };
    deleteEntry(request, entryName(request), orFinish(request, [this, request, expectMissing] {
                    readEntry(request, entryName(request), expectMissing);
                }));
}

/// A key was stored but is not found: either another program removed it, or the keychain is locked. A test write tells
/// which, because a locked keychain refuses it.
void KeychainStore::removeUnseenKey(const Request &request)
{
    const QString probe = m_applicationId + "/probe"_L1;
    const auto readAgain = [this, request](const Answer &) {
        // The write may have unlocked the keychain by asking the user, so the key may be found now.
        readEntry(request, entryName(request),
                  [this, request](const Answer &answer) { removeIfSeen(request, answer); });
    };
    writeEntry(request, probe, u"probe"_s,
               orFinish(request, [this, request, probe, readAgain] { deleteEntry(request, probe, readAgain); }));
}

KeychainStore::NextStep KeychainStore::orFinish(const Request &request, const std::function<void()> &next)
{
    return [this, request, next](const Answer &answer) {
        if (answer.result.status == CredentialStatus::Ok)
            next();
        else
            finish(request, answer.result);
    };
}

void KeychainStore::readEntry(const Request &request, const QString &name, const NextStep &next)
{
    run(new QKeychain::ReadPasswordJob(m_applicationId), request, name, next);
}

void KeychainStore::writeEntry(const Request &request, const QString &name, const QString &value, const NextStep &next)
{
    auto *job = new QKeychain::WritePasswordJob(m_applicationId);
    // Always text: a text and a binary value under one name make two entries, and the older one is read (reliability
    // 3.1).
    job->setTextData(value);
    run(job, request, name, next);
}

void KeychainStore::deleteEntry(const Request &request, const QString &name, const NextStep &next)
{
    run(new QKeychain::DeletePasswordJob(m_applicationId), request, name, next);
}

/// The job has no parent and deletes itself when it is done, because deleting a running job crashes (reliability 3.1).
/// If it outlives this store, its answer is dropped, because the connection ends with the store.
void KeychainStore::run(QKeychain::Job *job, const Request &request, const QString &name, const NextStep &next)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, this, [this, request, next](const QKeychain::Job *finished) {
        if (!isCurrent(request))
            return;
        Answer answer;
        const QKeychain::Error error = finished->error();
        const KeychainEnvironment dependencies = error == QKeychain::NoError
                                                     ? KeychainEnvironment{}
                                                     : keychainEnvironment(QProcessEnvironment::systemEnvironment());
        answer.result = keychainResult(error, finished->errorString(), m_wasStored(request.profileId), dependencies);
        answer.entryMissing = error == QKeychain::EntryNotFound;
        if (const auto *readJob = qobject_cast<const QKeychain::ReadPasswordJob *>(finished))
            answer.value = readJob->textData();
        next(answer);
    });
    job->start();
}

} // namespace pollux
