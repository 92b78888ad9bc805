// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/keychainstore.h"

#include <qt6keychain/keychain.h>

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>
#include <optional>

using namespace pollux;
using namespace Qt::StringLiterals;
using enum CredentialStatus;

/// KeychainStore in the situations that the script "keychain-session" prepares, one test function for each. Runs
/// only from that script, so that it does not touch the keyring of the user.
class tst_Keychain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void storesFindsAndRemoves();
    void foreignValues_data();
    void foreignValues();
    void newerRequestTakesOver();
    void storeDiesDuringAJob();
    void keyRemovedByAnotherHand();
    void writeIsReadBack();
    void removalIsReadBack();
    void stoppedService();
    void leavesAKey();
    void locked();
    void keyIsStillThere();
    void noKeyring();
    void noService();
    void noBus();
    void noLibrary();

private:
    enum class Marker { Absent, Present };

    std::unique_ptr<KeychainStore> storeWith(Marker marker);
    CredentialResult read(Marker marker);
    CredentialResult write(const QByteArray &key);
    CredentialResult remove(Marker marker);
    CredentialResult waitFor(const std::optional<CredentialResult> &result);
    CredentialStore::Callback into(std::optional<CredentialResult> &result);
    void expectNoService(MissingService missing);
    QKeychain::Job *entryOfOurs(QKeychain::Job *job) const;

    const QString m_applicationId = u"app.pollux.KeychainTest"_s;
    const QString m_profileId = u"0d6f7b2c-6f0e-4a5b-9d53-3f8d0a1b2c3d"_s;
    const QByteArray m_key = "AIza-made-up-key_0123456789"_ba;
};

void tst_Keychain::initTestCase()
{
    if (qEnvironmentVariable("POLLUX_KEYCHAIN_SESSION") != "private"_L1) {
        QSKIP("Runs only inside the private sessions of the script keychain-session.");
    }
}

void tst_Keychain::cleanup()
{
    if (QTest::currentTestFailed() && qEnvironmentVariableIsSet("KEYRING_PID")) {
        kill(qEnvironmentVariableIntValue("KEYRING_PID"), SIGCONT);
    }
}

std::unique_ptr<KeychainStore> tst_Keychain::storeWith(Marker marker)
{
    return std::make_unique<KeychainStore>(m_applicationId,
                                           [marker](const QString &) { return marker == Marker::Present; });
}

CredentialStore::Callback tst_Keychain::into(std::optional<CredentialResult> &result)
{
    return [&result](const CredentialResult &answer) {
        QVERIFY2(!result.has_value(), "answered twice");
        result = answer;
    };
}

CredentialResult tst_Keychain::waitFor(const std::optional<CredentialResult> &result)
{
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20'000)) {
        return {Failed, {}, MissingService::None, u"no answer within 20 s"_s};
    }
    return *result;
}

CredentialResult tst_Keychain::read(Marker marker)
{
    std::optional<CredentialResult> result;
    const auto store = storeWith(marker);
    store->read(m_profileId, this, into(result));
    return waitFor(result);
}

CredentialResult tst_Keychain::write(const QByteArray &key)
{
    std::optional<CredentialResult> result;
    const auto store = storeWith(Marker::Present);
    store->write(m_profileId, key, this, into(result));
    return waitFor(result);
}

CredentialResult tst_Keychain::remove(Marker marker)
{
    std::optional<CredentialResult> result;
    const auto store = storeWith(marker);
    store->remove(m_profileId, this, into(result));
    return waitFor(result);
}

/// Makes `job`, which another program could run, a job on the entry that the store uses.
QKeychain::Job *tst_Keychain::entryOfOurs(QKeychain::Job *job) const
{
    job->setKey(m_applicationId + u'/' + m_profileId);
    return job;
}

void tst_Keychain::storesFindsAndRemoves()
{
    QCOMPARE(read(Marker::Absent).status, NotFound);
    QCOMPARE(remove(Marker::Absent).status, Ok);
    QCOMPARE(write(m_key).status, Ok);
    QCOMPARE(read(Marker::Present).status, Ok);
    QCOMPARE(read(Marker::Absent).key, m_key);
    const QByteArray longest(512, '~');
    QCOMPARE(write(longest).status, Ok);
    QCOMPARE(read(Marker::Present).key, longest);
    QCOMPARE(remove(Marker::Present).status, Ok);
    QCOMPARE(read(Marker::Absent).status, NotFound);
}

void tst_Keychain::foreignValues_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("line end") << u"abc\n"_s;
    QTest::newRow("header injection") << u"abc\r\nX-Evil: 1"_s;
    QTest::newRow("10 MB") << QString(10'000'000, u'k');
    QTest::newRow("no ASCII") << u"ключ"_s;
}

void tst_Keychain::foreignValues()
{
    QFETCH(QString, value);
    auto *job = new QKeychain::WritePasswordJob(m_applicationId);
    job->setTextData(value);
    entryOfOurs(job);
    QSignalSpy finished(job, &QKeychain::Job::finished);
    job->start();
    QVERIFY(finished.wait(20'000));

    const CredentialResult result = read(Marker::Present);
    QCOMPARE(result.status, BadValue);
    QVERIFY(result.key.isEmpty());
    QCOMPARE(remove(Marker::Present).status, Ok);
}

void tst_Keychain::newerRequestTakesOver()
{
    QCOMPARE(write("old"_ba).status, Ok);
    const auto store = storeWith(Marker::Present);
    std::optional<CredentialResult> removed;
    std::optional<CredentialResult> written;
    store->remove(m_profileId, this, into(removed));
    store->write(m_profileId, "new"_ba, this, into(written));
    QCOMPARE(waitFor(removed).status, Superseded);
    QCOMPARE(waitFor(written).status, Ok);
    QCOMPARE(read(Marker::Present).key, "new"_ba);
    QCOMPARE(remove(Marker::Present).status, Ok);
}

void tst_Keychain::storeDiesDuringAJob()
{
    bool answered = false;
    auto store = storeWith(Marker::Absent);
    store->write(m_profileId, m_key, this, [&answered](const CredentialResult &) { answered = true; });
    store.reset();
    // QtKeychain runs jobs in order: when this read is answered, the job of the destroyed store has ended.
    QCOMPARE(read(Marker::Absent).status, Ok);
    QVERIFY(!answered);
    QCOMPARE(remove(Marker::Absent).status, Ok);
}

void tst_Keychain::keyRemovedByAnotherHand()
{
    QCOMPARE(read(Marker::Present).status, Locked); // reading cannot tell a missing key from a locked keyring
    QCOMPARE(remove(Marker::Present).status, Ok);   // a write succeeds: the keyring is unlocked, so the key is gone
}

// QtKeychain runs jobs in the order in which they are started, so a job that starts between two steps of the store
// changes what the second step reads.

void tst_Keychain::writeIsReadBack()
{
    const auto store = storeWith(Marker::Absent);
    std::optional<CredentialResult> written;
    store->write(m_profileId, m_key, this, into(written));
    entryOfOurs(new QKeychain::DeletePasswordJob(m_applicationId))->start();
    QCOMPARE(waitFor(written).status, Unverified);
    QCOMPARE(read(Marker::Absent).status, NotFound);
}

void tst_Keychain::removalIsReadBack()
{
    QCOMPARE(write(m_key).status, Ok);
    const auto store = storeWith(Marker::Present);
    std::optional<CredentialResult> removed;
    store->remove(m_profileId, this, into(removed));
    QKeychain::Job *between = entryOfOurs(new QKeychain::ReadPasswordJob(m_applicationId));
    connect(between, &QKeychain::Job::finished, this, [this] {
        auto *writeAgain = new QKeychain::WritePasswordJob(m_applicationId);
        writeAgain->setTextData(QString::fromLatin1(m_key));
        entryOfOurs(writeAgain)->start();
    });
    between->start();
    QCOMPARE(waitFor(removed).status, Failed);
    QCOMPARE(remove(Marker::Present).status, Ok);
}

void tst_Keychain::stoppedService()
{
    const int service = qEnvironmentVariableIntValue("KEYRING_PID");
    QVERIFY(service > 1);
    QCOMPARE(write(m_key).status, Ok);
    const auto store = storeWith(Marker::Present);
    QSignalSpy waiting(store.get(), &CredentialStore::waiting);
    std::optional<CredentialResult> first;
    std::optional<CredentialResult> second;
    QCOMPARE(kill(service, SIGSTOP), 0);
    store->read(m_profileId, this, into(first));
    QVERIFY(waiting.wait(3000));
    QCOMPARE(waiting.first(), QVariantList({m_profileId}));
    QVERIFY(!first.has_value());
    store->read(m_profileId, this, into(second));
    QCOMPARE(waitFor(first).status, Superseded);
    QVERIFY(!second.has_value());
    QCOMPARE(kill(service, SIGCONT), 0);
    QCOMPARE(waitFor(second).key, m_key);
    QCOMPARE(remove(Marker::Present).status, Ok);
}

void tst_Keychain::leavesAKey()
{
    QCOMPARE(write(m_key).status, Ok);
}

void tst_Keychain::locked()
{
    QCOMPARE(read(Marker::Present).status, Locked);
    QCOMPARE(read(Marker::Absent).status, NotFound);
    QCOMPARE(write("another"_ba).status, Locked);
    QCOMPARE(remove(Marker::Present).status, Locked);
}

void tst_Keychain::keyIsStillThere()
{
    QCOMPARE(read(Marker::Present).key, m_key);
    QCOMPARE(remove(Marker::Present).status, Ok);
    QCOMPARE(read(Marker::Absent).status, NotFound);
}

void tst_Keychain::noKeyring()
{
    QCOMPARE(read(Marker::Absent).status, NotFound);
    const CredentialResult result = write(m_key);
    QCOMPARE(result.status, NoService);
    QCOMPARE(result.missing, MissingService::Keyring);
}

void tst_Keychain::expectNoService(MissingService missing)
{
    for (const CredentialResult &result :
         {read(Marker::Absent), read(Marker::Present), write(m_key), remove(Marker::Present)}) {
        QVERIFY2(result.status == NoService, qPrintable(result.detail));
        QVERIFY2(result.missing == missing, qPrintable(result.detail));
        QVERIFY(!result.detail.isEmpty());
        QVERIFY(!result.detail.contains(QString::fromLatin1(m_key)));
    }
}

void tst_Keychain::noService()
{
    expectNoService(MissingService::SecretService);
}

void tst_Keychain::noBus()
{
    expectNoService(MissingService::SessionBus);
}

void tst_Keychain::noLibrary()
{
    expectNoService(MissingService::SecretLibrary);
}

QTEST_GUILESS_MAIN(tst_Keychain)
#include "tst_keychain.moc"
